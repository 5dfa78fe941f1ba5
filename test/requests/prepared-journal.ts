/** A journal on the disk for tests that begin with one: its derivation is the cheapest the format allows. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareVault } from '../../electron/vault/vault.ts';

const CHEAPEST = { passes: 3, memoryKiB: 64 * 1024 };
const passphrase = 'lantern gravel oboe thicket marzipan quorum';
const made = new Map<boolean, string>();

async function make(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-prepared-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'journal.ocv');
  const prepared = await prepareVault(passphrase, { cost: CHEAPEST });
  prepared.write(file).close();
  prepared.forget();
  return file;
}

export const testPrepared = {
  passphrase,
  /** Puts it there; always the same one, or always the same other one. */
  async lay(file: string, { another = false } = {}): Promise<void> {
    if (!made.has(another)) made.set(another, await make());
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(made.get(another)!, file);
  },
};
