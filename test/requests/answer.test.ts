import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Notice } from '../../shared/process-messages.ts';
import { requests, type RequestName } from '../../shared/requests.ts';
import { answer } from '../../electron/requests/answer.ts';
import { Custody } from '../../electron/requests/custody.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

let folder: string;
let custody: Custody;
let notices: Notice[];
let logged: string[];
let locked: number;
const passphrase = 'lantern gravel oboe thicket marzipan quorum';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-requests-'));
  notices = [];
  logged = [];
  locked = 0;
  custody = newCustody();
  return () => undefined;
});
afterEach(() => {
  custody.lock();
  rmSync(folder, { recursive: true, force: true });
});

function newCustody(): Custody {
  return new Custody(
    { journalFolder: path.join(folder, 'journal'), settingsFolder: path.join(folder, 'settings') },
    { notice: (notice) => notices.push(notice), preferencesAre: () => undefined, unlocked: () => undefined, choose: () => Promise.resolve(null), log: (line) => logged.push(line), locked: () => (locked += 1) },
  );
}

async function ask(name: string, input: unknown = {}): Promise<unknown> {
  const told = await answer(custody, { ask: 1, name, input }, (line) => logged.push(line));
  return told?.with;
}
const value = async (name: RequestName, input: unknown = {}) => {
  const reply = (await ask(name, input)) as { ok: boolean; value?: unknown; refusal?: unknown };
  if (!reply.ok) throw new Error(JSON.stringify(reply.refusal));
  return reply.value as never;
};
const why = async (name: string, input: unknown = {}) => ((await ask(name, input)) as { refusal?: { why: string } }).refusal?.why;

async function createJournal(): Promise<{ recoveryWords: string[] }> {
  const begun: { recoveryWords: string[]; ask: number[] } = await value('beginJournal', { passphrase });
  await value('finishJournal', { words: begun.ask.map((place) => begun.recoveryWords[place - 1]) });
  return begun;
}

test('a journal is made, locked, and opened by passphrase and by recovery words', async () => {
  const { recoveryWords } = await createJournal();
  const { id: pairing } = await value('addPairing', { pairing: { name: 'Ben', since: null, note: null }, begins: 'active' });
  expect(await value('listPairings')).toMatchObject([{ id: pairing, name: 'Ben', sessions: 0 }]);
  await value('lock');
  expect(locked).toBe(1);

  custody = newCustody();
  expect(await value('journalStatus')).toMatchObject({ journal: 'locked' });
  expect(await why('unlockWithPassphrase', { passphrase: 'not the passphrase' })).toBe('wrong-secret');
  expect(await why('unlockWithPassphrase', { passphrase: '🪑'.repeat(300) })).toBe('wrong-secret');
  await value('unlockWithPassphrase', { passphrase });
  await value('lock');

  custody = newCustody();
  expect(await why('unlockWithRecoveryWords', { words: 'twelve words that are not on any list at all or so' })).toBe('not-words');
  await value('unlockWithRecoveryWords', { words: recoveryWords.join('  ').toUpperCase() });
  expect(await value('listPairings')).toHaveLength(1);
});

test('nothing is on disk until the recovery words were typed back', async () => {
  const begun: { recoveryWords: string[]; ask: number[] } = await value('beginJournal', { passphrase });
  expect(readdirSync(folder)).toEqual([]);
  expect(await why('finishJournal', { words: ['no', 'such', 'words'] })).toBe('wrong-words');
  expect(readdirSync(folder)).toEqual([]);
  await value('finishJournal', { words: begun.ask.map((place) => ` ${begun.recoveryWords[place - 1]!.toUpperCase()} `) });
  expect(readdirSync(path.join(folder, 'journal'))).toContain('journal.ocv');
  expect(await why('beginJournal', { passphrase })).toBe('wrong-state');
});

test('a derivation under way can be cancelled', async () => {
  const begun = ask('beginJournal', { passphrase });
  // Its thread is there, and some work of it done.
  await new Promise((resolve) => setTimeout(resolve, 20));
  await value('cancelUnlocking');
  expect(await begun).toMatchObject({ ok: false, refusal: { why: 'cancelled' } });
});

