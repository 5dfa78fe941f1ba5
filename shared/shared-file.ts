/**
 * The files two peers hand each other: `.oca` holds an agreement, `.oct` a template. A file is the canonical text that is fingerprinted
 * (domain §4.7), so nothing can stand in it that the digits do not cover. What comes back in is read by `readForeignJson`.
 */
import { agreementText, normaliseAgreement, type AgreementText } from './agreement.ts';
import { canonicalText, normalised } from './fingerprint.ts';
import { FOREIGN_FAULTS, ForeignFault, readForeignJson, type ForeignJson, type ForeignValue, type Path } from './foreign-json.ts';
import { templateText, type TemplateText } from './template.ts';
import type { z } from './zod.ts';

export interface SharedTexts { agreement: AgreementText; template: TemplateText }
export type SharedKind = keyof SharedTexts;

export interface SharedFormat<Text> {
  /** With its dot. */
  ending: string;
  /** Beginning of `schema`; the number of the version follows. */
  family: string;
  version: number;
  schema: z.ZodType<Text>;
  /** What the two would hold to be the same is the same then. */
  normal: (text: Text) => Text;
}

export const SHARED_FORMATS: { [Kind in SharedKind]: SharedFormat<SharedTexts[Kind]> } = {
  agreement: { ending: '.oca', family: 'other-chair/agreement/', version: 1, schema: agreementText, normal: normaliseAgreement },
  template: { ending: '.oct', family: 'other-chair/template/', version: 1, schema: templateText, normal: normalised },
};

/** `other-kind`: something else, or the other of the two. `not-as-described`: a field is missing or holds what it cannot. */
export const SHARED_FILE_FAULTS = [...FOREIGN_FAULTS, 'other-kind', 'newer-version', 'unknown-field', 'not-as-described'] as const;
export type SharedFileFaultCode = (typeof SHARED_FILE_FAULTS)[number];

/** What is wrong with one field; `code` is zod's, or of the rule that was not kept. `expected`: a kind of value, or those that may stand there. */
export interface FieldProblem { path: Path; code: string; expected: string | null }

/** A file whose JSON can be read and whose fields are not those of its kind. */
export class SharedFileFault extends ForeignFault<SharedFileFaultCode> {
  readonly problems: readonly FieldProblem[];
  readonly placeOf: ForeignJson['placeOf'];

  constructor(fault: SharedFileFaultCode, json: ForeignJson, problems: readonly FieldProblem[] = []) {
    const path = problems[0]?.path ?? [];
    super(fault, path, json.placeOf(path));
    this.problems = problems;
    this.placeOf = json.placeOf;
  }
}

/** The file's text: to be shown, written and hashed exactly so. */
export function sharedFileText<Kind extends SharedKind>(kind: Kind, text: SharedTexts[Kind]): string {
  return canonicalText(SHARED_FORMATS[kind].normal(text));
}

/** @throws ForeignFault, SharedFileFault */
export function readSharedFile<Kind extends SharedKind>(kind: Kind, bytes: Uint8Array): SharedTexts[Kind] {
  const json = readForeignJson(bytes);
  const format = SHARED_FORMATS[kind];
  expectVersion(format, json);
  const parsed = format.schema.safeParse(normalised(json.value));
  if (!parsed.success) throw faultOf(parsed.error, json);
  return format.normal(parsed.data);
}

function expectVersion({ family, version }: Pick<SharedFormat<never>, 'family' | 'version'>, json: ForeignJson): void {
  const schema = fieldOf(json.value, 'schema');
  if (typeof schema !== 'string' || !schema.startsWith(family)) throw new SharedFileFault('other-kind', json);
  const alleged = schema.slice(family.length);
  if (alleged === String(version)) return;
  const isNewer = /^[1-9][0-9]{0,5}$/u.test(alleged) && Number(alleged) > version;
  throw new SharedFileFault(isNewer ? 'newer-version' : 'not-as-described', json, [{ path: ['schema'], code: 'not-a-version', expected: family + String(version) }]);
}

function fieldOf(value: ForeignValue, name: string): ForeignValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function faultOf(error: z.ZodError, json: ForeignJson): SharedFileFault {
  const problems = error.issues.flatMap((issue) => problemsOf(issue, json.value));
  const [first] = problems;
  return new SharedFileFault((first && FAULT_BY_CODE[first.code]) ?? 'not-as-described', json, problems);
}

const FAULT_BY_CODE: Readonly<Record<string, SharedFileFaultCode>> = {
  'unknown-field': 'unknown-field',
  'too-long': 'text-too-long',
  'unseen-characters': 'hidden-characters',
  'too-many': 'too-many',
};

/** A field nobody knows is named with its own path; everything else with the path of what is wrong. */
function problemsOf(issue: z.core.$ZodIssue, value: ForeignValue): FieldProblem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown-field', expected: null }));
  return [isThere(value, path) ? { path, code: codeOf(issue), expected: expectedBy(issue) } : { path, code: 'missing', expected: null }];
}

function expectedBy(issue: z.core.$ZodIssue): string | null {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  return issue.code === 'too_small' && issue.origin === 'array' ? `at least ${String(issue.minimum)}` : null;
}

function isThere(value: ForeignValue, path: Path): boolean {
  let at: unknown = value;
  return path.every((step) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string | number, unknown>)[step];
    return true;
  });
}

/** The schemas name their rules in place of a message. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || (issue.code === 'invalid_format' && /^[a-z-]+$/u.test(issue.message))) return issue.message;
  if (issue.code === 'too_big' && issue.origin === 'array') return 'too-many';
  return issue.code === 'too_big' && issue.origin === 'string' ? 'too-long' : issue.code;
}
