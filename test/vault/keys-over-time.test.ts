/** Changing what opens a journal: another passphrase, other recovery words, another vault key. Real derivations, at the lowest cost the format allows. */
import Database from 'better-sqlite3';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { parseHeader } from '../../electron/vault/header.ts';
import { isThere, newRecordId, openVault, prepareVault, VaultFault, type RekeyProgress, type Secret, type Vault } from '../../electron/vault/vault.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { DERIVED, faultOf, faultOfPromise, gatherAll, newFile, newFolder, plain, put, write } from './journals.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('./remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const cost = RECOVERY_COST;
const OLD = 'an old passphrase, known too well';
const NEW = 'a new one: Café 🪑';
const passphrase = (text: string): Secret => ({ kind: 'passphrase', passphrase: text });
const words = (text: string | readonly string[]): Secret => ({ kind: 'recovery', words: typeof text === 'string' ? text : text.join(' ') });
const hashOf = (file: string) => crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');

/** Undone after the test, also when it fails. */
const undo: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const each of undo.splice(0)) each();
});

interface Laid { file: string; words: string }

const layingByCount = new Map<number, Promise<Laid>>();

/** A closed journal of some records, one of them written twice; a copy of its own for each test. */
async function laid(count = 20): Promise<Laid> {
  const laying = layingByCount.get(count) ?? lay(count);
  layingByCount.set(count, laying);
  const original = await laying;
  const file = newFile();
  fs.copyFileSync(original.file, file);
  return { ...original, file };
}

async function lay(count: number): Promise<Laid> {
  const file = newFile();
  const prepared = await prepareVault(OLD, { cost });
  const recoveryWords = prepared.recoveryWords.join(' ');
  const vault = prepared.write(file);
  prepared.forget();
  const puts = Array.from({ length: count }, (_, index) => put(`entry ${index} `.repeat(1 + ((index * 41) % 300)), newRecordId(), 1 + (index % 3), 1));
  if (count > 0) vault.commit({ puts, removes: [] });
  if (count > 1) vault.commit({ puts: [put('written twice', puts[1]!.id)], removes: [] });
  vault.close();
  return { file, words: recoveryWords };
}

async function open(file: string, secret: Secret): Promise<Vault> {
  const vault = await openVault(file, secret);
  gatherAll(vault);
  return vault;
}

async function opensWith(file: string, secret: Secret): Promise<string> {
  return faultOfPromise(openVault(file, secret).then((vault) => {
    gatherAll(vault);
    vault.close();
  }));
}

/** The records as they stand in the file, seen in a copy: the file itself may be open. */
function sealedRows(file: string): Buffer[] {
  const copy = newFile();
  fs.copyFileSync(file, copy);
  const database = new Database(copy);
  const rows = database.prepare<[], Buffer>('SELECT b FROM r').pluck().all();
  database.close();
  return rows;
}

function filesBeside(file: string): string[] {
  return fs.readdirSync(path.dirname(file));
}

describe('a changed passphrase', () => {
  test('opens the journal from then on, the old one does not, and the recovery words still do', async () => {
    const { file, words: sheet } = await laid();
    const vault = await open(file, passphrase(OLD));
    const before = plain(gatherAll(vault));
    const sequence = vault.sequence;
    await vault.changePassphrase(passphrase(OLD), NEW, { cost });
    expect([vault.sequence, vault.epoch]).toEqual([sequence + 1, 1]);
    vault.commit({ puts: [put('after the change')], removes: [] });
    vault.close();
    expect(await opensWith(file, passphrase(OLD))).toBe('wrong-secret');
    expect(await opensWith(file, words(sheet))).toBe('none');
    const again = await open(file, passphrase(NEW.normalize('NFD')));
    const after = gatherAll(again);
    again.close();
    expect(after).toHaveLength(before.length + 1);
    expect(plain(after)).toEqual(expect.arrayContaining(before));
    expect(filesBeside(file)).toEqual(['journal.ocv']);
  });

  test('may replace one that was forgotten: the recovery words are enough', async () => {
    const { file, words: sheet } = await laid();
    const vault = await open(file, words(sheet));
    await vault.changePassphrase(words(sheet), NEW, { cost });
    vault.close();
    expect([await opensWith(file, passphrase(NEW)), await opensWith(file, passphrase(OLD)), await opensWith(file, words(sheet))]).toEqual(['none', 'wrong-secret', 'none']);
  });
});

