/** Backups and restoring where the disk is full or must not be written: said as such, and nothing is lost or left over. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { newBackup, readBackup, restored } from './backup-files.ts';
import { faultOfPromise, gatherAll, newFolder, newVault, plain, recordsIn, write } from './journals.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0).reverse()) each();
});

/** A file system of two megabytes, or null where one cannot be had. */
function smallDisk(): string | null {
  const folder = newFolder();
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status !== 0) {
    console.log('skipped: no small file system can be mounted here');
    return null;
  }
  undo.push(() => spawnSync('umount', ['-l', folder]));
  return folder;
}

/** Takes room until so much is left. */
function leave(folder: string, bytes: number): void {
  const ballast = path.join(folder, 'ballast');
  fs.rmSync(ballast, { force: true });
  const { bavail, bsize } = fs.statfsSync(folder);
  fs.writeFileSync(ballast, new Uint8Array(Math.max(0, bavail * bsize - bytes)));
}

const texts = Array.from({ length: 400 }, (_, index) => `entry ${index} `.repeat(60));

describe('on a full disk', () => {
  test('a backup is given up at whatever point, the ones before stay, and it succeeds once there is room', async () => {
    const folder = smallDisk();
    if (folder === null) return;
    const vault = newVault();
    write(vault, 'first');
    const before = await newBackup(vault, {}, path.join(folder, 'before.ocb'));
    write(vault, ...texts);
    for (const room of [0, 4096, 70_000, 200_000, 400_000]) {
      leave(folder, room);
      expect(await faultOfPromise(newBackup(vault, {}, path.join(folder, 'next.ocb'))), `${room} bytes of room`).toBe('disk-full');
      expect(fs.readdirSync(folder).sort()).toEqual(['ballast', 'before.ocb']);
    }
    expect(await readBackup(before)).toHaveLength(1);
    fs.rmSync(path.join(folder, 'ballast'));
    expect(await readBackup(await newBackup(vault, {}, path.join(folder, 'next.ocb')))).toHaveLength(401);
    vault.close();
  });

  test('restoring over a journal is given up at whatever point, and the journal is as it was', async () => {
    const folder = smallDisk();
    if (folder === null) return;
    const source = newVault();
    write(source, ...texts);
    const backup = await newBackup(source);
    source.close();
    const journal = path.join(folder, 'journal.ocv');
    const vault = newVault(journal);
    write(vault, ...texts.slice(0, 100));
    const records = plain(gatherAll(vault));
    vault.close();
    // From no room at all to not quite enough. What is kept of the old journal needs none: it gets another name.
    for (const room of [0, 8192, 50_000, 300_000, 500_000]) {
      leave(folder, room);
      expect(await faultOfPromise(restored(backup, journal)), `${room} bytes of room`).toBe('disk-full');
      expect(fs.readdirSync(folder).sort()).toEqual(['ballast', 'journal.ocv']);
      expect(plain(recordsIn(journal))).toEqual(records);
    }
    fs.rmSync(path.join(folder, 'ballast'));
    (await restored(backup, journal)).close();
    expect(recordsIn(journal)).toHaveLength(400);
    expect(recordsIn(path.join(folder, 'before.ocv'))).toHaveLength(100);
  });
});

test('a backup into a folder that must not be written says so', async () => {
  const folder = newFolder();
  if (process.getuid?.() !== 0) {
    fs.chmodSync(folder, 0o500);
    undo.push(() => fs.chmodSync(folder, 0o700));
  } else if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]).status === 0) {
    undo.push(() => spawnSync('umount', ['-l', folder]));
  } else {
    console.log('skipped: running as root, and nothing read-only can be mounted');
    return;
  }
  const vault = newVault();
  write(vault, 'one');
  expect(await faultOfPromise(newBackup(vault, {}, path.join(folder, 'a.ocb')))).toBe('read-only');
  expect(fs.readdirSync(folder)).toEqual([]);
  vault.close();
});

describe('restoring over a journal', () => {
  test('that is open in another program is refused, and that journal is as it was', async () => {
    const source = newVault();
    write(source, 'from the backup');
    const backup = await newBackup(source);
    source.close();
    const journal = path.join(newFolder(), 'journal.ocv');
    const vault = newVault(journal);
    write(vault, 'open');
    expect(await faultOfPromise(restored(backup, journal))).toBe('in-use');
    write(vault, 'goes on');
    vault.close();
    expect(recordsIn(journal)).toHaveLength(2);
    expect(fs.readdirSync(path.dirname(journal))).toEqual(['journal.ocv']);
  });

  test('that is damaged keeps it with all that belongs to it, and nothing of it gets into the restored one', async () => {
    const source = newVault();
    write(source, 'from the backup');
    const backup = await newBackup(source);
    source.close();
    const journal = path.join(newFolder(), 'journal.ocv');
    const vault = newVault(journal);
    write(vault, 'damaged');
    vault.close();
    const bytes = fs.readFileSync(journal);
    bytes.fill(0x5a, 0, 4000);
    fs.writeFileSync(journal, bytes);
    fs.writeFileSync(`${journal}-journal`, 'what a crash left');
    (await restored(backup, journal)).close();
    expect(recordsIn(journal)).toHaveLength(1);
    const folder = path.dirname(journal);
    expect(fs.readdirSync(folder).sort()).toEqual(['before.ocv', 'before.ocv-journal', 'journal.ocv']);
    expect(fs.readFileSync(path.join(folder, 'before.ocv')).equals(bytes)).toBe(true);
    expect(fs.readFileSync(path.join(folder, 'before.ocv-journal'), 'utf8')).toBe('what a crash left');
    expect(fs.statSync(path.join(folder, 'before.ocv')).mode & 0o777).toBe(0o600);
  });

  test('that is there only under its unfinished name keeps that one, too', async () => {
    const source = newVault();
    write(source, 'from the backup');
    const backup = await newBackup(source);
    source.close();
    const journal = path.join(newFolder(), 'journal.ocv');
    newVault(journal).close();
    // The only journal, left under its unfinished name by a re-keying that was cut off.
    fs.renameSync(journal, `${journal}.new`);
    (await restored(backup, journal)).close();
    expect(recordsIn(journal)).toHaveLength(1);
    expect(recordsIn(path.join(path.dirname(journal), 'before.ocv'))).toHaveLength(0);
  });
});
