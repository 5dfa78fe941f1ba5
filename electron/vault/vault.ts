/** How a journal comes to be open: made, or unlocked. FORMAT.md beside this file is the specification. */
import fs from 'node:fs';
import { BATCH } from './copying.ts';
import { derive, isAcceptable, PASSPHRASE_COST, RECOVERY_COST, type KdfCost } from './derivation.ts';
import { readingFault, VaultFault } from './fault.ts';
import { readFileSeal } from './file-seal.ts';
import { JournalFile } from './file.ts';
import { NO_HEAD, sealHead } from './head.ts';
import { encodeHeader, headerMac, isHeaderMac, parseHeader, slotOf, VAULT_ID_BYTES, type Header } from './header.ts';
import { LeafSet } from './integrity.ts';
import { forgetKeys, keysOf, type VaultKeys } from './keys.ts';
import { Vault } from './open-vault.ts';
import { passphraseBytes } from './passphrase.ts';
import { randomBytes } from './random.ts';
import { freshRecoveryBytes, wordsOf } from './recovery-words.ts';
import { forget, KEY_BYTES, sodiumReady } from './seal.ts';
import { bytesOf, newSlot, newSlotAsDearAsCanBe, type Secret } from './secret.ts';
import { unwrapKey, type SlotName } from './slots.ts';
import { removeUnfinished, unfinishedName } from './unfinished.ts';

export type { RekeyProgress } from './copying.ts';
export type { KdfCost } from './derivation.ts';
export { VaultFault, type VaultFaultCode } from './fault.ts';
export { RECORDS_MAX, Vault, type Change } from './open-vault.ts';
export { PreparedWords } from './prepared-words.ts';
export { newRecordId, type StoredRecord } from './record.ts';
export type { BothSecrets, KeyOptions, Secret } from './secret.ts';

/**
 * Derives both keys of a new journal; nothing is on disk yet.
 * @throws VaultFault `too-large` (a passphrase of more than 1,024 bytes), `cancelled`, `not-enough-memory`
 */
export async function prepareVault(passphrase: string, options: { signal?: AbortSignal; cost?: KdfCost } = {}): Promise<PreparedVault> {
  const cost = options.cost ?? PASSPHRASE_COST;
  if (!isAcceptable(cost)) throw new RangeError('The cost of a derivation is outside the limits of the format.');
  const secret = passphraseBytes(passphrase);
  await sodiumReady();
  const recovery = freshRecoveryBytes();
  const recoveryWords = wordsOf(recovery);
  const owner = { vaultId: randomBytes(VAULT_ID_BYTES), epoch: 1 };
  const vaultKey = randomBytes(KEY_BYTES);
  try {
    const slots = [
      await newSlotAsDearAsCanBe(owner, 0, 'passphrase', secret, cost, vaultKey, options.signal),
      await newSlot(owner, 1, 'recovery', recovery, RECOVERY_COST, vaultKey, options.signal),
    ];
    return new PreparedVault({ ...owner, slots }, vaultKey, recoveryWords);
  } catch (error) {
    forget(vaultKey);
    throw error;
  } finally {
    forget(secret, recovery);
  }
}

/**
 * Opens a journal: everything but the records is checked when this resolves.
 * @throws VaultFault `no-journal`, `not-a-journal`, `damaged`, `newer-version`, `in-use`, `unreadable`, `too-large`, `wrong-secret`,
 * `not-words` (before any key is derived), `not-enough-memory`, `cancelled`
 */
export async function openVault(file: string, secret: Secret, options: { signal?: AbortSignal } = {}): Promise<Vault> {
  await sodiumReady();
  if (isLeftAlone(file)) await takeUp(file, secret, options.signal);
  const vault = await open(file, secret, options.signal);
  // Under the lock of the journal nobody else is writing one of that name.
  removeUnfinished(file);
  return vault;
}

/** Whether there is a journal to open: under its name or, where re-keying was cut off on a drive that cannot rename in one step, under its unfinished one. */
export function isThere(file: string): boolean {
  if (!isLeftAlone(file)) return fs.existsSync(file);
  try {
    JournalFile.open(unfinishedName(file)).close();
    return true;
  } catch (error) {
    return error instanceof VaultFault && error.fault === 'in-use';
  }
}

function isLeftAlone(file: string): boolean {
  return !fs.existsSync(file) && fs.existsSync(unfinishedName(file));
}

/**
 * Gives an unfinished journal its name, once all of it was read and found whole.
 * @throws VaultFault as `openVault` does; `no-journal` when what is there is not whole
 */
