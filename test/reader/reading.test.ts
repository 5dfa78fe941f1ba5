import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { toRecord } from '../../electron/journal/records.ts';
import { openVault, type Change } from '../../electron/vault/vault.ts';
import type { Entry } from '../../electron/workspace/entry.ts';
import { anyAgreementVersion } from '../arbitrary/agreement.ts';
import { anyPairingState, anyPutAside } from '../arbitrary/pairing.ts';
import { anyRecordId, anySession } from '../arbitrary/session.ts';
import { Journals, passphrase, plain } from './journals.ts';
import { PASSPHRASE, program, reader, WORDS } from './reader.ts';

let journals: Journals;
beforeAll(async () => { journals = await Journals.prepare(); });
afterAll(() => { journals.remove(); });

const anyMs = fc.integer({ min: 0, max: 4_000_000_000_000 });
const anyPairing = fc.record({ name: fc.string({ minLength: 1, maxLength: 20 }), since: fc.constant(null), note: fc.option(fc.string({ maxLength: 2000 }), { nil: null }) });
const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ kind: fc.constant('pairing' as const), id: anyRecordId, pairing: anyPairing.map(({ name, note }) => ({ name: keep('peer', name), since: null, note: note === null ? null : keep('us', note) })), state: anyPairingState, putAside: anyPutAside }),
  fc.record({ kind: fc.constant('session' as const), id: anyRecordId, session: anySession(anyRecordId), agreementVersion: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }), savedAtMs: anyMs, trashedAtMs: fc.option(anyMs, { nil: null }) }),
  fc.record({ kind: fc.constant('agreement' as const), id: anyRecordId, version: anyAgreementVersion(anyRecordId) }),
  fc.record({ kind: fc.constant('session-version' as const), id: anyRecordId, of: anyRecordId, session: anySession(anyRecordId), savedAtMs: anyMs }),
);
/** Kinds to come, and bytes that are nobody's JSON. */
const anyOther = fc.record({ id: anyRecordId, type: fc.integer({ min: 4, max: 65_535 }), schema: fc.integer({ min: 0, max: 65_535 }), payload: fc.uint8Array({ maxLength: 3000 }) });
const anyPut = fc.oneof({ weight: 4, arbitrary: anyEntry.map(toRecord) }, { weight: 1, arbitrary: anyOther });

/** A few saves; later ones change and remove records of earlier ones. */
const anySaves: fc.Arbitrary<Change[]> = fc
  .array(fc.record({ puts: fc.uniqueArray(anyPut, { minLength: 1, maxLength: 8, selector: ({ id }) => id }), again: fc.nat(), away: fc.nat() }), { maxLength: 4 })
  .map((saves) => {
    const there = new Set<Change['puts'][number]['id']>();
    return saves.map(({ puts, again, away }) => {
      const known = [...there];
      const rewritten = known[again % known.length];
      const removed = known[away % known.length];
      const put = [...puts, ...(rewritten === undefined || puts.some(({ id }) => id === rewritten) ? [] : [{ ...puts[0]!, id: rewritten }])];
      const removes = removed === undefined || put.some(({ id }) => id === removed) ? [] : [removed];
      for (const { id } of put) there.add(id);
      for (const id of removes) there.delete(id);
      return { puts: put, removes };
    });
  });

test('of 20 random journals the reader reads 20, record for record what the app reads', async () => {
  let read = 0;
  const seed = Date.now();
  for (const saves of fc.sample(anySaves, { numRuns: 20, seed })) {
    const file = journals.make(saves);
    const asTheAppReads = await journals.asTheAppReads(file);
    expect(asTheAppReads, `seed ${seed}`).toBeInstanceOf(Array);
    expect(journals.asTheReaderReads(file), `seed ${seed}`).toEqual(asTheAppReads);
    read += 1;
  }
  expect(read).toBe(20);
});

test('lengths around every step of padding are read', async () => {
  const lengths = [0, 1, 495, 496, 497, 1008, 1009, 65_519, 65_520, 65_521, 67_568, 67_569, 131_072, 1_000_000, 16 * 1024 * 1024];
  const puts = fc.sample(fc.uniqueArray(anyRecordId, { minLength: lengths.length, maxLength: lengths.length }), 1)[0]!.map((id, at) => ({ id, type: 7, schema: 1, payload: new Uint8Array(lengths[at]!).fill(at) }));
  const file = journals.make([{ puts, removes: [] }]);
  const read = journals.asTheReaderReads(file);
  expect(read).toEqual(await journals.asTheAppReads(file));
  expect((read as unknown[]).length).toBe(lengths.length);
});

