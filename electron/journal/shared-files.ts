import type { AgreementText } from '../../shared/agreement.ts';
import { textOf } from '../../shared/agreement-version.ts';
import { builtInTemplate } from '../../shared/built-in-templates.ts';
import { normalised } from '../../shared/fingerprint.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { LeavingFile, ReceivedAgreement, ReceivedTemplate } from '../../shared/requests/shared-files.ts';
import { readSharedFile, SHARED_FORMATS, sharedFileText, type SharedKind, type SharedTexts } from '../../shared/shared-file.ts';
import type { TemplateText } from '../../shared/template.ts';
import type { Counterpart } from '../../shared/travelled.ts';
import { newRecordId } from '../vault/vault.ts';
import type { TemplateEntry } from '../workspace/entry.ts';
import type { Agreements } from './agreements.ts';
import type { Clock } from './clock.ts';
import { fingerprintOf, sha256 } from './digest.ts';
import { JournalFault } from './fault.ts';
import { writeLeavingFile } from './leaving-file.ts';
import type { Store } from './store.ts';
import type { Templates } from './templates.ts';
import type { Travelled } from './travelled.ts';

interface Nouns { agreements: Agreements; templates: Templates; travelled: Travelled }
type Received = { [Kind in SharedKind]: { kind: Kind; sha256: string; bytes: number; text: SharedTexts[Kind]; pairing: RecordId | null } }[SharedKind];

/** The files two peers hand each other. Faults are those the requests promise. */
export class SharedFiles {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #nouns: Nouns;
  /** The last file that was opened. Only memory has it, until the person accepts. */
  #received: Received | null = null;

  constructor(store: Store, clock: Clock, nouns: Nouns) {
    this.#store = store;
    this.#clock = clock;
    this.#nouns = nouns;
  }

  async lookAtAgreement(id: RecordId): Promise<LeavingFile> {
    const { text } = await this.#agreementText(id);
    return leaving('agreement', text).shown;
  }

  /** @param choose where it goes; asked only once there is something to write */
  async exportAgreement(id: RecordId, shown: string, choose: () => Promise<string>): Promise<{ bytes: number }> {
    const { text, pairing } = await this.#agreementText(id);
    return this.#export('agreement', text, shown, { counterpart: 'peer', pairing }, choose);
  }

  async notePrintout(id: RecordId): Promise<void> {
    const { text, pairing } = await this.#agreementText(id);
    const { shown } = leaving('agreement', text);
    await this.#nouns.travelled.add({ direction: 'out', what: 'printout', counterpart: 'both', pairing, bytes: shown.bytes, sha256: shown.sha256 });
  }

  async openAgreement(pairing: RecordId, bytes: Uint8Array): Promise<ReceivedAgreement> {
    await this.#store.gathered;
    if (!this.#store.workspace.pairings.has(pairing)) throw new JournalFault('no-pairing');
    const text = readSharedFile('agreement', bytes);
    this.#expectOf(pairing, text);
    const fingerprint = fingerprintOf(text);
    const file = this.#receive({ kind: 'agreement', sha256: sha256(bytes), bytes: bytes.length, text, pairing });
    return { sha256: file, text, fingerprint, held: this.#nouns.agreements.holds(pairing, text), own: this.#ownAgreement(pairing) };
  }

  async acceptAgreement(pairing: RecordId, file: string): Promise<{ id: RecordId }> {
    await this.#store.gathered;
    const received = this.#received;
    if (received?.kind !== 'agreement' || received.sha256 !== file || received.pairing !== pairing) throw new JournalFault('nothing-received');
    const entry = this.#nouns.agreements.takingOver(pairing, received.text);
    await this.#keep(received, { pairing, counterpart: 'peer' }, () => [entry]);
    return { id: entry.id };
  }

  async lookAtTemplate(id: string): Promise<LeavingFile> {
    return leaving('template', (await this.#nouns.templates.read(id)).text).shown;
  }

  async exportTemplate(id: string, shown: string, to: { counterpart: Counterpart; pairing: RecordId | null }, choose: () => Promise<string>): Promise<{ bytes: number }> {
    const { text } = await this.#nouns.templates.read(id);
    return this.#export('template', text, shown, to, choose);
  }

  async openTemplate(bytes: Uint8Array): Promise<ReceivedTemplate> {
    await this.#store.gathered;
    const text = readSharedFile('template', bytes);
    const fingerprint = fingerprintOf(text);
    const own = await this.#ownTemplate(text.id);
    const held = own?.fingerprint === fingerprint || this.#store.workspace.templates.withFingerprint({ id: text.id, fingerprint }) !== null;
    // Answers hang on ids: questions of somebody else must not come to stand under the app's own.
    if (!held && builtInTemplate(text.id) !== null) throw new JournalFault('id-of-app');
    const file = this.#receive({ kind: 'template', sha256: sha256(bytes), bytes: bytes.length, text, pairing: null });
    return { sha256: file, text, fingerprint, held, own };
  }

  async acceptTemplate(file: string, pairing: RecordId | null): Promise<{ id: string; version: number; fingerprint: TemplateEntry['fingerprint'] }> {
    await this.#store.gathered;
    const received = this.#received;
    if (received?.kind !== 'template' || received.sha256 !== file) throw new JournalFault('nothing-received');
    const entry = this.#templateEntry(received.text);
    await this.#keep(received, { pairing, counterpart: pairing === null ? 'other' : 'peer' }, () => [entry]);
    return { id: entry.text.id, version: entry.version, fingerprint: entry.fingerprint };
  }

  async #export<Kind extends SharedKind>(kind: Kind, text: SharedTexts[Kind], shownBefore: string, to: { counterpart: Counterpart; pairing: RecordId | null }, choose: () => Promise<string>): Promise<{ bytes: number }> {
    const { shown, file } = leaving(kind, text);
    if (shown.sha256 !== shownBefore) throw new JournalFault('not-as-shown');
    const chosen = await choose();
    await writeLeavingFile(chosen, SHARED_FORMATS[kind].ending, file, () => this.#nouns.travelled.add({ direction: 'out', what: kind, ...to, bytes: shown.bytes, sha256: shown.sha256 }));
    return { bytes: shown.bytes };
  }

  #receive(received: Received): string {
    this.#received = received;
    return received.sha256;
  }

  /** What is kept and the line of the ledger are one change. */
  async #keep(received: Received, from: { counterpart: Counterpart; pairing: RecordId | null }, entries: Parameters<Travelled['add']>[1]): Promise<void> {
    await this.#nouns.travelled.add({ direction: 'in', what: received.kind, ...from, bytes: received.bytes, sha256: received.sha256 }, entries);
    this.#received = null;
  }

  async #agreementText(id: RecordId): Promise<{ text: AgreementText; pairing: RecordId }> {
    await this.#store.gathered;
    const entry = this.#store.read(id);
    if (entry?.kind !== 'agreement') throw new JournalFault('not-found');
    const text = textOf(entry.version.stage);
    if (text === null) throw new JournalFault('other-stage');
    return { text, pairing: entry.version.pairing };
  }

  #ownAgreement(pairing: RecordId): ReceivedAgreement['own'] {
    for (const { id, version } of this.#store.workspace.agreements.of(pairing)) {
      const text = textOf(version.stage);
      if (text !== null) return { id, text, fingerprint: fingerprintOf(text) };
    }
    return null;
  }