describe('new recovery words', () => {
  test('open nothing until they are issued, and then the old ones open nothing', async () => {
    const { file, words: sheet } = await laid();
    const vault = await open(file, passphrase(OLD));
    const prepared = await vault.prepareWords(passphrase(OLD));
    const fresh = [...prepared.recoveryWords];
    expect(fresh).toHaveLength(12);
    const copy = `${file}.copy`;
    vault.close();
    fs.copyFileSync(file, copy);
    expect([await opensWith(copy, words(fresh)), await opensWith(copy, words(sheet))]).toEqual(['wrong-secret', 'none']);

    const again = await open(file, passphrase(OLD));
    await again.issueWords(prepared);
    again.close();
    expect([await opensWith(file, words(fresh)), await opensWith(file, words(sheet)), await opensWith(file, passphrase(OLD))]).toEqual(['none', 'wrong-secret', 'none']);
  });
});

describe('re-keying', () => {
  test('leaves every record as it was under another vault key, in one file, opened by the same passphrase and words', async () => {
    const { file, words: sheet } = await laid(200);
    const vault = await open(file, passphrase(OLD));
    const before = plain(gatherAll(vault));
    const { sequence } = vault;
    const rows = sealedRows(file);
    const steps: Parameters<RekeyProgress>[] = [];
    await vault.rekey({ passphrase: OLD, words: sheet }, { cost, progress: (...step) => steps.push(step) });
    expect([vault.epoch, vault.sequence, vault.count]).toEqual([2, sequence + 1, 200]);
    expect(plain(gatherAll(vault))).toEqual(before);
    expect(steps.filter(([step]) => step === 'sealing').at(-1)).toEqual(['sealing', 200, 200]);
    expect(steps.at(-1)).toEqual(['checking', 200, 200]);
    vault.commit({ puts: [put('after')], removes: [] });
    vault.close();
    expect(filesBeside(file)).toEqual(['journal.ocv']);
    const now = fs.readFileSync(file);
    expect(rows).toHaveLength(200);
    expect(rows.filter((row) => now.includes(row.subarray(0, 48)) || now.includes(row.subarray(-48)))).toEqual([]);
    expect([await opensWith(file, passphrase(OLD)), await opensWith(file, words(sheet))]).toEqual(['none', 'none']);
  });

  test('carries over what is saved, written over and taken out meanwhile', async () => {
    const { file, words: sheet } = await laid(200);
    const vault = await open(file, passphrase(OLD));
    const ids = gatherAll(vault).map((record) => record.id);
    const late: RecordId[] = [];
    let turn = 0;
    const progress: RekeyProgress = () => {
      turn += 1;
      const id = newRecordId();
      late.push(id);
      // Behind what was copied already and before it, in both steps, and a record that comes and goes between.
      vault.commit({ puts: [put(`late ${turn}`, id), put(`over ${turn}`, ids[turn]), put(`over at the end ${turn}`, ids.at(-turn))], removes: [] });
      vault.commit({ puts: [], removes: turn % 3 === 0 ? [late[turn - 2]!, ids[turn + 40]!] : [] });
    };
    await vault.rekey({ passphrase: OLD, words: sheet }, { cost, progress });
    expect(turn).toBeGreaterThan(10);
    const now = plain(gatherAll(vault));
    const { sequence } = vault;
    vault.close();
    const again = await open(file, words(sheet));
    expect([again.epoch, again.sequence]).toEqual([2, sequence]);
    expect(plain(gatherAll(again))).toEqual(now);
    for (const id of late.slice(-1)) expect(Buffer.from(again.read(id)!.payload).toString()).toBe(`late ${turn}`);
    expect(again.read(ids[turn]!)?.revision).toBe(gatherAll(again).find((record) => record.id === ids[turn])?.revision);
    again.close();
  });

  test('hands out no snapshot of the old key any more', async () => {
    const { file, words: sheet } = await laid(40);
    const vault = await open(file, passphrase(OLD));
    const snapshot = vault.snapshot();
    const rows = snapshot.rows(8);
    rows.next();
    await vault.rekey({ passphrase: OLD, words: sheet }, { cost });
    expect(faultOf(() => rows.next())).toBe('cancelled');
    expect([...vault.snapshot().rows(8)].flat()).toHaveLength(40);
    vault.close();
  });

  test('keeps the journal locked for others all the time', async () => {
    const { file, words: sheet } = await laid(100);
    const vault = await open(file, passphrase(OLD));
    let tries = 0;
    const told: string[] = [];
    await vault.rekey({ passphrase: OLD, words: sheet }, { cost, progress: () => {
      tries += 1;
      told.push(faultOf(() => JournalFile.open(file)));
    } });
    told.push(faultOf(() => JournalFile.open(file)));
    const other = spawnSync(process.execPath, [path.join(import.meta.dirname, 'saver.ts'), file, Buffer.from(DERIVED).toString('hex'), 'hold'], { timeout: 10_000 });
    expect(other.stderr.toString()).toContain('in-use');
    expect(tries).toBeGreaterThan(5);
    expect(new Set(told)).toEqual(new Set(['in-use']));
    vault.close();
  });

  test('stopped at the beginning, in the midst and at the end of each of its two steps leaves the journal as it was, byte for byte, and nothing beside it', async () => {
    const { file, words: sheet } = await laid(100);
    const before = hashOf(file);
    let turns = 0;
    // The last one comes too late.
    for (const point of [0, 2, 3, 4, 6, 7, 8]) {
      const vault = await open(file, passphrase(OLD));
      const stop = new AbortController();
      let turn = 0;
      const progress = () => {
        if (turn === point) stop.abort();
        turn += 1;
      };
      const fault = await faultOfPromise(vault.rekey({ passphrase: OLD, words: sheet }, { cost, progress, signal: stop.signal }));
      vault.close();
      turns = turn;
      if (turn <= point) break;
      expect([point, fault, hashOf(file), filesBeside(file)]).toEqual([point, 'cancelled', before, ['journal.ocv']]);
    }
    expect(turns).toBe(8);
  });

  test('stopped during a derivation, or by closing the journal, leaves it as it was, too', async () => {
    const { file, words: sheet } = await laid(100);
    const before = hashOf(file);
    const vault = await open(file, passphrase(OLD));
    expect(await faultOfPromise(vault.rekey({ passphrase: OLD, words: sheet }, { cost, signal: AbortSignal.timeout(30) }))).toBe('cancelled');
    write(vault, 'still writable');
    const [id] = gatherAll(vault).filter((record) => Buffer.from(record.payload).toString() === 'still writable').map((record) => record.id);
    vault.commit({ puts: [], removes: [id!] });
    const rekeying = faultOfPromise(vault.rekey({ passphrase: OLD, words: sheet }, { cost, progress: () => vault.close() }));
    expect(await rekeying).toBe('cancelled');
    expect(filesBeside(file)).toEqual(['journal.ocv']);
    expect(hashOf(file)).not.toBe(before);
    expect(await opensWith(file, passphrase(OLD))).toBe('none');
  });

  test.each([
    ['is not the passphrase', { passphrase: NEW }, 'wrong-secret'],
    ['are not twelve words', { words: 'one two three' }, 'not-words'],
    ['are the words of another journal', { words: `${'abandon '.repeat(11)}about` }, 'wrong-secret'],
  ])('with what %s changes nothing', async (_, wrong, fault) => {
    const { file, words: sheet } = await laid(5);
    const before = hashOf(file);
    const vault = await open(file, passphrase(OLD));
    expect(await faultOfPromise(vault.rekey({ passphrase: OLD, words: sheet, ...wrong }, { cost }))).toBe(fault);
    vault.close();
    expect([hashOf(file), filesBeside(file)]).toEqual([before, ['journal.ocv']]);
  });

  test('that cannot take the place of the journal leaves it in its place', async () => {
    const { file, words: sheet } = await laid(10);
    const vault = await open(file, passphrase(OLD));
    const rename = vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      // Creating the copy renames, too.
      if (path.basename(String(to)) === 'journal.ocv') throw Object.assign(new Error('no'), { code: 'EIO' });
      fs.copyFileSync(from, to);
      fs.unlinkSync(from);
    });
    expect(await faultOfPromise(vault.rekey({ passphrase: OLD, words: sheet }, { cost }))).toBe('disk-error');
    rename.mockRestore();
    expect(vault.epoch).toBe(1);
    write(vault, 'goes on');
    vault.close();
    expect(filesBeside(file)).toEqual(['journal.ocv']);
    expect(await opensWith(file, passphrase(OLD))).toBe('none');
  });

  test('of which it is not known whether it took the place lets nothing more be written until the journal is opened anew', async () => {
    const { file, words: sheet } = await laid(10);
    const vault = await open(file, passphrase(OLD));
    const real = JournalFile.open.bind(JournalFile);
    const failing = vi.spyOn(JournalFile, 'open').mockImplementation((which) => {
      if (path.basename(which) === 'journal.ocv') throw new VaultFault('in-use');
      return real(which);
    });
    expect(await faultOfPromise(vault.rekey({ passphrase: OLD, words: sheet }, { cost }))).toBe('in-use');
    failing.mockRestore();
    // What was read before can still be read; what would be written now would be lost.
    expect(gatherAll(vault)).toHaveLength(10);
    expect(faultOf(() => write(vault, 'lost'))).toBe('disk-error');
    vault.close();
    const again = await open(file, passphrase(OLD));
    expect([again.epoch, again.count]).toEqual([2, 10]);
    again.close();
  });

  test('finds it when the disk gives back other bytes than were written', async () => {
    const { file, words: sheet } = await laid(60);
    const before = hashOf(file);
    const vault = await open(file, passphrase(OLD));
    const real = JournalFile.open.bind(JournalFile);
    let opened = 0;
    const open_ = vi.spyOn(JournalFile, 'open').mockImplementation((which) => {
      opened += 1;
      // The second time the copy is opened, to be read back.
      if (opened === 2) flipInARecord(which);
      return real(which);
    });
    expect(await faultOfPromise(vault.rekey({ passphrase: OLD, words: sheet }, { cost }))).toBe('disk-error');
    open_.mockRestore();
    vault.close();
    expect([hashOf(file), filesBeside(file)]).toEqual([before, ['journal.ocv']]);
  });
});

