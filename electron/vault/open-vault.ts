/** A journal that is open: records go in as bytes and come out as bytes, and every save is durable before it is confirmed. */
import path from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import type { Damage } from '../../shared/damage.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { anchoredSequence, anchorName, compareAnchor, makeAnchor, type Anchor, type Anchored } from './anchor.ts';
import { sameBytes } from './bytes.ts';
import { asDiskError, BATCH, paceOf, readBack, sameRecord, sizeOf, WRITTEN_AT_ONCE, type Pace, type RekeyProgress } from './copying.ts';
import { derive, isAcceptable, isCheaper, PASSPHRASE_COST, RECOVERY_COST, type KdfCost } from './derivation.ts';
import { VaultFault } from './fault.ts';
import { FileDigest } from './file-digest.ts';
import { fileSealName, judgeFileSeal, makeFileSeal, readFileSeal, type FileSealFound } from './file-seal.ts';
import { JournalFile, makeDurable, type Preface, type Row } from './file.ts';
import { FRONT_PAGE_MAX_BYTES, openFrontPage, sealFrontPage } from './front-page.ts';
import { hash } from './hash.ts';
import { NO_HEAD, openHead, sealHead, type Head } from './head.ts';
import { encodeHeader, headerMac, isHeaderMac, slotOf, type Header } from './header.ts';
import { LeafSet, leafOf, type Leaf } from './integrity.ts';
import { copyKeys, forgetKeys, keysOf, type VaultKeys } from './keys.ts';
import { lookOver } from './looking.ts';
import { passphraseBytes } from './passphrase.ts';
import { PreparedWords } from './prepared-words.ts';
import { randomBytes } from './random.ts';
import { keyOf, openRecord, PAYLOAD_MAX_BYTES, sealRecord, type RecordKey, type StoredRecord } from './record.ts';
import { freshRecoveryBytes, wordsOf } from './recovery-words.ts';
import { Salvage, type RescueOptions } from './salvage.ts';
import { forget, KEY_BYTES } from './seal.ts';
import { bytesOf, newSlot, newSlotAsDearAsCanBe, type BothSecrets, type KeyOptions, type Secret } from './secret.ts';
import { unwrapKey, type KnownSlot, type SlotName } from './slots.ts';
import { writeWhole } from './small-file.ts';
import { Snapshot } from './snapshot.ts';
import { removeUnfinished, unfinishedName } from './unfinished.ts';

/** Records to write, new or over the one that has their id, and records to take out. */
export interface Change {
  readonly puts: readonly { id: RecordId; type: number; schema: number; payload: Uint8Array }[];
  readonly removes: readonly RecordId[];
}

/** Records one journal may hold. */
export const RECORDS_MAX = 100_000;

export class Vault {
  readonly vaultId: Uint8Array;
  #journal: JournalFile;
  #header: Header;
  #headerBytes: Uint8Array;
  #keys: VaultKeys;
  #head: Head;
  #sealedHead: Uint8Array;
  /** Null until every record has been read and found to be the set the head names. */
  #leaves: LeafSet | null = null;
  /** True when a save failed in a way that leaves unknown what the file holds: only opening it anew tells. */
  #adrift = false;
  readonly #snapshots = new Set<Snapshot>();
  #closed = false;
  /** Changes of the keys are made one after the other, never two at a time. */
  #keyWork: Promise<unknown> = Promise.resolve();
  /** What was saved since re-keying began; null while nobody re-keys. */
  #touched: Set<RecordId> | null = null;
  /** Under vault keys this journal had until now: whoever opens an older copy finds them. */
  #passedAnchors: readonly Anchor[] = [];
  #digest: FileDigest | null = null;
  /** Writes at the moment of sealing; null while there is no seal. */
  #sealedAt: number | null = null;
  /** False where the head could not be opened, and is made up. */
  readonly #headHolds: boolean;
  readonly #headerHolds: boolean;
  #salvage: Salvage | null = null;