describe('from the command line', () => {
  const pairing = '0000000000000abc';
  let file: string;
  beforeAll(() => {
    const [session] = fc.sample(anySession(fc.constant(pairing as never)), 1);
    const entries: Entry[] = [
      { kind: 'pairing', id: pairing as never, pairing: { name: keep('peer', 'Ben of the windmill'), since: null, note: null }, state: { is: 'active', since: null, before: null }, putAside: {} },
      { kind: 'session', id: '0000000000000def' as never, session: session!, agreementVersion: null, savedAtMs: 0, trashedAtMs: null },
    ];
    file = journals.make([{ puts: [...entries.map(toRecord), { id: '7ffffffffffffff0' as never, type: 900, schema: 1, payload: Uint8Array.of(255, 0) }], removes: [] }]);
  });

  test('the passphrase opens it, and nothing a person wrote is printed without being asked for', async () => {
    const { code, out, err } = await run([file], `${passphrase}\n`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('3 records, last changed by save 1');
    expect(out).toContain('a kind this reader does not know: 1');
    expect(out).not.toContain('windmill');
  });

  test('the words open it in any case and with anything between them, and files are written for nobody else to read', async () => {
    const folder = journals.place('written');
    const before = stateOf(file);
    const { code, err } = await run([file, '--words', '--out', folder], `${journals.words.toUpperCase().split(' ').join(', 7\t')}\n`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder, { recursive: true }) as string[]) {
      const found = statSync(path.join(folder, name));
      expect([name, found.mode & 0o777]).toEqual([name, found.isDirectory() ? 0o700 : 0o600]);
    }
    const { records } = JSON.parse(readFileSync(path.join(folder, 'journal.json'), 'utf8')) as { records: { id: string; says?: unknown; bytes?: string }[] };
    const vault = await openVault(file, { kind: 'recovery', words: journals.words });
    const asTheAppReads = plain([...vault.gather(32)].flat());
    vault.close();
    expect(records.map(({ id, says, bytes }) => [id, bytes ?? says])).toEqual(asTheAppReads.map(({ id, type, payload }) => [id, type === 900 ? payload : (JSON.parse(Buffer.from(payload, 'base64').toString()) as unknown)]));
    const [name] = readdirSync(path.join(folder, 'sessions'));
    expect(readFileSync(path.join(folder, 'sessions', name!), 'utf8')).toContain('with Ben of the windmill');
    expect(stateOf(file)).toEqual(before);
    expect(readdirSync(path.dirname(file)).filter((each) => each.startsWith(path.basename(file)))).toEqual([path.basename(file)]);
  });

  test('a folder that is there is not written into, and no secret is asked for', async () => {
    const folder = journals.place('there');
    mkdirSync(folder);
    const { code, err } = await run([file, '--out', folder], '');
    expect([code, err]).toEqual(exitAndSentence('exists'));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('each refusal is one sentence and an exit code of its own', async () => {
    const text = journals.place('text.ocv');
    writeFileSync(text, 'Dear diary');
    expect(await ending([text], '')).toEqual(exitAndSentence('not-a-journal'));
    expect(await ending([journals.place('nowhere.ocv')], '')).toEqual(exitAndSentence('no-journal'));
    expect(await ending([path.dirname(file)], '')).toEqual(exitAndSentence('not-a-journal'));
    expect(await ending([file], `${passphrase} \n`)).toEqual(exitAndSentence('wrong-secret'));
    expect(await ending([file], `${'x'.repeat(1025)}\n`)).toEqual(exitAndSentence('too-large'));
    expect(await ending([file, '--words'], 'abandon abandon\n')).toEqual(exitAndSentence('not-words'));
    expect(await ending(['--aloud', file], '')).toEqual(exitAndSentence('usage'));
    expect(new Set(Object.values(reader.FAULTS).map(([code]) => code)).size).toBe(Object.keys(reader.FAULTS).length);
  });
});

test('a secret becomes the bytes the app derives from', () => {
  expect(reader.secretBytes(PASSPHRASE, 'Cafe\u0301')).toEqual(new TextEncoder().encode('Caf\u00e9'));
  expect(reader.secretBytes(PASSPHRASE, ' a\ud800 ')).toEqual(new TextEncoder().encode(' a\ufffd '));
  expect(reader.secretBytes(WORDS, `${'abandon '.repeat(11)}about`)).toEqual(new Uint8Array(16));
});

interface Ended { code: number | null; out: string; err: string }

function run(args: string[], typed: string): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'pipe' });
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece: Buffer) => { said.out += piece.toString(); });
  child.stderr.on('data', (piece: Buffer) => { said.err += piece.toString(); });
  // Some are refused before anything is read.
  child.stdin.on('error', () => undefined);
  child.stdin.end(typed);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

async function ending(args: string[], typed: string): Promise<[number | null, string]> {
  const { code, err, out } = await run(args, typed);
  expect(out).toBe('');
  return [code, err];
}

function exitAndSentence(fault: string): [number, string] {
  const [code, sentence] = reader.FAULTS[fault]!;
  return [code, `${sentence}\n`];
}

function stateOf(file: string): unknown {
  const { mtimeMs, ctimeMs, size } = statSync(file);
  return { mtimeMs, ctimeMs, size, is: createHash('sha256').update(readFileSync(file)).digest('hex') };
}
