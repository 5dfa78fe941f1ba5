/** Backup, drill, move, re-keying and other changes of the keys: never two at a time, ended by a lock at any moment, and no news at the next unlocking. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keep } from '../../shared/about.ts';
import type { Notice } from '../../shared/process-messages.ts';
import type { AnswerOf, InputOf, RequestName } from '../../shared/requests.ts';
import { answer } from '../../electron/requests/answer.ts';
import { Custody } from '../../electron/requests/custody.ts';
import { madeOnce } from './prepared-journal.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const PASSPHRASE = 'lantern gravel oboe thicket marzipan quorum';
const NEXT = 'walnut gazebo ferry tundra pickle sonnet';
const PAIRINGS = 12;

let folder: string;
let custody: Custody;
let notices: Notice[];
let choice: string;
/** What was said at locking, beyond that. */
let lockedBecause: (string | undefined)[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-whole-'));
  for (const each of ['backups', 'stick']) mkdirSync(path.join(folder, each));
  startAgain();
});
afterEach(() => {
  custody.lock();
  rmSync(folder, { recursive: true, force: true });
});

/** As at the next start of the app. */
function startAgain(): void {
  notices = [];
  lockedBecause = [];
  custody = new Custody(
    { journalFolder: path.join(folder, 'journal'), settingsFolder: path.join(folder, 'settings') },
    { notice: (notice) => notices.push(notice), preferencesAre: () => undefined, unlocked: () => undefined, log: () => undefined, locked: (because) => lockedBecause.push(because), choose: () => Promise.resolve(choice) },
  );
}

async function ask<N extends RequestName>(name: N, input: InputOf<N>) {
  const told = await answer(custody, { ask: 1, name, input }, () => undefined);
  return told!.with as { ok: true; value: AnswerOf<N> } | { ok: false; refusal: { why: string } };
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
  await value('finishJournal', { words: places.map((place) => recoveryWords[place - 1]!) });
  for (let number = 1; number <= PAIRINGS; number += 1) await addPairing(`Pairing ${number}`);
  custody.lock();
  return recoveryWords.join(' ');
});
const addPairing = (name: string) => value('addPairing', { pairing: { name: keep('peer', name), since: null, note: null }, begins: 'active' });
const pairings = async () => (await value('listPairings', {})).length;

/** An open journal of twelve pairings, with a backup of it. @returns its words */
async function laid(): Promise<string> {
  const words = await lay(folder);
  startAgain();
  await unlock();
  choice = path.join(folder, 'backups');
  await value('chooseBackupFolder', {});
  await value('backupNow', {});
  choice = path.join(folder, 'stick');
  await value('chooseJournalFolder', {});
  return words;
}
async function unlock(): Promise<void> {
  await value('unlockWithPassphrase', { passphrase: PASSPHRASE });
  await custody.journal.whole();
}
const journals = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ocv')).sort();
const beside = () => readdirSync(path.join(folder, 'journal')).filter((name) => !name.endsWith('.seal') && !name.endsWith('-journal')).sort();
/** One byte at the end of the last page there is of records. */
function spoilARecord(): void {
  const file = path.join(folder, 'journal/journal.ocv');
  const bytes = readFileSync(file);
  const page = Array.from({ length: bytes.length / 4096 }, (_, index) => index * 4096).findLast((at) => bytes[at] === 13 && bytes.readUInt16BE(at + 3) > 1)!;
  bytes[page + 4090]! ^= 1;
  writeFileSync(file, bytes);
}
/** What an unlocking says of the file. */
const news = () => notices.filter(({ notice }) => notice === 'copy' || notice === 'touched' || notice === 'damaged');

/** Each begun in one call. */
const work = {
  backup: () => why('backupNow', {}),
  drill: async () => why('drillBackup', { name: readdirSync(path.join(folder, 'backups')).find((name) => name.endsWith('.ocb'))! }),
  move: () => why('moveJournal', { to: 'chosen' }),
  rekey: (words: string) => why('rekeyJournal', { passphrase: PASSPHRASE, words }),
  keys: () => why('changePassphrase', { current: { kind: 'passphrase', passphrase: PASSPHRASE }, next: NEXT }),
};
const kinds = Object.keys(work) as (keyof typeof work)[];

