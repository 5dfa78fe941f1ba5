/** The backups of an open journal. Real files, real keys. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ben, entry, newJournal, type TestJournal } from './open-journal.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

let opened: TestJournal;
let folder: string;
const nothing = () => undefined;
const DAY = 24 * 60;

beforeEach(async () => {
  opened = await newJournal();
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-backups-'));
  return () => {
    opened.remove();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterEach(() => expect(readdirSync(path.dirname(opened.file)).filter((name) => !name.startsWith('journal.ocv'))).toEqual([]));

const backups = () => opened.journal.backups;
const files = () => readdirSync(folder).sort();
const fault = async (promise: Promise<unknown>) => promise.then(() => 'none', (error: unknown) => (error as { fault?: string }).fault ?? String(error));
const writeSomething = async () => {
  const { id } = await opened.journal.pairings.add({ ...ben, name: `Ben ${Math.random()}` as never }, 'active');
  return opened.journal.sessions.save(null, entry(id, 'kite'));
};

describe('by themselves', () => {
  test('none are made before a folder was chosen', async () => {
    await writeSomething();
    expect(await backups().makeWhenDue()).toBe(false);
    expect(await backups().status()).toMatchObject({ folder: null, lastVerifiedAtMs: null, problem: null });
    expect(await fault(backups().make(nothing))).toBe('no-folder');
  });

  test('one is made on each day on which the journal changed, also after it was locked in between', async () => {
    await backups().useFolder(folder);
    await writeSomething();
    expect(await backups().makeWhenDue()).toBe(true);
    expect(files()).toHaveLength(1);
    await writeSomething();
    expect(await backups().makeWhenDue()).toBe(false);

    await opened.reopen();
    await opened.journal.whole();
    expect(await backups().status()).toMatchObject({ folder, changed: true, lastVerifiedAtMs: opened.clock.ms });
    expect(await backups().makeWhenDue()).toBe(false);
    opened.clock.passMinutes(DAY);
    expect(await backups().makeWhenDue()).toBe(true);
    expect(files()).toHaveLength(2);
    expect(await backups().status()).toMatchObject({ changed: false });

    // Remembering a backup or a drill is no change that asks for another.
    await backups().drill(files()[1]!, nothing);
    opened.clock.passMinutes(DAY);
    expect(await backups().makeWhenDue()).toBe(false);
    await opened.reopen();
    await opened.journal.whole();
    expect(await backups().makeWhenDue()).toBe(false);
    expect(await backups().status()).toMatchObject({ changed: false, problem: null });
  });

  test('a missing folder is said quietly, rests for an hour, and is made up for', async () => {
    await backups().useFolder(folder);
    await writeSomething();
    renameSync(folder, `${folder}-away`);
    expect(await backups().makeWhenDue()).toBe(true);
    expect(await backups().status()).toMatchObject({ problem: 'folder-gone', folder, lastVerifiedAtMs: null });
    renameSync(`${folder}-away`, folder);
    expect(await backups().makeWhenDue()).toBe(false);
    opened.clock.passMinutes(61);
    expect(await backups().makeWhenDue()).toBe(true);
    expect(await backups().status()).toMatchObject({ problem: null, changed: false });
    expect(files()).toHaveLength(1);
  });

  test('stop when the person says so, and what is there stays', async () => {
    await backups().useFolder(folder);
    await backups().make(nothing);
    await writeSomething();
    expect(await backups().stop()).toMatchObject({ folder: null });
    opened.clock.passMinutes(2 * DAY);
    expect(await backups().makeWhenDue()).toBe(false);
    expect(files()).toHaveLength(1);
  });
});

describe('the folder', () => {
  test('cannot be the journal’s own, one inside or around it, a link to one, or one that is not there', async () => {
    const own = path.dirname(opened.file);
    expect(await fault(backups().useFolder(own))).toBe('folder-of-journal');
    mkdirSync(path.join(own, 'journal.ocv inside'));
    expect(await fault(backups().useFolder(path.join(own, 'journal.ocv inside')))).toBe('folder-of-journal');
    expect(await fault(backups().useFolder(path.dirname(own)))).toBe('folder-of-journal');
    for (const [name, to] of [['to it', own], ['around it', path.dirname(own)]] as const) {
      symlinkSync(to, path.join(folder, name), 'junction');
      expect(await fault(backups().useFolder(path.join(folder, name)))).toBe('folder-of-journal');
    }
    expect(await fault(backups().useFolder(path.join(folder, 'none')))).toBe('folder-gone');
    writeFileSync(path.join(folder, 'file'), '');
    expect(await fault(backups().useFolder(path.join(folder, 'file')))).toBe('folder-gone');
    expect(await backups().status()).toMatchObject({ folder: null });
  });

  test('keeps what others put there, however it is called, while backups of this journal make room for newer ones', async () => {
    await backups().useFolder(folder);
    await backups().make(nothing);
    const [first] = files();
    const other = await newJournal({ another: true });
    await other.journal.backups.useFolder(folder);
    await other.journal.backups.make(nothing);
    const foreign = files().find((name) => name !== first)!;
    // Of the other journal, of nobody, of ours under a name of the person's, and unfinished ones of all three.
    const kept = ['Other Chair 2020-01-01 0001.ocb', 'Other Chair 2020-01-01 0002.ocb', 'before the move.ocb', 'Other Chair 2020-01-01 0003.ocb.part', 'Other Chair 2020-01-01 0004.ocb.part'];
    copyFileSync(path.join(folder, foreign), path.join(folder, kept[0]!));
    writeFileSync(path.join(folder, kept[1]!), 'a photograph');
    copyFileSync(path.join(folder, first!), path.join(folder, kept[2]!));
    copyFileSync(path.join(folder, foreign), path.join(folder, kept[3]!));
    writeFileSync(path.join(folder, kept[4]!), 'a photograph');
    copyFileSync(path.join(folder, first!), path.join(folder, 'Other Chair 2020-01-01 0005.ocb.part'));

    for (let day = 0; day < 30; day += 1) {
      opened.clock.passMinutes(DAY);
      await writeSomething();
      expect(await backups().makeWhenDue()).toBe(true);
    }
    const ours = (await backups().list()).map(({ name }) => name);
    expect(files()).toEqual([...ours, ...kept, foreign].sort());
    expect(ours.length).toBeGreaterThanOrEqual(7);
    expect(ours.length).toBeLessThanOrEqual(13);
    // Each of those that stay can be restored.
    for (const name of ours) expect(await backups().drill(name, nothing)).toMatchObject({ name });
    other.remove();
  });

  test('lists the backups of this journal, newest first', async () => {
    await backups().useFolder(folder);
    await backups().make(nothing);
    opened.clock.passMinutes(1);
    await backups().make(nothing);
    await backups().make(nothing);
    const rows = await backups().list();
    expect(rows.map(({ name }) => name.replace(/^Other Chair \S+ \d+/u, ''))).toEqual([' (2).ocb', '.ocb', '.ocb']);
    expect(rows.every(({ bytes }) => bytes > 512)).toBe(true);
  });
});

describe('a drill', () => {
  test('says how many records there were and whether the journal has changed since', async () => {
    await backups().useFolder(folder);
    await writeSomething();
    await backups().make(nothing);
    const [name] = files() as [string];
    const steps = new Set<string>();
    expect(await backups().drill(name, (step) => steps.add(step))).toMatchObject({ records: 3, changed: false, madeAtMs: opened.clock.ms });
    expect([...steps]).toEqual(['restoring', 'comparing']);
    expect(await backups().drill(name, nothing)).toMatchObject({ changed: false });
    await writeSomething();
    expect(await backups().drill(name, nothing)).toMatchObject({ records: 3, changed: true });
    expect(await backups().status()).toMatchObject({ lastDrillAtMs: opened.clock.ms, changed: true });
  });

  test('of a damaged backup says so, and is not remembered as one that went well', async () => {
    await backups().useFolder(folder);
    await backups().make(nothing);
    const file = path.join(folder, files()[0]!);
    const bytes = readFileSync(file);
    bytes[bytes.length - 100]! ^= 1;
    writeFileSync(file, bytes);
    expect(await fault(backups().drill(files()[0]!, nothing))).toBe('damaged');
    expect(await backups().status()).toMatchObject({ lastDrillAtMs: null });
  });

  test('and a backup are never under way together, and both can be stopped', async () => {
    await backups().useFolder(folder);
    await writeSomething();
    const making = backups().make(nothing);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await fault(backups().make(nothing))).toBe('busy-backup');
    expect(await backups().status()).toMatchObject({ underWay: true });
    backups().cancel();
    expect(await fault(making)).toBe('cancelled');
    expect(files()).toEqual([]);
    expect(await backups().status()).toMatchObject({ underWay: false, problem: null });
  });
});

test('locking while a backup is written leaves the journal as it was, and nothing that looks like a backup', async () => {
  await backups().useFolder(folder);
  await writeSomething();
  const making = fault(backups().make(nothing));
  await new Promise((resolve) => setImmediate(resolve));
  await opened.reopen();
  expect(await making).toBe('cancelled');
  expect(files().filter((name) => name.endsWith('.ocb'))).toEqual([]);
  expect(await opened.journal.whole()).toBe(true);
  expect(existsSync(opened.file)).toBe(true);
});
