/** Changing what opens an open journal, as the window asks for it: real derivations, at what they cost a person, each done once. */
import crypto from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keep } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { Notice } from '../../shared/process-messages.ts';
import type { AnswerOf, InputOf, RecoverySheetStatus, RequestName } from '../../shared/requests.ts';
import { answer } from '../../electron/requests/answer.ts';
import { Custody } from '../../electron/requests/custody.ts';
import { prepareVault } from '../../electron/vault/vault.ts';
import { madeOnce } from './prepared-journal.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const PASSPHRASE = 'lantern gravel oboe thicket marzipan quorum';
const NEXT = 'walnut gazebo ferry tundra pickle sonnet';
const DAY_MS = 86_400_000;

let folder: string;
let custody: Custody;
let notices: Notice[];
let nowMs: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-keys-'));
  notices = [];
  nowMs = Date.UTC(2026, 2, 2, 12);
  custody = newCustody();
});
afterEach(() => {
  custody.lock();
  rmSync(folder, { recursive: true, force: true });
});

function newCustody(): Custody {
  return new Custody(
    { journalFolder: path.join(folder, 'journal'), settingsFolder: path.join(folder, 'settings') },
    { notice: (notice) => notices.push(notice), preferencesAre: () => undefined, unlocked: () => undefined, log: () => undefined, locked: () => undefined, choose: () => Promise.resolve(null) },
    { nowMs: () => nowMs, today: () => new Date(nowMs).toISOString().slice(0, 10) as IsoDate },
  );
}

type Replied<N extends RequestName> = { ok: true; value: AnswerOf<N> } | { ok: false; refusal: { why: string } };

async function ask<N extends RequestName>(name: N, input: InputOf<N>): Promise<Replied<N>> {
  const told = await answer(custody, { ask: 1, name, input }, () => undefined);
  return told!.with as Replied<N>;
}