describe('of the works on a whole journal', { timeout: 60_000 }, () => {
  test.each(kinds)('while one is under way (%s) no other begins, and each says which one it waits for', async (first) => {
    const words = await laid();
    const begun = work[first](words);
    expect(await Promise.all(kinds.map((kind) => work[kind](words)))).toEqual(kinds.map(() => `busy-${first}`));
    expect(await why('stopBackups', {})).toBe(`busy-${first}`);
    expect(await why('rehearseRecovery', { words })).toBe(`busy-${first}`);
    expect(await begun).toBe('done');
    expect(await pairings()).toBe(PAIRINGS);
    expect(await work.backup()).toBe('done');
  });

  test.each(kinds)('locking in the midst of one (%s) leaves one whole journal', async (first) => {
    const words = await laid();
    for (const ms of [0, 5, 20, 60, 150]) {
      const begun = work[first](words);
      await new Promise((resolve) => setTimeout(resolve, ms));
      custody.lock();
      const ended = await begun;
      expect(['cancelled', 'done']).toContain(ended);
      startAgain();
      if (first === 'keys' && ended === 'done') break;
      await unlock();
      expect([await pairings(), news()]).toEqual([PAIRINGS, []]);
      if (ended === 'done') break;
      expect(journals()).toEqual(['journal/journal.ocv']);
      choice = path.join(folder, 'stick');
      await value('chooseJournalFolder', {});
    }
  });

  test('a restore is alone, too: nothing is unlocked, made or restored beside it', async () => {
    await laid();
    custody.lock();
    startAgain();
    choice = path.join(folder, 'backups', readdirSync(path.join(folder, 'backups'))[0]!);
    await value('chooseBackupFile', {});
    const restoring = why('restoreBackup', { secret: { kind: 'passphrase', passphrase: PASSPHRASE } });
    expect(await why('restoreBackup', { secret: { kind: 'passphrase', passphrase: PASSPHRASE } })).toBe('busy-restore');
    expect(await why('unlockWithPassphrase', { passphrase: PASSPHRASE })).toBe('busy-restore');
    expect(await why('beginJournal', { passphrase: NEXT })).toBe('busy-restore');
    expect(await why('forgetJournalFolder', {})).toBe('busy-restore');
    expect(await restoring).toBe('done');
    expect(await pairings()).toBe(PAIRINGS);
  });

  test('a backup that is made by itself gives way to what a person asks for', async () => {
    await laid();
    await addPairing('Later');
    const { backups } = custody.journal;
    // As a day later, with a change since.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 86_400_000 });
    try {
      const byItself = backups.makeWhenDue();
      expect(await work.keys()).toBe('done');
      expect(await byItself).toBe(true);
      expect(await value('backupStatus', {})).toMatchObject({ changed: true, underWay: false, problem: null });
      expect(await backups.makeWhenDue()).toBe(true);
      expect(await value('backupStatus', {})).toMatchObject({ changed: false, problem: null });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('journals that were put aside', { timeout: 60_000 }, () => {
  test('are listed with why, when and how large, and removed one by one; no other file can be named, and none that is in use', async () => {
    await laid();
    custody.lock();
    for (const time of [1, 2]) {
      startAgain();
      choice = path.join(folder, 'backups', readdirSync(path.join(folder, 'backups'))[0]!);
      await value('chooseBackupFile', {});
      await value('restoreBackup', { secret: { kind: 'passphrase', passphrase: PASSPHRASE } });
      expect(await value('listKeptJournals', {})).toHaveLength(time);
      if (time === 1) custody.lock();
    }
    writeFileSync(path.join(folder, 'journal', 'a friend’s journal.ocv'), 'not ours to list');
    const kept = await value('listKeptJournals', {});
    expect(kept).toMatchObject([{ because: 'restored', time: expect.stringMatching(/^\d\d:\d\d$/u) as string }, { because: 'restored' }]);
    expect(kept[0]!.bytes).toBeGreaterThan(10_000);
    for (const name of ['journal.ocv', '../settings/preferences.json', 'a friend’s journal.ocv', `${kept[0]!.name}/../journal.ocv`, '']) expect(await why('removeKeptJournal', { name })).toBe('bad-input');
    await value('removeKeptJournal', { name: kept[0]!.name });
    expect(await why('removeKeptJournal', { name: kept[0]!.name })).toBe('not-found');
    expect((await value('listKeptJournals', {})).map(({ name }) => name)).toEqual([kept[1]!.name]);
    expect(beside()).toEqual(['a friend’s journal.ocv', kept[1]!.name, 'journal.ocv']);
    await addPairing('The journal goes on');
  });
});

describe('what can be read of a damaged journal', { timeout: 60_000 }, () => {
  async function damaged(): Promise<void> {
    await laid();
    custody.lock();
    spoilARecord();
    startAgain();
    await value('unlockWithPassphrase', { passphrase: PASSPHRASE });
    expect(await custody.journal.whole()).toBe(false);
  }

  test('is saved with progress into a folder of the person’s choice, and one can go on with that', async () => {
    await damaged();
    choice = path.join(folder, 'gone');
    expect(await why('saveReadable', { where: 'chosen' })).toBe('folder-gone');
    choice = path.join(folder, 'stick');
    const saved = await value('saveReadable', { where: 'chosen' });
    expect(saved).toMatchObject({ folder: choice });
    expect(readdirSync(choice)).toEqual([saved.name]);
    expect(new Set(notices.flatMap((notice) => (notice.notice === 'rescuing' ? [notice.step] : [])))).toContain('checking');
    await value('openRescued', {});
    expect(lockedBecause).toEqual([undefined]);
    expect(readdirSync(choice)).toEqual([saved.name]);
    startAgain();
    await unlock();
    expect(await custody.journal.whole()).toBe(true);
  });

  test('is not kept by half where saving is stopped, or somebody locks', async () => {
    await damaged();
    const before = journals();
    const saving = why('saveReadable', { where: 'beside' });
    await value('cancelRescue', {});
    expect(await saving).toBe('cancelled');
    expect(journals()).toEqual(before);
    const again = why('saveReadable', { where: 'beside' });
    custody.lock();
    expect(await again).toBe('cancelled');
    expect(journals()).toEqual(before);
  });

  test('stays where it was saved when it cannot take the damaged one’s place, and the lock screen is told', async () => {
    await damaged();
    choice = path.join(folder, 'stick');
    const { name } = await value('saveReadable', { where: 'chosen' });
    const before = readFileSync(path.join(folder, 'journal/journal.ocv'));
    rmSync(path.join(choice, name));
    mkdirSync(path.join(choice, name));
    await value('openRescued', {});
    expect(lockedBecause).toEqual(['not-in-place']);
    expect(readFileSync(path.join(folder, 'journal/journal.ocv')).equals(before)).toBe(true);
    expect(beside()).toEqual(['journal.ocv']);
  });
});

describe('at the next unlocking nothing is said of another copy, a touched or a damaged file', { timeout: 60_000 }, () => {
  async function next(by: { passphrase: string } | { words: string } = { passphrase: PASSPHRASE }): Promise<void> {
    custody.lock();
    for (const time of [1, 2]) {
      startAgain();
      expect(await ('words' in by ? why('unlockWithRecoveryWords', by) : why('unlockWithPassphrase', by))).toBe('done');
      await custody.journal.wasTouched();
      expect([time, news()]).toEqual([time, []]);
      custody.lock();
    }
  }
  async function restore(backup: string): Promise<void> {
    custody.lock();
    startAgain();
    choice = path.join(folder, 'backups', backup);
    await value('chooseBackupFile', {});
    await value('restoreBackup', { secret: { kind: 'passphrase', passphrase: PASSPHRASE } });
    expect(news()).toEqual([]);
  }
  const newestBackup = () => readdirSync(path.join(folder, 'backups')).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).at(-1)!;

  test('after a move, there and back', async () => {
    await laid();
    expect(await work.move()).toBe('done');
    await next();
    startAgain();
    await unlock();
    await value('moveJournal', { to: 'own' });
    await next();
  });

  test('after a re-keying, and saves since', async () => {
    const words = await laid();
    expect(await work.rekey(words)).toBe('done');
    await next();
    startAgain();
    await unlock();
    await addPairing('Later');
    await next({ words });
  });

  test('after another passphrase', async () => {
    await laid();
    expect(await work.keys()).toBe('done');
    await next({ passphrase: NEXT });
  });

  test('after an older state was restored, and after one from before the keys were changed', async () => {
    const words = await laid();
    const oldest = newestBackup();
    await addPairing('Later');
    await restore(oldest);
    expect(await pairings()).toBe(PAIRINGS);
    await next();
    startAgain();
    await unlock();
    expect(await work.rekey(words)).toBe('done');
    await addPairing('After the new key');
    await restore(oldest);
    await next();
    // And when the journal goes on from there.
    startAgain();
    await unlock();
    await addPairing('On from there');
    await next();
  });

  test('after what could be read of a damaged one took its place', async () => {
    await laid();
    custody.lock();
    spoilARecord();
    startAgain();
    await value('unlockWithPassphrase', { passphrase: PASSPHRASE });
    expect(await custody.journal.whole()).toBe(false);
    await value('saveReadable', { where: 'beside' });
    await value('openRescued', {});
    await next();
    expect(existsSync(path.join(folder, 'journal/journal.ocv'))).toBe(true);
    expect(beside().some((name) => name.startsWith('journal damaged'))).toBe(true);
  });
});
