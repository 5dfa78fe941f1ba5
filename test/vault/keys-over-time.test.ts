/** Changing what opens a journal: another passphrase, other recovery words, another vault key. Real derivations, at the lowest cost the format allows. */
import Database from 'better-sqlite3';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { isThere, newRecordId, openVault, prepareVault, type RekeyProgress, type Secret, type Vault } from '../../electron/vault/vault.ts';
import { faultOf, faultOfPromise, gatherAll, newFile, plain, put } from './journals.ts';

const cost = RECOVERY_COST;
const OLD = 'an old passphrase, known too well';
const NEW = 'a new one: Café 🪑';
const passphrase = (text: string): Secret => ({ kind: 'passphrase', passphrase: text });
const words = (text: string | readonly string[]): Secret => ({ kind: 'recovery', words: typeof text === 'string' ? text : text.join(' ') });
const hashOf = (file: string) => crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');

interface Laid { file: string; words: string }

/** A closed journal of some records, one of them written twice. */
async function laid(count = 20): Promise<Laid> {
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
});
