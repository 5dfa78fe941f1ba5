/**
 * `npm run validate -- FILE …`: whether a file somebody wrote by hand is an agreement (`.oca`) or a template (`.oct`) the app takes; what is
 * wrong with it and where. Reads, and changes nothing. Exit code 1 when a file would be refused.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { digitsOf, inGroups, textToHash } from '../shared/fingerprint.ts';
import { FOREIGN_BYTES_MAX, FOREIGN_DEPTH_MAX, FOREIGN_TEXT_MAX, FOREIGN_VALUES_MAX, ForeignFault, type Path } from '../shared/foreign-json.ts';
import { readSharedFile, SHARED_FORMATS, SharedFileFault, type FieldProblem, type SharedFileFaultCode, type SharedKind } from '../shared/shared-file.ts';

const KINDS = Object.keys(SHARED_FORMATS) as SharedKind[];

/** About a file as a whole, or the first thing in it that stopped the reading. */
const FAULTS: Record<SharedFileFaultCode, string> = {
  'file-empty': 'there is nothing in it',
  'file-too-large': `it is larger than ${FOREIGN_BYTES_MAX} bytes`,
  'not-utf8': 'it is not UTF-8',
  'not-json': 'this is not JSON',
  'too-deep': `more than ${FOREIGN_DEPTH_MAX} lists and objects within each other`,
  'too-many': `too much: a list is longer than it may be, or there are more than ${FOREIGN_VALUES_MAX} values`,
  'text-too-long': `a text is longer than it may be (${FOREIGN_TEXT_MAX} at the very most)`,
  'key-twice': 'this key stands here twice',
  'bad-number': 'a number must be whole, without exponent, and between -(2^53 - 1) and 2^53 - 1',
  'half-character': 'half a character: a surrogate without its other half',
  'hidden-characters': 'a character that cannot be seen, or that changes the order in which others are read',
  'other-kind': `\`schema\` must be ${KINDS.map((kind) => `"${schemaOf(kind)}"`).join(' or ')}`,
  'newer-version': 'written for a newer version of the app',
  'unknown-field': 'there is no such field here',
  'not-as-described': 'this is not what stands here',
};

/** About one field, by the code of the rule. */
const RULES: Record<string, string> = {
  missing: 'it is missing',
  'unknown-field': FAULTS['unknown-field'],
  'too-long': 'this text is longer than it may be',
  'too-many': 'this list is longer than it may be',
  'unseen-characters': FAULTS['hidden-characters'],
  'not-a-version': FAULTS['newer-version'],
  'not-a-key': 'only a to z, 0 to 9, and single - or _ between them',
  'not-a-date': 'a day that exists, as YYYY-MM-DD',
  'not-a-nonce': 'sixteen random bytes in base64, or nothing between the quotes',
  'two-names': 'two different names',
  'travel-form': 'a row may not have this form',
  'not-a-move': 'no move of this dimension, or the same one twice',
  'two-required': 'one prompt at most may be required',
  'measure-twice': 'a measure may be asked for once',
  'about-of-measure': 'this measure is about somebody else, or about different people in the two chairs',
  empty: 'something must stand here',
  untrimmed: 'white space at the beginning or the end',
  twice: 'something stands here twice',
  too_small: 'too little or too few',
  too_big: 'too much or too many',
};

process.exitCode = main(process.argv.slice(2));

function main(files: readonly string[]): number {
  if (files.length === 0) {
    print('Which file? npm run validate -- FILE …');
    return 1;
  }
  return files.map(isTaken).every(Boolean) ? 0 : 1;
}

function isTaken(file: string): boolean {
  const bytes = bytesOf(file);
  if (bytes === null) {
    print(`${file}: it cannot be read`);
    return false;
  }
  const kind = kindOf(file, bytes);
  try {
    const text = readSharedFile(kind, bytes);
    print(`${file}: ${kind === 'template' ? 'a template' : 'an agreement'} as it should be. Its digits are ${inGroups(digitsOf(createHash('sha256').update(textToHash(text), 'utf8').digest())).join(' ')}.`);
    return true;
  } catch (error) {
    if (!(error instanceof ForeignFault)) throw error;
    for (const line of linesOf(error as ForeignFault<SharedFileFaultCode>)) print(`${file}${line}`);
    return false;
  }
}

function linesOf(fault: ForeignFault<SharedFileFaultCode>): string[] {
  if (fault instanceof SharedFileFault && fault.problems.length > 0) return fault.problems.map((problem) => `${placed(fault.placeOf(problem.path))}: ${named(problem.path)}${inWords(problem)}`);
  return [`${placed(fault.place)}: ${named(fault.path)}${FAULTS[fault.fault]}`];
}

function inWords({ code, expected }: FieldProblem): string {
  if (expected === null) return RULES[code] ?? code;
  return `${code in RULES ? `${RULES[code]}; ` : ''}expected: ${expected}`;
}

function placed(place: ForeignFault['place']): string {
  return place === null ? '' : `:${place.line}:${place.column}`;
}

/** `prompts[2].text: `, with what could not be seen or would be taken for something else written out. */
function named(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : /^[\w-]+$/u.test(step) ? `.${step}` : `[${JSON.stringify(step).slice(0, 60)}]`)).join('');
  return name === '' ? '' : `${name.replace(/^\./u, '')}: `;
}

/** By its ending; by what it says of itself where it has another. */
function kindOf(file: string, bytes: Uint8Array): SharedKind {
  const byEnding = KINDS.find((kind) => SHARED_FORMATS[kind].ending === path.extname(file).toLowerCase());
  return byEnding ?? (Buffer.from(bytes).includes(SHARED_FORMATS.agreement.family) ? 'agreement' : 'template');
}

function schemaOf(kind: SharedKind): string {
  return SHARED_FORMATS[kind].family + String(SHARED_FORMATS[kind].version);
}

/** One byte more than may be, at most. */
function bytesOf(file: string): Uint8Array | null {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) return null;
      return stat.size > FOREIGN_BYTES_MAX ? new Uint8Array(FOREIGN_BYTES_MAX + 1) : readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