function flipInARecord(file: string): void {
  const database = new Database(file);
  const row = database.prepare<[], { k: bigint; b: Buffer }>('SELECT k, b FROM r ORDER BY k LIMIT 1 OFFSET 20').safeIntegers(true).get()!;
  row.b[100]! ^= 1;
  database.prepare('UPDATE r SET b = ? WHERE k = ?').run(row.b, row.k);
  database.close();
}

describe('a full disk', () => {
  test('at any stage of re-keying leaves the journal as it was, and it works once there is space', async () => {
    const folder = smallDisk();
    if (folder === null) return;
    const source = await laid(100);
    const file = path.join(folder, 'journal.ocv');
    fs.copyFileSync(source.file, file);
    const { size } = fs.statSync(file);
    const before = hashOf(file);
    const ballast = path.join(folder, 'ballast');
    const free = 1024 * 1024 - size;
    let refused = 0;
    for (const left of [0, 20_000, size / 2, size - 20_000]) {
      fs.writeFileSync(ballast, new Uint8Array(Math.max(0, free - Math.ceil(left) - 8192)));
      const vault = await open(file, passphrase(OLD));
      const fault = await faultOfPromise(vault.rekey({ passphrase: OLD, words: source.words }, { cost }));
      vault.close();
      expect([left, fault, hashOf(file)]).toEqual([left, 'disk-full', before]);
      expect(filesBeside(file).sort()).toEqual(['ballast', 'journal.ocv']);
      refused += 1;
    }
    expect(refused).toBe(4);
    fs.rmSync(ballast);
    const vault = await open(file, passphrase(OLD));
    await vault.rekey({ passphrase: OLD, words: source.words }, { cost });
    expect([vault.epoch, gatherAll(vault).length]).toEqual([2, 100]);
    vault.close();
  });

  test('leaves the old passphrase and the old words in force', async () => {
    const folder = smallDisk();
    if (folder === null) return;
    const source = await laid(20);
    const file = path.join(folder, 'journal.ocv');
    fs.copyFileSync(source.file, file);
    const vault = await open(file, passphrase(OLD));
    const prepared = await vault.prepareWords(passphrase(OLD));
    fs.writeFileSync(path.join(folder, 'ballast'), new Uint8Array(1024 * 1024 - fs.statSync(file).size - 8192));
    // The rest, page by page.
    try {
      for (let index = 0; ; index += 1) fs.writeFileSync(path.join(folder, `ballast ${index}`), new Uint8Array(4096));
    } catch {
      // Full.
    }
    expect(await faultOfPromise(vault.changePassphrase(passphrase(OLD), NEW, { cost }))).toBe('disk-full');
    expect(await faultOfPromise(vault.issueWords(prepared))).toBe('disk-full');
    for (const name of fs.readdirSync(folder).filter((each) => each.startsWith('ballast'))) fs.rmSync(path.join(folder, name));
    write(vault, 'goes on');
    vault.close();
    expect([await opensWith(file, passphrase(OLD)), await opensWith(file, words(source.words)), await opensWith(file, passphrase(NEW))]).toEqual(['none', 'none', 'wrong-secret']);
  });
});

