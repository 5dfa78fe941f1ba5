/** A journal on the disk for tests that begin with one. Its derivation costs what a person's does: unlocking a cheaper one would begin to raise that. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareVault } from '../../electron/vault/vault.ts';

const passphrase = 'lantern gravel oboe thicket marzipan quorum';
const made = new Map<boolean, string>();

async function make(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-prepared-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'journal.ocv');
  const prepared = await prepareVault(passphrase);
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

/**
 * What the first test of a file has made in its folder, for all of them: each gets a copy. It saves each the derivations of a new journal.
 * @param make makes it in the folder of the test, and closes it
 * @returns lays it, and answers what `make` answered
 */
export function madeOnce<T>(make: () => Promise<T>): (folder: string) => Promise<T> {
  let made: { kept: string; answer: T } | null = null;
  return async (folder) => {
    if (made === null) {
      const answer = await make();
      made = { kept: mkdtempSync(path.join(os.tmpdir(), 'other-chair-made-')), answer };
      const { kept } = made;
      process.once('exit', () => rmSync(kept, { recursive: true, force: true }));
      cpSync(folder, kept, { recursive: true });
    } else cpSync(made.kept, folder, { recursive: true });
    return made.answer;
  };
}