  /**
   * An agreement belongs to a pairing when it was begun there (its nonce) or names the same two. Where nothing was agreed or proposed here
   * yet only the nonce of another pairing can tell that it belongs elsewhere.
   * @throws JournalFault `other-pairing`
   */
  #expectOf(pairing: RecordId, received: AgreementText): void {
    const textsOf = (of: RecordId) => this.#store.workspace.agreements.of(of).map(({ version }) => textOf(version.stage)).filter((text) => text !== null);
    const ours = textsOf(pairing);
    const isOurs = ours.some((text) => isSameAgreement(text, received) || namesOf(text) === namesOf(received));
    const isElsewhere = this.#store.workspace.pairings.list().some(({ id }) => id !== pairing && textsOf(id).some((text) => isSameAgreement(text, received)));
    if (!isOurs && (ours.length > 0 || isElsewhere)) throw new JournalFault('other-pairing');
  }

  async #ownTemplate(id: string): Promise<ReceivedTemplate['own']> {
    try {
      const { text, version } = await this.#nouns.templates.read(id);
      return { version, text, fingerprint: fingerprintOf(text) };
    } catch (error) {
      if (error instanceof JournalFault && error.fault === 'not-found') return null;
      throw error;
    }
  }

  /** The next version of the template with its id, or of one nobody had. */
  #templateEntry(text: TemplateText): TemplateEntry {
    const [newest] = this.#store.workspace.templates.versionsOf(text.id);
    return { kind: 'template', id: newRecordId(), text, version: (newest?.version ?? 0) + 1, fingerprint: fingerprintOf(text), origin: 'peer', copiedFrom: null, savedAtMs: this.#clock.nowMs(), trashedAtMs: null };
  }
}

/** The file of a text, and what is shown of it before it leaves. What the peer's app would refuse does not leave: it is read as it would be there. */
function leaving<Kind extends SharedKind>(kind: Kind, text: SharedTexts[Kind]): { shown: LeavingFile; file: Uint8Array } {
  const written = sharedFileText(kind, text);
  const file = Buffer.from(written, 'utf8');
  const read = readSharedFile(kind, file);
  return { file, shown: { text: written, bytes: file.length, sha256: sha256(file), fingerprint: fingerprintOf(read) } };
}

/** Begun by the same two at the same time. An agreement typed in by hand on both sides has no nonce. */
function isSameAgreement(one: AgreementText, other: AgreementText): boolean {
  return one.nonce !== '' && one.nonce === other.nonce;
}

function namesOf({ parties }: AgreementText): string {
  return JSON.stringify(normalised(parties).map((name) => name.toLocaleLowerCase('en')).sort());
}