describe('an unfinished file beside the journal', () => {
  test('is removed unread when the journal opens, whatever it is', async () => {
    const { file } = await laid(3);
    for (const waste of ['torn', fs.readFileSync(file)]) {
      fs.writeFileSync(`${file}.new`, waste);
      fs.writeFileSync(`${file}.new-journal`, 'left');
      expect(await opensWith(file, passphrase(NEW))).toBe('wrong-secret');
      expect(filesBeside(file)).toContain('journal.ocv.new');
      expect(await opensWith(file, passphrase(OLD))).toBe('none');
      expect(filesBeside(file)).toEqual(['journal.ocv']);
    }
  });

  test('takes the place of a journal that is missing once all of it was found whole', async () => {
    const { file, words: sheet } = await laid(30);
    fs.renameSync(file, `${file}.new`);
    expect(isThere(file)).toBe(true);
    expect(await opensWith(file, passphrase(NEW))).toBe('wrong-secret');
    expect(filesBeside(file)).toEqual(['journal.ocv.new']);
    expect(await opensWith(file, words(sheet))).toBe('none');
    expect(filesBeside(file)).toEqual(['journal.ocv']);
  });

  test('does not, when it is not whole', async () => {
    const { file } = await laid(30);
    fs.renameSync(file, `${file}.new`);
    flipInARecord(`${file}.new`);
    expect(isThere(file)).toBe(true);
    expect(await opensWith(file, passphrase(OLD))).toBe('no-journal');
    fs.truncateSync(`${file}.new`, 3000);
    expect(isThere(file)).toBe(false);
    expect(await opensWith(file, passphrase(OLD))).toBe('no-journal');
  });

  test('is no journal where there is none at all', () => {
    expect(isThere(newFile())).toBe(false);
  });
});