test.each([
  ['', 'empty'],
  ['short', 'too-short'],
  ['1234567890', 'common'],
  ['letmein12345', 'similar-to-known'],
  ['aaaaaaaaaaaaaa', 'repeats'],
])('the passphrase %j is not accepted, and the reason is said', async (weak, because) => {
  const weighed: { accepted: boolean; because: string[] } = await value('weighPassphrase', { passphrase: weak });
  expect(weighed.accepted).toBe(false);
  expect(weighed.because).toContain(because);
  expect(await why('beginJournal', { passphrase: weak })).toBe('weak-passphrase');
});

test('six suggested words are accepted and never the same', async () => {
  const suggested = await Promise.all(Array.from({ length: 20 }, async () => ((await value('suggestPassphrase')) as { passphrase: string }).passphrase));
  expect(new Set(suggested).size).toBe(20);
  for (const each of suggested) {
    expect(each.split(' ')).toHaveLength(6);
    expect(await value('weighPassphrase', { passphrase: each })).toMatchObject({ accepted: true });
  }
});

test('every request refuses the wrong state, extra fields and input of another form', async () => {
  const names = Object.keys(requests) as RequestName[];
  for (const name of names) {
    const { while: state } = requests[name];
    if (state === 'open') expect(await why(name, {}), name).toBe('wrong-state');
    if (state === 'locked') expect(await why(name, { extra: 1 }), name).toBe('bad-input');
    if (state !== 'open') for (const input of [null, 'x', 7, []]) expect(await why(name, input), name).toBe('bad-input');
  }
  await createJournal();
  for (const name of names) {
    if (requests[name].while === 'locked') expect(await why(name, {}), name).toBe('wrong-state');
    if (requests[name].while === 'open') for (const input of [null, 'x', 7, [], { extra: 1 }]) expect(await why(name, input), name).toBe('bad-input');
  }
});

test('what is not a question is not answered, and a request that does not exist is refused', async () => {
  for (const message of [null, 'x', 1, {}, { ask: 'x', name: 'lock' }, { ask: 1 }, { ask: 1.5, name: 'lock' }]) expect(await answer(custody, message, () => undefined)).toBeNull();
  for (const name of ['toString', '__proto__', 'constructor', 'nothing', '']) expect(await why(name)).toBe('bad-input');
});

test('a message of more than its bytes is refused before it is parsed', async () => {
  expect(await why('unlockWithPassphrase', { passphrase: 'a'.repeat(5 * 1024 * 1024) })).toBe('bad-input');
  expect(await why('weighPassphrase', { passphrase: Array.from({ length: 1_000_000 }, () => 1) })).toBe('bad-input');
});

test('no message makes the keeper throw, and no refusal or log line repeats what was sent', async () => {
  const canary = 'canary-7f3a';
  const anything = fc.anything({ values: [fc.constant(canary), fc.string(), fc.integer()], maxDepth: 3 });
  await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(requests).filter((name) => !/begin|unlockWith|savePref/u.test(name))), anything, async (name, input) => {
    expect(JSON.stringify(await ask(name, input) ?? null)).not.toContain(canary);
  }), { numRuns: 400 });
  expect(logged.join('\n')).not.toContain(canary);
});

test('preferences are kept beside the journal and survive a broken file', async () => {
  await value('savePreferences', { theme: 'dark', lockAfterMinutes: 7, lockWhenHidden: true });
  custody = newCustody();
  expect(await value('journalStatus')).toMatchObject({ preferences: { theme: 'dark', lockAfterMinutes: 7, lockWhenHidden: true } });
  expect(await why('savePreferences', { theme: 'dark', lockAfterMinutes: 31, lockWhenHidden: false })).toBe('bad-input');
  expect(await why('savePreferences', { theme: 'dark', lockAfterMinutes: 7 })).toBe('bad-input');
});

test('preferences from before a setting was there are read, with that setting as by default', async () => {
  mkdirSync(path.join(folder, 'settings'));
  for (const [text, read] of [['{"theme":"dark","lockAfterMinutes":7}', { theme: 'dark', lockAfterMinutes: 7, lockWhenHidden: false }], ['null', { theme: 'system' }], ['[]', { theme: 'system' }], ['{"colour":"red"}', { lockWhenHidden: false }], ['"dark"', { theme: 'system' }]] as const) {
    writeFileSync(path.join(folder, 'settings/preferences.json'), text);
    expect(await value('journalStatus')).toMatchObject({ preferences: read });
  }
});
