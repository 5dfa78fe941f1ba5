import { keep, reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { AgreedComparison, TemplateAgreementRow } from '../../shared/template-agreement.ts';
import type { TemplateVersion } from '../../shared/template.ts';
import { newRecordId } from '../vault/vault.ts';
import type { TemplateAgreementEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';
import type { Templates } from './templates.ts';

/** What the peers of a pairing have agreed to look back with. Faults are those the requests promise. */
export class TemplateAgreements {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #templates: Templates;

  constructor(store: Store, clock: Clock, templates: Templates) {
    this.#store = store;
    this.#clock = clock;
    this.#templates = templates;
  }

  async list(pairing: RecordId): Promise<TemplateAgreementRow[]> {
    await this.#store.gathered;
    const present = new Map((await this.#templates.list()).map((row) => [row.id, row]));
    return this.#store.workspace.templateAgreements
      .of(pairing)
      .map(({ id, agreed }) => {
        const { template } = reveal(agreed);
        const now = present.get(template.id);
        return { id, agreed, title: this.#templates.textOf(template).title, current: now?.fingerprint === template.fingerprint, here: now !== undefined };
      })
      .sort((one, other) => one.title.localeCompare(other.title));
  }

  /** The version agreed on is kept with it, so that it can be shown for ever what that was. */
  async agree(pairing: RecordId, template: string, compared: AgreedComparison): Promise<void> {
    const { id, version, fingerprint } = await this.#templates.read(template);
    if (!this.#store.workspace.pairings.has(pairing)) throw new JournalFault('no-pairing');
    const agreedOn: TemplateVersion = { id, version, fingerprint };
    const before = this.#store.workspace.templateAgreements.of(pairing).find(({ agreed }) => reveal(agreed).template.id === template);
    const entry: TemplateAgreementEntry = { kind: 'template-agreement', id: before?.id ?? newRecordId(), pairing, agreed: keep('us', { template: agreedOn, on: this.#clock.today(), compared }) };
    await this.#store.put([entry, ...this.#templates.keeping(agreedOn)]);
  }

  async remove(id: RecordId): Promise<void> {
    await this.#store.gathered;
    if (this.#store.read(id)?.kind !== 'template-agreement') throw new JournalFault('not-found');
    await this.#store.put([], [id]);
  }
}