describe('a rehearsal', () => {
  test('tells right words from wrong ones and changes not a byte', async () => {
    const { file, words: sheet } = await laid(5);
    const vault = await open(file, passphrase(OLD));
    const before = hashOf(file);
    expect(await faultOfPromise(vault.tryWords(sheet.toUpperCase()))).toBe('none');
    expect(await faultOfPromise(vault.tryWords(`${'abandon '.repeat(11)}about`))).toBe('wrong-secret');
    expect(await faultOfPromise(vault.tryWords('abandon'))).toBe('not-words');
    expect(hashOf(file)).toBe(before);
    vault.close();
    expect(hashOf(file)).toBe(before);
  });
});

describe('raising the cost of guessing', () => {
  const dearer = { passes: 4, memoryKiB: 65_536 };

  test('gives the same secret a fresh salt at the new cost, and leaves the other alone', async () => {
    const { file, words: sheet } = await laid(5);
    const before = slotsOf(file);
    const vault = await open(file, passphrase(OLD));
    expect(await vault.raiseCost(passphrase(OLD), { cost: dearer })).toBe(true);
    expect(await vault.raiseCost(passphrase(OLD), { cost: dearer })).toBe(false);
    vault.close();
    const [ofPassphrase, ofWords] = slotsOf(file);
    expect(ofPassphrase).toMatchObject(dearer);
    expect(ofPassphrase!.salt).not.toBe(before[0]!.salt);
    expect(ofWords).toEqual(before[1]);
    expect([await opensWith(file, passphrase(OLD)), await opensWith(file, words(sheet))]).toEqual(['none', 'none']);
  });

  test('does nothing where it costs as much or more already', async () => {
    const { file, words: sheet } = await laid(5);
    const before = hashOf(file);
    const vault = await open(file, passphrase(OLD));
    expect(await vault.raiseCost(passphrase(OLD), { cost })).toBe(false);
    expect(await vault.raiseCost(words(sheet))).toBe(false);
    await vault.changePassphrase(passphrase(OLD), OLD, { cost: dearer });
    expect(await vault.raiseCost(passphrase(OLD), { cost })).toBe(false);
    vault.close();
    expect(hashOf(file)).not.toBe(before);
    expect(slotsOf(file)[0]).toMatchObject(dearer);
  });

  test('refuses a cost outside the limits of the format, as changing the passphrase does', async () => {
    const { file } = await laid(1);
    const vault = await open(file, passphrase(OLD));
    let workers = 0;
    const count = () => (workers += 1);
    process.on('worker', count);
    await expect(vault.changePassphrase(passphrase(OLD), NEW, { cost: { passes: 3, memoryKiB: 1024 } })).rejects.toThrow(RangeError);
    await expect(vault.raiseCost(passphrase(OLD), { cost: { passes: 11, memoryKiB: 1024 * 1024 } })).rejects.toThrow(RangeError);
    process.off('worker', count);
    expect(workers).toBe(0);
    vault.close();
  });
});

function slotsOf(file: string): { passes: number; memoryKiB: number; salt: string }[] {
  const database = new Database(file, { readonly: true });
  const header = database.prepare<[], Buffer>('SELECT b FROM m WHERE k = 0').pluck().get()!;
  database.close();
  return parseHeader(header).slots.filter((slot) => slot.known).map(({ kdf: { passes, memoryKiB, salt } }) => ({ passes, memoryKiB, salt: Buffer.from(salt).toString('hex') }));
}

/** A file system of one megabyte, or null where one cannot be had. */
function smallDisk(): string | null {
  const folder = newFolder();
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status !== 0) {
    console.log('skipped: no small file system can be mounted here');
    return null;
  }
  undo.push(() => spawnSync('umount', ['-l', folder]));
  return folder;
}