async function value<N extends RequestName>(name: N, input: InputOf<N>): Promise<AnswerOf<N>> {
  const reply = await ask(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.refusal.why}`);
  return reply.value;
}

async function why<N extends RequestName>(name: N, input: InputOf<N>): Promise<string> {
  const reply = await ask(name, input);
  return reply.ok ? 'done' : reply.refusal.why;
}

const lay = madeOnce(async () => {
  const { recoveryWords, ask: places } = await value('beginJournal', { passphrase: PASSPHRASE });
  await value('finishJournal', { words: typedBack(recoveryWords, places) });
  await value('addPairing', { pairing: { name: keep('peer', 'Ben'), since: null, note: null }, begins: 'active' });
  custody.lock();
  return recoveryWords.join(' ');
});

/** An open journal with one pairing. @returns its words */
async function createJournal(): Promise<string> {
  const words = await lay(folder);
  custody = newCustody();
  await value('unlockWithPassphrase', { passphrase: PASSPHRASE });
  return words;
}

function typedBack(words: readonly string[], places: readonly number[]): string[] {
  return places.map((place) => words[place - 1]!);
}

/** Locks and tries to unlock in a fresh keeper. */
async function unlockAgain(by: { passphrase: string } | { words: string }): Promise<string> {
  custody.lock();
  custody = newCustody();
  return 'words' in by ? why('unlockWithRecoveryWords', by) : why('unlockWithPassphrase', by);
}

function names(): string[] {
  return readdirSync(path.join(folder, 'journal')).filter((name) => !name.endsWith('-journal') && !name.endsWith('.seal'));
}

const hashOfJournal = () => crypto.createHash('sha256').update(readFileSync(path.join(folder, 'journal', 'journal.ocv'))).digest('hex');

test('another passphrase is taken from who has the present one, and from then on the old one does not unlock', async () => {
  await createJournal();
  expect(await why('changePassphrase', { current: { kind: 'passphrase', passphrase: 'not the passphrase' }, next: NEXT })).toBe('wrong-secret');
  expect(await why('changePassphrase', { current: { kind: 'passphrase', passphrase: '🪑'.repeat(300) }, next: NEXT })).toBe('wrong-secret');
  expect(await why('changePassphrase', { current: { kind: 'passphrase', passphrase: PASSPHRASE }, next: 'letmein12345' })).toBe('weak-passphrase');
  await value('changePassphrase', { current: { kind: 'passphrase', passphrase: PASSPHRASE }, next: NEXT });
  expect(await unlockAgain({ passphrase: PASSPHRASE })).toBe('wrong-secret');
  expect(await why('unlockWithPassphrase', { passphrase: NEXT })).toBe('done');
  expect(await value('listPairings', {})).toMatchObject([{ name: 'Ben' }]);
});

test('who has forgotten the passphrase sets another with the recovery words', async () => {
  const words = await createJournal();
  expect(await unlockAgain({ words })).toBe('done');
  expect(await why('changePassphrase', { current: { kind: 'recovery', words: `${words} more` }, next: NEXT })).toBe('not-words');
  await value('changePassphrase', { current: { kind: 'recovery', words }, next: NEXT });
  expect(await unlockAgain({ passphrase: NEXT })).toBe('done');
});

test('new recovery words open the journal once three of them were typed back, and not before', async () => {
  const words = await createJournal();
  expect(await why('finishRecoverySheet', { words: ['a', 'b', 'c'] })).toBe('not-begun');
  expect(await why('beginRecoverySheet', { passphrase: NEXT })).toBe('wrong-secret');
  const before = hashOfJournal();
  const begun = await value('beginRecoverySheet', { passphrase: PASSPHRASE });
  expect(await why('finishRecoverySheet', { words: ['a', 'b', 'c'] })).toBe('wrong-words');
  expect(hashOfJournal()).toBe(before);
  expect(await why('rehearseRecovery', { words: begun.recoveryWords.join(' ') })).toBe('wrong-secret');
  nowMs += 5 * DAY_MS;
  await value('finishRecoverySheet', { words: typedBack(begun.recoveryWords, begun.ask) });
  expect(await value('recoverySheetStatus', {})).toEqual({ issuedAtMs: nowMs, rehearsedAtMs: null, due: false });
  expect(await why('finishRecoverySheet', { words: typedBack(begun.recoveryWords, begun.ask) })).toBe('not-begun');
  expect(await unlockAgain({ words })).toBe('wrong-secret');
  expect(await why('unlockWithRecoveryWords', { words: begun.recoveryWords.join(' ') })).toBe('done');
});

test('after ninety days a rehearsal is due, and a rehearsal puts it off by as long', async () => {
  const words = await createJournal();
  const issuedAtMs = nowMs;
  const status = (): Promise<RecoverySheetStatus> => value('recoverySheetStatus', {});
  expect(await status()).toEqual({ issuedAtMs, rehearsedAtMs: null, due: false });
  nowMs += 90 * DAY_MS;
  expect((await status()).due).toBe(false);
  nowMs += 1;
  expect((await status()).due).toBe(true);
  expect(await why('rehearseRecovery', { words: 'twelve words that are not on any list at all or so' })).toBe('not-words');
  expect((await status()).due).toBe(true);
  expect(await value('rehearseRecovery', { words: words.toUpperCase() })).toEqual({ rehearsedAtMs: nowMs });
  expect(await status()).toEqual({ issuedAtMs, rehearsedAtMs: nowMs, due: false });
  expect(await unlockAgain({ passphrase: PASSPHRASE })).toBe('done');
  expect(await status()).toEqual({ issuedAtMs, rehearsedAtMs: nowMs, due: false });
});

test('the journal is re-keyed with both secrets in hand, and says how far it is', async () => {
  const words = await createJournal();
  expect(await why('rekeyJournal', { passphrase: NEXT, words })).toBe('wrong-secret');
  expect(await why('rekeyJournal', { passphrase: PASSPHRASE, words: `${'abandon '.repeat(11)}about` })).toBe('wrong-words');
  expect(await why('rekeyJournal', { passphrase: PASSPHRASE, words: 'no words' })).toBe('not-words');
  notices.length = 0;
  await value('rekeyJournal', { passphrase: PASSPHRASE, words });
  const told = notices.filter((notice) => notice.notice === 'rekeying');
  expect(told[0]).toMatchObject({ progress: { step: 'sealing' } });
  expect(told.at(-1)).toEqual({ notice: 'rekeying', progress: null });
  expect(names()).toEqual(['journal.ocv']);
  await value('addPairing', { pairing: { name: keep('peer', 'Ada'), since: null, note: null }, begins: 'active' });
  expect(await unlockAgain({ words })).toBe('done');
  expect(await unlockAgain({ passphrase: PASSPHRASE })).toBe('done');
  expect(await value('listPairings', {})).toHaveLength(2);
});

test('a change under way can be stopped, a second one waits its turn, and locking stops it, too', async () => {
  const words = await createJournal();
  const before = hashOfJournal();
  const changing = why('changePassphrase', { current: { kind: 'passphrase', passphrase: PASSPHRASE }, next: NEXT });
  const rekeying = why('rekeyJournal', { passphrase: PASSPHRASE, words });
  expect(await rekeying).toBe('busy-keys');
  await value('cancelKeyChange', {});
  expect(await changing).toBe('cancelled');
  const begun = why('rekeyJournal', { passphrase: PASSPHRASE, words });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(hashOfJournal()).toBe(before);
  custody.lock();
  expect(await begun).toBe('cancelled');
  expect(names()).toEqual(['journal.ocv']);
  expect(await unlockAgain({ passphrase: PASSPHRASE })).toBe('done');
});

test('a journal whose passphrase was quicker to guess is brought to the cost of today by unlocking it, without a word', async () => {
  mkdirSync(path.join(folder, 'journal'));
  const file = path.join(folder, 'journal', 'journal.ocv');
  const prepared = await prepareVault(PASSPHRASE, { cost: { passes: 3, memoryKiB: 65_536 } });
  prepared.write(file).close();
  prepared.forget();
  expect(costOf(file)).toEqual({ passes: 3, memoryKiB: 65_536 });
  await value('unlockWithPassphrase', { passphrase: PASSPHRASE });
  await vi.waitFor(() => expect(costOf(file)).toEqual({ passes: 3, memoryKiB: 262_144 }), { timeout: 20_000, interval: 100 });
  expect(await unlockAgain({ passphrase: PASSPHRASE })).toBe('done');
});

/** Read from the bytes: the file is locked. */
function costOf(file: string): { passes: number; memoryKiB: number } {
  const bytes = readFileSync(file);
  // Type 1, flags 0, Argon2id; then passes and memory.
  const at = bytes.indexOf(Buffer.from([0x10, 0, 135, 0, 1, 0, 1]), bytes.indexOf('OCV1', 100)) + 7;
  return { passes: bytes.readUInt32LE(at), memoryKiB: bytes.readUInt32LE(at + 4) };
}
