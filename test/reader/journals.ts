/** Journals made by the app's own code with the cheapest derivation, and what the app and the reader each make of a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { derive } from '../../electron/vault/derivation.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { parseHeader, slotOf } from '../../electron/vault/header.ts';
import { passphraseBytes } from '../../electron/vault/passphrase.ts';
import { prepareVault, unlock, type Change, type PreparedVault } from '../../electron/vault/vault.ts';
import { PASSPHRASE, reader } from './reader.ts';

export const passphrase = 'the reader knows nothing of the app';

/** A record as either side gives it. */
export interface Plain { id: string; type: number; schema: number; revision: number; payload: string }
/** The records, ascending by id, or the code of the fault. */
export type Outcome = Plain[] | string;

type Derived = Awaited<ReturnType<typeof derive>>;

export class Journals {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-reader-'));
  readonly #prepared: PreparedVault;
  #made = 0;
  #derivedByApp: Derived | null = null;
  #derivedByReader: Uint8Array | null = null;

  private constructor(prepared: PreparedVault) {
    this.#prepared = prepared;
  }

  static async prepare(): Promise<Journals> {
    return new Journals(await prepareVault(passphrase, { cost: { passes: 3, memoryKiB: 64 * 1024 } }));
  }

  get words(): string {
    return this.#prepared.recoveryWords.join(' ');
  }

  place(name: string): string {
    return path.join(this.#folder, name);
  }

  /** A new file with these saves in it. All share one header, so that a key is derived once for all of them. */
  make(saves: readonly Change[]): string {
    this.#made += 1;
    const file = this.place(`${this.#made}.ocv`);
    const vault = this.#prepared.write(file);
    for (const save of saves) vault.commit(save);
    vault.close();
    return file;
  }

  /** What the app makes of a file with the right passphrase. */
  async asTheAppReads(file: string): Promise<Outcome> {
    this.#derivedByApp ??= await derive(passphraseBytes(passphrase), kdfIn(this.make([])));
    const derived = Uint8Array.from(this.#derivedByApp);
    try {
      const opened = JournalFile.open(file);
      try {
        return plain([...unlock(opened, 'passphrase', derived as Derived).gather(32)].flat());
      } finally {
        opened.close();
      }
    } catch (error) {
      return faultOf(error);
    }
  }

  /** What the reader makes of it, without the app's code. */
  asTheReaderReads(file: string): Outcome {
    try {
      return plain(reader.readWithDerived(file, PASSPHRASE, (kdf) => this.derived(kdf)).records);
    } catch (error) {
      return faultOf(error);
    }
  }

  /** What the passphrase gives with the salt all these journals share, derived once. */
  derived(kdf: Uint8Array): Uint8Array {
    return (this.#derivedByReader ??= reader.derive(reader.secretBytes(PASSPHRASE, passphrase), kdf));
  }

  remove(): void {
    this.#prepared.forget();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function kdfIn(file: string): ReturnType<typeof slotOf>['kdf'] {
  const peek = JournalFile.open(file);
  try {
    return slotOf(parseHeader(peek.preface().header), 'passphrase').kdf;
  } finally {
    peek.close();
  }
}

export function plain(records: readonly (Omit<Plain, 'payload'> & { payload: Uint8Array })[]): Plain[] {
  return records
    .map(({ id, type, schema, revision, payload }) => ({ id, type, schema, revision, payload: Buffer.from(payload).toString('base64') }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

export function faultOf(error: unknown): string {
  const { fault } = error as { fault?: unknown };
  if (typeof fault !== 'string') throw error;
  return fault;
}