  /** Use `openVault`, `unlock`, `openToRescue` or `PreparedVault.write`. */
  constructor(journal: JournalFile, header: Header, preface: Preface, keys: VaultKeys, { toRescue = false } = {}) {
    this.#journal = journal;
    this.#header = header;
    this.#headerBytes = preface.header;
    this.#keys = keys;
    this.#sealedHead = preface.head;
    this.#headerHolds = isHeaderMac(keys.header, preface.header, preface.headerMac);
    const head = toRescue ? headOrNone(keys, header, preface.head) : openHead(keys.head, header, preface.head);
    this.#headHolds = head !== null;
    this.#head = head ?? { sequence: 0, count: 0, root: NO_HEAD, previous: NO_HEAD };
    if (this.#head.count > RECORDS_MAX) throw new VaultFault('too-large');
    this.vaultId = header.vaultId;
  }

  /** Generation of the vault key. */
  get epoch(): number {
    return this.#header.epoch;
  }

  /** Whether guessing the passphrase is cheaper than in a journal made today on a machine with the memory for it. */
  get isEased(): boolean {
    return isCheaper(slotOf(this.#header, 'passphrase').kdf, PASSPHRASE_COST);
  }

  /** Saves since the journal was made. */
  get sequence(): number {
    return this.#head.sequence;
  }

  /** Records, as the head says. */
  get count(): number {
    return this.#head.count;
  }

  get file(): string {
    return this.#journal.path;
  }

  /** The folder of the file. */
  get folder(): string {
    return path.dirname(this.#journal.path);
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
    if (this.#journal.isToRescue || !this.#headerHolds) throw new VaultFault('damaged');
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
   * As `gather`, for a journal that was found damaged: hands out every record that verifies and goes on past those that do not. Nothing can be
   * written into the file. `damage` tells the numbers once it has ended; it may hand out nothing for a while, so that the caller can pause.
   */
  *salvage(batch: number): Generator<StoredRecord[], void> {
    this.#leaves = null;
    const head = this.#headHolds ? this.#head : null;
    const salvage = new Salvage({ journal: this.#journal, header: this.#header, headerBytes: this.#headerBytes, headerHolds: this.#headerHolds, head, keys: this.#keys });
    this.#salvage = salvage;
    yield* salvage.records(batch);
  }

  /** Null until `salvage` has run to its end. */
  get damage(): Damage | null {
    return this.#salvage?.damage ?? null;
  }

  /**
   * Makes a new journal of the records that verify: the same passphrase and words open it, and the damaged file is only read.
   * @param atLeast a number of saves the new journal has to be ahead of
   * @returns how many records it holds
   * @throws VaultFault `not-gathered` before `salvage` has ended, `cancelled`, `disk-full`, `read-only`, `disk-error`, `exists`
   */
  async saveSalvaged(file: string, atLeast = 0, { signal, progress }: RescueOptions = {}): Promise<number> {
    if (this.#salvage === null) throw new VaultFault('not-gathered');
    const keys = copyKeys(this.#keys);
    const header = this.#header;
    const preface = (head: Head): Preface => ({ header: this.#headerBytes, headerMac: headerMac(keys.header, this.#headerBytes), head: sealHead(keys.head, header, head) });
    const check = async (part: string) => {
      const journal = JournalFile.open(part, await lookOver(part));
      const copy = new Vault(journal, header, journal.preface(), copyKeys(keys));
      try {
        let done = 0;
        for (const records of readBack(copy)) {
          done += records.length;
          progress?.('checking', done, copy.count);
          await pause();
          if (signal?.aborted === true) throw new VaultFault('cancelled');
        }
      } finally {
        copy.close();
      }
    };
    try {
      // Two ahead: it is not what directly follows any save, and an anchor must not take it for that.
      return await this.#salvage.writeTo(file, { sequence: Math.max(this.#head.sequence, atLeast) + 2, previous: hash(this.#sealedHead), seal: preface, check, signal, progress });
    } finally {
      forgetKeys(keys);
    }
  }

  /** Under what name this journal's anchor is kept. */
  get anchorName(): string {
    return anchorName(this.#header);
  }

  /** What is to be kept outside the journal's folder: this save, and for vault keys it had before, that these are past. */
  get anchors(): readonly Anchor[] {
    if (!this.#headHolds) return this.#passedAnchors;
    return [...this.#passedAnchors, makeAnchor(this.#keys.anchor, this.#header, this.#head.sequence, this.#sealedHead)];
  }

  /** @param kept what stands under `anchorName` */
  compareAnchor(kept: Uint8Array): Anchored {
    return this.#headHolds ? compareAnchor(this.#keys.anchor, this.#header, this.#head, this.#sealedHead, kept) : { is: 'none' };
  }

  /** How many saves the journal had when it was anchored; null where `kept` is no anchor of it. */
  anchoredSequence(kept: Uint8Array): number | null {
    return anchoredSequence(this.#keys.anchor, this.#header, kept);
  }

  /** Whether every byte of the file is as it was sealed at the last locking. Ask before anything is written. */
  async fileSeal(): Promise<FileSealFound> {
    const { sequence } = this.#head;
    const kept = readFileSeal(this.#journal.path);
    if (kept === null || this.#journal.isToRescue) return 'none';
    const fileKey = Uint8Array.from(this.#keys.file);
    try {
      const digest = await this.#journal.digest();
      const found = judgeFileSeal(fileKey, sequence, digest, kept);
      if (found === 'unbroken') this.#sealedAt ??= 0;
      return found;
    } finally {
      forget(fileKey);
    }
  }

  /**
   * Seals the whole file, or goes on with it, for as long as `ms`. Any write takes the seal off again. True while there is more to do.
   * @throws VaultFault `unreadable`, and as every writing of a file beside this one
   */
  sealFile(ms: number): boolean {
    this.#writable();
    if (this.#sealedAt === this.#journal.writes) return false;
    if (this.#digest?.isCurrent !== true) this.#digest = new FileDigest(this.#journal, this.#journal);
    const until = performance.now() + ms;
    while (this.#digest.step()) if (performance.now() > until) return true;
    if (this.#digest.digest === null) return false;
    writeWhole(fileSealName(this.#journal.path), makeFileSeal(this.#keys.file, this.#head.sequence, this.#digest.digest));
    this.#sealedAt = this.#journal.writes;
    return false;
  }

  /**
   * One record, or null when there is none. Also before gathering has ended; after it, the record is known to be the newest.
   * @throws VaultFault `damaged`, `unreadable`
   */
  read(id: RecordId): StoredRecord | null {
    const key = keyOf(id);
    const bytes = this.#journal.row(key);
    if (bytes === null && this.#leaves?.has(key) === true) throw new VaultFault('damaged');
    return bytes === null ? null : this.#opened({ key, bytes });
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

    this.#write(leaves, records, change.removes);
    for (const id of [...records.map((record) => record.id), ...change.removes]) this.#touched?.add(id);
    return new Map(records.map(({ id, revision }) => [id, revision]));
  }

  /**
   * The journal as it is at this moment, for a backup: it stays so while saves go on, until it is released or the journal closed.
   * @throws VaultFault `not-gathered`, `damaged`, `unreadable`
   */
  snapshot(): Snapshot {
    if (this.#leaves === null) throw new VaultFault('not-gathered');
    const snapshot = new Snapshot(this.#journal, this.#header, this.#journal.preface(), this.#head, this.#keys, () => this.#snapshots.delete(snapshot));
    this.#snapshots.add(snapshot);
    return snapshot;
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

  /**
   * From here on the journal opens with another passphrase, and with the old one no more. Copies made before still open with the old one.
   * @param current what opens it now: a forgotten passphrase is replaced by somebody who has the recovery words
   * @throws VaultFault `wrong-secret`, `not-words`, `too-large` (a passphrase of more than 1,024 bytes), `not-enough-memory`, `cancelled`, and as `commit`
   * does. The journal then opens with what it opened with before
   */
  changePassphrase(current: Secret, next: string, { signal, cost = PASSPHRASE_COST }: KeyOptions = {}): Promise<void> {
    return this.#afterOthers(async () => {
      this.#putSlot(await this.#newSlot(current, 'passphrase', passphraseBytes(next), cost, signal, newSlotAsDearAsCanBe));
    });
  }

  /**
   * Draws other recovery words. Nothing changes yet.
   * @throws VaultFault `wrong-secret`, `not-words`, `not-enough-memory`, `cancelled`
   */
  prepareWords(current: Secret, { signal }: KeyOptions = {}): Promise<PreparedWords> {
    return this.#afterOthers(async () => {
      const recovery = freshRecoveryBytes();
      const recoveryWords = wordsOf(recovery);
      return new PreparedWords(recoveryWords, this.epoch, await this.#newSlot(current, 'recovery', recovery, RECOVERY_COST, signal));
    });
  }

  /**
   * From here on the journal opens with these words, and with the old ones no more. Copies made before still open with the old ones.
   * @throws VaultFault as `commit` does. The journal then opens with what it opened with before
   */
  issueWords(prepared: PreparedWords): Promise<void> {
    return this.#afterOthers(() => {
      if (prepared.epoch !== this.epoch) throw new Error('These words were prepared for another vault key.');
      this.#putSlot(prepared.slot);
    });
  }

  /**
   * Tries the recovery words as opening the journal would, and changes nothing.
   * @throws VaultFault `wrong-secret`, `not-words` (before any key is derived), `not-enough-memory`, `cancelled`
   */
  async tryWords(words: string, { signal }: KeyOptions = {}): Promise<void> {
    forget(await this.#vaultKeyBy({ kind: 'recovery', words }, signal));
  }

  /**
   * Makes guessing this secret as slow as in a journal made today, where it is quicker: same secret, fresh salt.
   * @returns whether there was something to do
   * @throws VaultFault as `changePassphrase` does
   */
  raiseCost(current: Secret, { signal, cost = current.kind === 'passphrase' ? PASSPHRASE_COST : RECOVERY_COST }: KeyOptions = {}): Promise<boolean> {
    return this.#afterOthers(async () => {
      if (!isCheaper(slotOf(this.#header, current.kind).kdf, cost)) return false;
      this.#putSlot(await this.#newSlot(current, current.kind, bytesOf(current), cost, signal));
      return true;
    });
  }

  /**
   * Gives the whole journal another vault key: every record sealed anew into a file beside this one, read back and compared, and only
   * then put in its place. Saves go on meanwhile and are in the new file, too. Secrets and words stay the same, with fresh salts; a slot of a later
   * version cannot be taken along. Stopping or failing before the last step leaves the journal as it was, and no second file.
   * @throws VaultFault `wrong-secret`, `not-words`, `not-enough-memory`, `cancelled`, `in-use`, `unreadable`, and as `commit` does
   */
  rekey(secrets: BothSecrets, { signal, cost = PASSPHRASE_COST, progress = () => undefined }: KeyOptions & { progress?: RekeyProgress } = {}): Promise<void> {
    return this.#afterOthers(async () => {
      this.#writable();
      const { header, vaultKey } = await this.#nextGeneration(secrets, cost, signal);
      const keys = keysOf(vaultKey);
      forget(vaultKey);
      let copy: Vault | null = null;
      this.#touched = new Set();
      try {
        removeUnfinished(this.#journal.path);
        copy = this.#emptyCopy(header, keys);
        await this.#fill(copy, paceOf('sealing', this.count, progress, signal, () => this.#closed));
        copy = await copy.#reopened();
        await this.#compare(copy, paceOf('checking', this.count, progress, signal, () => this.#closed));
        this.#catchUp(copy, this.#touched);
        this.#moveTo(copy);
      } catch (error) {
        copy?.close();
        forgetKeys(keys);
        if (this.#journal.isInPlace()) removeUnfinished(this.#journal.path);
        throw error;
      } finally {
        this.#touched = null;
      }
    });
  }

  /** Overwrites the keys and gives the file back. */
  close(): void {
    this.#closed = true;
    for (const snapshot of this.#snapshots) snapshot.release();
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

  /** @throws VaultFault `cancelled` when the journal was closed meanwhile */
  #afterOthers<T>(work: () => T | Promise<T>): Promise<T> {
    const mine = this.#keyWork.then(work).catch((error: unknown) => {
      throw this.#closed ? new VaultFault('cancelled') : error;
    });
    this.#keyWork = mine.catch(() => undefined);
    return mine;
  }

  /** @throws VaultFault `wrong-secret` */
  async #vaultKeyBy(secret: Secret, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const slot = slotOf(this.#header, secret.kind);
    const derived = await derive(bytesOf(secret), slot.kdf, signal);
    const vaultKey = unwrapKey(this.#header, slot, derived);
    forget(derived);
    if (vaultKey === null) throw new VaultFault('wrong-secret');
    return vaultKey;
  }

  /** A slot in the place of the one of that name, sealed and not written yet. `next` is overwritten. */
  async #newSlot(current: Secret, name: SlotName, next: Uint8Array, cost: KdfCost, signal: AbortSignal | undefined, make = newSlot): Promise<KnownSlot> {
    if (!isAcceptable(cost)) throw new RangeError('The cost of a derivation is outside the limits of the format.');
    let vaultKey: Uint8Array | null = null;
    try {
      this.#writable();
      vaultKey = await this.#vaultKeyBy(current, signal);
      return await make(this.#header, slotOf(this.#header, name).number, name, next, cost, vaultKey, signal);
    } finally {
      forget(next);
      if (vaultKey !== null) forget(vaultKey);
    }
  }

  /** Header, its MAC and the head that follows from it, in one save. */
  #putSlot(slot: KnownSlot): void {
    const leaves = this.#writable();
    const header: Header = { ...this.#header, slots: this.#header.slots.map((each) => (each.number === slot.number ? slot : each)) };
    const bytes = encodeHeader(header);
    const mac = headerMac(this.#keys.header, bytes);
    this.#save(leaves, bytes, this, (head) => this.#journal.writePreface({ header: bytes, headerMac: mac, head }));
    this.#header = header;
    this.#headerBytes = bytes;
  }

  /** Header and vault key of the next generation, for those who know both secrets of this one. */
  async #nextGeneration({ passphrase, words }: BothSecrets, cost: KdfCost, signal: AbortSignal | undefined): Promise<{ header: Header; vaultKey: Uint8Array }> {
    const current: Secret[] = [{ kind: 'passphrase', passphrase }, { kind: 'recovery', words }];
    current.map(bytesOf).forEach((bytes) => forget(bytes));
    for (const secret of current) forget(await this.#vaultKeyBy(secret, signal));
    const owner = { vaultId: this.vaultId, epoch: this.epoch + 1 };
    const vaultKey = randomBytes(KEY_BYTES);
    const slots: KnownSlot[] = [];
    try {
      for (const secret of current) {
        const { number } = slotOf(this.#header, secret.kind);
        slots.push(await newSlotAsDearAsCanBe(owner, number, secret.kind, bytesOf(secret), secret.kind === 'passphrase' ? cost : RECOVERY_COST, vaultKey, signal));
      }
    } catch (error) {
      forget(vaultKey);
      throw error;
    }
    return { header: { ...owner, slots: slots.sort((a, b) => a.number - b.number) }, vaultKey };
  }

  /** A journal without records beside this one. */
  #emptyCopy(header: Header, keys: VaultKeys): Vault {
    const bytes = encodeHeader(header);
    const root = LeafSet.of(keys.leaf, []).root(header, bytes, 0);
    const preface = { header: bytes, headerMac: headerMac(keys.header, bytes), head: sealHead(keys.head, header, { sequence: 0, count: 0, root, previous: NO_HEAD }) };
    const file = unfinishedName(this.#journal.path);
    JournalFile.create(file, preface);
    const copy = new Vault(JournalFile.openDraft(file), header, preface, keys);
    for (const _ of copy.gather(1)) throw new VaultFault('disk-error');
    return copy;
  }

  async #fill(copy: Vault, pace: Pace): Promise<void> {
    let after: RecordKey | null = null;
    let waiting: StoredRecord[] = [];
    for (;;) {
      const rows: Row[] = this.#journal.rowsAfter(after, BATCH);
      after = rows.at(-1)?.key ?? null;
      waiting.push(...rows.map((row) => this.#opened(row)));
      // A few large saves instead of many small ones: each is made durable.
      if (after === null || sizeOf(waiting) > WRITTEN_AT_ONCE) {
        copy.#write(copy.#writable(), waiting, [], this);
        waiting = [];
      }
      if (after === null) return;
      await pace(rows.length);
    }
  }

  /** Closed and opened again, so that what is read from here on comes from the disk. Its keys are kept. */
  async #reopened(): Promise<Vault> {
    const { path } = this.#journal;
    this.#journal.close();
    try {
      await makeDurable(path);
      const journal = JournalFile.open(path, await lookOver(path));
      try {
        return new Vault(journal, this.#header, journal.preface(), this.#keys);
      } catch (error) {
        journal.close();
        throw error;
      }
    } catch (error) {
      throw asDiskError(error);
    }
  }

  /** Every record of the copy against the one here, and its whole set against its head. What was saved since comes later. */
  async #compare(copy: Vault, pace: Pace): Promise<void> {
    for (const records of readBack(copy)) {
      for (const record of records) if (this.#touched?.has(record.id) !== true && !sameRecord(record, this.read(record.id))) throw new VaultFault('disk-error');
      await pace(records.length);
    }
  }

  /** What was saved while the copy was made; from here to the end nothing else gets its turn. */
  #catchUp(copy: Vault, touched: ReadonlySet<RecordId>): void {
    const leaves = copy.#writable();
    const records = [...touched].map((id) => this.read(id)).filter((record) => record !== null);
    const removes = [...touched].filter((id) => leaves.has(keyOf(id)) && this.read(id) === null);
    if (touched.size > 0) copy.#write(leaves, records, removes, this);
    for (const record of records) if (!sameRecord(record, copy.read(record.id))) throw new VaultFault('disk-error');
    if (copy.count !== this.count || copy.sequence <= this.sequence) throw new VaultFault('disk-error');
  }

  /** The last step: one rename. What is in memory changes only once the file has. */
  #moveTo(copy: Vault): void {
    const { seen, path } = copy.#journal;
    copy.#journal.close();
    let journal: JournalFile;
    try {
      journal = this.#journal.replaceWith(path, seen);
    } catch (error) {
      this.#regain();
      throw error;
    }
    for (const snapshot of this.#snapshots) snapshot.release();
    this.#passedAnchors = [...this.#passedAnchors, makeAnchor(this.#keys.anchor, this.#header, copy.#head.sequence, copy.#sealedHead)];
    this.#digest = null;
    this.#sealedAt = null;
    forgetKeys(this.#keys);
    this.#journal = journal;
    this.#header = copy.#header;
    this.#headerBytes = copy.#headerBytes;
    this.#keys = copy.#keys;
    this.#head = copy.#head;
    this.#sealedHead = copy.#sealedHead;
    this.#leaves = copy.#leaves;
    this.#adrift = !this.#isStillAt(this.#sealedHead);
  }

  /** After a change of places that failed: either all is as it was, or nothing is written any more. */
  #regain(): void {
    try {
      if (!this.#journal.isOpen) this.#journal = JournalFile.open(this.#journal.path);
    } catch {
      // Then it is adrift.
    }
    this.#adrift = !this.#journal.isInPlace() || !this.#isStillAt(this.#sealedHead);
  }

  /** A row as the record it is; after gathering it is also known to be the newest. */
  #opened({ key, bytes }: Row): StoredRecord {
    if (this.#leaves !== null) {
      const leaf = this.#leaves.leaf(key);
      if (leaf === null || !sameBytes(leaf, leafOf(this.#keys.leaf, key, bytes))) throw new VaultFault('damaged');
    }
    return openRecord(this.#keys.record, this.#header, key, bytes);
  }

  /** Seals these records as they are, revision and all. The head follows on that of `before`. */
  #write(leaves: LeafSet, records: readonly StoredRecord[], removed: readonly RecordId[], before: Vault = this): void {
    const rows = records.map((record): Row => ({ key: keyOf(record.id), bytes: sealRecord(this.#keys.record, this.#header, record) }));
    const removes = removed.map(keyOf);
    const nextLeaves = leaves.with(rows.map(({ key, bytes }) => ({ key, leaf: leafOf(this.#keys.leaf, key, bytes) })), removes);
    if (nextLeaves.count > RECORDS_MAX) throw new VaultFault('too-large');
    for (const snapshot of this.#snapshots) snapshot.keep([...rows.map(({ key }) => key), ...removes]);
    this.#save(nextLeaves, this.#headerBytes, before, (sealedHead) => this.#journal.write(rows, removes, sealedHead));
  }

  #nextRevision(id: RecordId): number {
    return (this.read(id)?.revision ?? 0) + 1;
  }

  /** What is in memory changes only once the file has. */
  #save(leaves: LeafSet, headerBytes: Uint8Array, before: Vault, write: (sealedHead: Uint8Array) => void): void {
    const sequence = before.#head.sequence + 1;
    const head: Head = { sequence, count: leaves.count, root: leaves.root(this.#header, headerBytes, sequence), previous: hash(before.#sealedHead) };
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

function headOrNone(keys: VaultKeys, header: Header, sealed: Uint8Array): Head | null {
  try {
    const head = openHead(keys.head, header, sealed);
    return head.count > RECORDS_MAX ? null : head;
  } catch {
    return null;
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
