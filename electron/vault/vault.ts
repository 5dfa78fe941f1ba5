/**
 * The journal file, open: records go in as bytes and come out as bytes, each checked, and every save is durable before it is
 * confirmed. FORMAT.md beside this file is the specification.
 */
import type { RecordId } from '../../shared/record-id.ts';
import { sameBytes } from './bytes.ts';
import { derive, freshKdf, isAcceptable, PASSPHRASE_COST, RECOVERY_COST, type KdfCost } from './derivation.ts';
import { VaultFault } from './fault.ts';
import { JournalFile, type Preface, type Row } from './file.ts';
import { FRONT_PAGE_MAX_BYTES, openFrontPage, sealFrontPage } from './front-page.ts';
import { hash } from './hash.ts';
import { NO_HEAD, openHead, sealHead, type Head } from './head.ts';
import { encodeHeader, headerMac, isHeaderMac, parseHeader, slotOf, VAULT_ID_BYTES, type Header } from './header.ts';
import { LeafSet, leafOf, type Leaf } from './integrity.ts';
import { forgetKeys, keysOf, type VaultKeys } from './keys.ts';
import { passphraseBytes } from './passphrase.ts';
import { randomBytes } from './random.ts';
import { keyOf, openRecord, PAYLOAD_MAX_BYTES, sealRecord, type RecordKey, type StoredRecord } from './record.ts';
import { freshRecoveryBytes, recoveryBytes, wordsOf } from './recovery-words.ts';
import { forget, KEY_BYTES, sodiumReady } from './seal.ts';
import { unwrapKey, wrapKey, type KnownSlot, type SlotName, type SlotNumber, type SlotOwner } from './slots.ts';

export { VaultFault, type VaultFaultCode } from './fault.ts';
export { newRecordId, type StoredRecord } from './record.ts';
export type { KdfCost } from './derivation.ts';

/** What opens a journal. */
export type Secret = { kind: 'passphrase'; passphrase: string } | { kind: 'recovery'; words: string };

/** Records to write, new or over the one that has their id, and records to take out. */
export interface Change {
  readonly puts: readonly { id: RecordId; type: number; schema: number; payload: Uint8Array }[];
  readonly removes: readonly RecordId[];
}

/** Records one journal may hold. */
export const RECORDS_MAX = 100_000;

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
      await newSlot(owner, 0, 'passphrase', secret, cost, vaultKey, options.signal),
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

/** Always at a cost and with a salt of its own, never those of another slot or file. */
async function newSlot(owner: SlotOwner, number: SlotNumber, name: SlotName, secret: Uint8Array, cost: KdfCost, vaultKey: Uint8Array, signal?: AbortSignal): Promise<KnownSlot> {
  const kdf = freshKdf(cost);
  const derived = await derive(secret, kdf, signal);
  const slot = wrapKey(owner, number, name, kdf, derived, vaultKey);
  forget(derived);
  return slot;
}

/**
 * Opens a journal: everything but the records is checked when this resolves.
 * @throws VaultFault `no-journal`, `not-a-journal`, `damaged`, `newer-version`, `in-use`, `unreadable`, `too-large`, `wrong-secret`,
 * `not-words` (before any key is derived), `not-enough-memory`, `cancelled`
 */