async function takeUp(file: string, secret: Secret, signal: AbortSignal | undefined): Promise<void> {
  const unfinished = unfinishedName(file);
  try {
    const vault = await open(unfinished, secret, signal);
    try {
      for (const _ of vault.gather(BATCH)) if (signal?.aborted === true) throw new VaultFault('cancelled');
    } finally {
      vault.close();
    }
    fs.renameSync(unfinished, file);
  } catch (error) {
    const fault = readingFault(error);
    throw fault.fault === 'damaged' || fault.fault === 'not-a-journal' ? new VaultFault('no-journal') : fault;
  }
}

async function open(file: string, secret: Secret, signal: AbortSignal | undefined): Promise<Vault> {
  const secretBytes = bytesOf(secret);
  let journal: JournalFile | null = null;
  try {
    journal = JournalFile.open(file);
    // While the key is derived there is time to look at every byte.
    if (readFileSeal(file) !== null) void journal.digest();
    const { kdf } = slotOf(parseHeader(journal.preface().header), secret.kind);
    const derived = await derive(secretBytes, kdf, signal);
    return unlock(journal, secret.kind, derived);
  } catch (error) {
    journal?.close();
    throw error;
  } finally {
    forget(secretBytes);
  }
}

/**
 * Opens what `openVault` refuses as `damaged`, to read what can still be read: a file whose structure does not hold, whose head cannot be opened or
 * whose header is not as it was written. The file is only read. Its records come from `salvage`, never from `gather`.
 * @throws VaultFault as `openVault`; `damaged` where not even the header is left
 */
export async function openToRescue(file: string, secret: Secret, options: { signal?: AbortSignal } = {}): Promise<Vault> {
  await sodiumReady();
  const secretBytes = bytesOf(secret);
  let journal: JournalFile | null = null;
  try {
    journal = JournalFile.openToRescue(file);
    const preface = journal.prefaceToRescue();
    const header = parseHeader(preface.header);
    const derived = await derive(secretBytes, slotOf(header, secret.kind).kdf, options.signal);
    return new Vault(journal, header, preface, keysBy(header, secret.kind, derived), { toRescue: true });
  } catch (error) {
    journal?.close();
    throw error;
  } finally {
    forget(secretBytes);
  }
}

/**
 * The second half of opening, once the slow derivation is done. `derived` is overwritten.
 * @throws VaultFault `wrong-secret`, `damaged`, `newer-version`
 */
export function unlock(journal: JournalFile, slotName: SlotName, derived: Uint8Array): Vault {
  const preface = journal.preface();
  const header = parseHeader(preface.header);
  const keys = keysBy(header, slotName, derived);
  try {
    if (!isHeaderMac(keys.header, preface.header, preface.headerMac)) throw new VaultFault('damaged');
    return new Vault(journal, header, preface, keys);
  } catch (error) {
    forgetKeys(keys);
    throw error;
  }
}

/** `derived` is overwritten. */
function keysBy(header: Header, slotName: SlotName, derived: Uint8Array): VaultKeys {
  const vaultKey = unwrapKey(header, slotOf(header, slotName), derived);
  forget(derived);
  if (vaultKey === null) throw new VaultFault('wrong-secret');
  const keys = keysOf(vaultKey);
  forget(vaultKey);
  return keys;
}

/** A journal that exists in memory only, until it is written. */
export class PreparedVault {
  /** Twelve words, to be written down by a person. */
  readonly recoveryWords: string[];
  readonly #header: Header;
  readonly #vaultKey: Uint8Array;

  constructor(header: Header, vaultKey: Uint8Array, recoveryWords: string[]) {
    this.#header = header;
    this.#vaultKey = vaultKey;
    this.recoveryWords = recoveryWords;
  }

  /**
   * Writes the file and opens it; gathered, as it is empty. After a fault it can be tried again.
   * @throws VaultFault `exists`, `disk-full`, `read-only`, `disk-error`
   */
  write(file: string): Vault {
    if (this.#vaultKey.every((byte) => byte === 0)) throw new Error('This prepared vault has been forgotten.');
    const keys = keysOf(this.#vaultKey);
    const header = encodeHeader(this.#header);
    const root = LeafSet.of(keys.leaf, []).root(this.#header, header, 0);
    const head = sealHead(keys.head, this.#header, { sequence: 0, count: 0, root, previous: NO_HEAD });
    const preface = { header, headerMac: headerMac(keys.header, header), head };
    JournalFile.create(file, preface);
    const vault = new Vault(JournalFile.open(file), this.#header, preface, keys);
    for (const _ of vault.gather(1)) throw new VaultFault('damaged');
    return vault;
  }

  /** Overwrites the key. A vault that was written stays open. */
  forget(): void {
    forget(this.#vaultKey);
    this.recoveryWords.length = 0;
  }
}