export async function openVault(file: string, secret: Secret, options: { signal?: AbortSignal } = {}): Promise<Vault> {
  await sodiumReady();
  const secretBytes = secret.kind === 'passphrase' ? passphraseBytes(secret.passphrase) : recoveryBytes(secret.words);
  let journal: JournalFile | null = null;
  try {
    journal = JournalFile.open(file);
    const { kdf } = slotOf(parseHeader(journal.preface().header), secret.kind);
    const derived = await derive(secretBytes, kdf, options.signal);
    return unlock(journal, secret.kind, derived);
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
  const vaultKey = unwrapKey(header, slotOf(header, slotName), derived);
  forget(derived);
  if (vaultKey === null) throw new VaultFault('wrong-secret');
  const keys = keysOf(vaultKey);
  forget(vaultKey);
  try {
    if (!isHeaderMac(keys.header, preface.header, preface.headerMac)) throw new VaultFault('damaged');
    return new Vault(journal, header, preface, keys);
  } catch (error) {
    forgetKeys(keys);
    throw error;
  }
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

export class Vault {
  readonly vaultId: Uint8Array;
  /** Generation of the vault key. */
  readonly epoch: number;
  readonly #journal: JournalFile;
  readonly #header: Header;
  readonly #headerBytes: Uint8Array;
  readonly #keys: VaultKeys;
  #head: Head;
  #sealedHead: Uint8Array;
  /** Null until every record has been read and found to be the set the head names. */
  #leaves: LeafSet | null = null;
  /** True when a save failed in a way that leaves unknown what the file holds: only opening it anew tells. */
  #adrift = false;

  /** Use `openVault`, `unlock` or `PreparedVault.write`. */
  constructor(journal: JournalFile, header: Header, preface: Preface, keys: VaultKeys) {
    this.#journal = journal;
    this.#header = header;
    this.#headerBytes = preface.header;
    this.#keys = keys;
    this.#sealedHead = preface.head;
    this.#head = openHead(keys.head, header, preface.head);
    if (this.#head.count > RECORDS_MAX) throw new VaultFault('too-large');
    this.vaultId = header.vaultId;
    this.epoch = header.epoch;
  }

  /** Saves since the journal was made. */
  get sequence(): number {
    return this.#head.sequence;
  }

  /** Records, as the head says. */
  get count(): number {
    return this.#head.count;
  }

  /** True once `gather` has run to its end: from then on the journal can be written. */
  get gathered(): boolean {
    return this.#leaves !== null;
  }

  /**
   * Reads every record, `batch` at a time, in the order of their ids; the caller pauses between batches. What it hands out has been
   * opened and checked one by one; that nothing is missing or old is known only when it has ended.
   * @throws VaultFault `damaged`, `unreadable`
   */
  *gather(batch: number): Generator<StoredRecord[], void> {
    const { sequence } = this.#head;
    const leaves: Leaf[] = [];
    let after: RecordKey | null = null;
    for (;;) {
      if (this.#head.sequence !== sequence) throw new Error('The journal was written while it was being gathered.');
      const rows: Row[] = this.#journal.rowsAfter(after, batch);
      const last: Row | undefined = rows.at(-1);
      if (last === undefined) break;
      after = last.key;
      if (leaves.length + rows.length > this.#head.count) throw new VaultFault('damaged');
      const records = rows.map(({ key, bytes }) => openRecord(this.#keys.record, this.#header, key, bytes));
      for (const { key, bytes } of rows) leaves.push({ key, leaf: leafOf(this.#keys.leaf, key, bytes) });
      yield records;
    }
    this.#leaves = this.#checked(LeafSet.of(this.#keys.leaf, leaves));
  }

  /**
   * One record, or null when there is none. Also before gathering has ended; after it, the record is known to be the newest.
   * @throws VaultFault `damaged`, `unreadable`
   */
  read(id: RecordId): StoredRecord | null {
    const key = keyOf(id);
    const bytes = this.#journal.row(key);
    const leaf = this.#leaves?.leaf(key) ?? null;
    if (this.#leaves !== null && (bytes === null) !== (leaf === null)) throw new VaultFault('damaged');
    if (bytes === null) return null;
    if (leaf !== null && !sameBytes(leaf, leafOf(this.#keys.leaf, key, bytes))) throw new VaultFault('damaged');
    return openRecord(this.#keys.record, this.#header, key, bytes);
  }

  /**
   * Writes and removes records, all of them or none; durable when it returns.
   * @returns the new revision of each record written
   * @throws VaultFault `not-gathered`, `too-large`, `disk-full`, `read-only`, `disk-error`, `damaged`. The journal is then as it was.
   */
  commit(change: Change): Map<RecordId, number> {
    const leaves = this.#writable();
    checkChange(change, leaves);
    const records = change.puts.map((put) => ({ ...put, revision: this.#nextRevision(put.id) }));
    if (records.length === 0 && change.removes.length === 0) return new Map();

    const rows = records.map((record): Row => ({ key: keyOf(record.id), bytes: sealRecord(this.#keys.record, this.#header, record) }));
    const removes = change.removes.map(keyOf);
    const nextLeaves = leaves.with(rows.map(({ key, bytes }) => ({ key, leaf: leafOf(this.#keys.leaf, key, bytes) })), removes);
    if (nextLeaves.count > RECORDS_MAX) throw new VaultFault('too-large');
    this.#save(nextLeaves, (sealedHead) => this.#journal.write(rows, removes, sealedHead));
    return new Map(records.map(({ id, revision }) => [id, revision]));
  }

  /** What was last put on the front page, or null when there is none of this very save. */
  readFrontPage(): Uint8Array | null {
    const sealed = this.#journal.frontPage();
    return sealed === null ? null : openFrontPage(this.#keys.front, this.#header, this.#head.sequence, sealed);
  }

  /**
   * Keeps a few rows to show before the records are read; they count until the next save.
   * @param bytes at most 256 KiB
   * @throws VaultFault as `commit` does
   */
  writeFrontPage(bytes: Uint8Array): void {
    this.#writable();
    if (bytes.length > FRONT_PAGE_MAX_BYTES) throw new VaultFault('too-large');
    this.#journal.writeFrontPage(sealFrontPage(this.#keys.front, this.#header, this.#head.sequence, bytes));
  }

  /** Overwrites the keys and gives the file back. */
  close(): void {
    forgetKeys(this.#keys);
    this.#leaves = null;
    this.#journal.close();
  }

  #checked(leaves: LeafSet): LeafSet {
    const root = leaves.root(this.#header, this.#headerBytes, this.#head.sequence);
    if (leaves.count !== this.#head.count || !sameBytes(root, this.#head.root)) throw new VaultFault('damaged');
    return leaves;
  }

  #writable(): LeafSet {
    if (this.#leaves === null) throw new VaultFault('not-gathered');
    if (this.#adrift) throw new VaultFault('disk-error');
    return this.#leaves;
  }

  #nextRevision(id: RecordId): number {
    return (this.read(id)?.revision ?? 0) + 1;
  }

  /** What is in memory changes only once the file has. */
  #save(leaves: LeafSet, write: (sealedHead: Uint8Array) => void): void {
    const sequence = this.#head.sequence + 1;
    const head: Head = { sequence, count: leaves.count, root: leaves.root(this.#header, this.#headerBytes, sequence), previous: hash(this.#sealedHead) };
    const sealedHead = sealHead(this.#keys.head, this.#header, head);
    try {
      write(sealedHead);
    } catch (error) {
      this.#adrift = !this.#isStillAt(this.#sealedHead);
      throw error;
    }
    this.#head = head;
    this.#sealedHead = sealedHead;
    this.#leaves = leaves;
  }

  #isStillAt(sealedHead: Uint8Array): boolean {
    try {
      return sameBytes(this.#journal.preface().head, sealedHead);
    } catch {
      return false;
    }
  }
}

function checkChange(change: Change, leaves: LeafSet): void {
  const ids = [...change.puts.map((put) => put.id), ...change.removes];
  if (new Set(ids).size !== ids.length) throw new RangeError('A change names one record twice.');
  if (change.removes.some((id) => !leaves.has(keyOf(id)))) throw new RangeError('A change removes a record that is not there.');
  if (change.puts.some(({ type, schema }) => !isU16(type) || !isU16(schema))) throw new RangeError('Type and schema are numbers from 0 to 65,535.');
  if (change.puts.some(({ payload }) => payload.length > PAYLOAD_MAX_BYTES)) throw new VaultFault('too-large');
}

function isU16(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xffff;
}
