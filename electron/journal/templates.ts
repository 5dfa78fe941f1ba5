import { builtInTemplate, builtInTemplates, type BuiltInTemplate } from '../../shared/built-in-templates.ts';
import { normalised } from '../../shared/fingerprint.ts';
import type { OpenedTemplate, SavedTemplate, TemplateVersionRow } from '../../shared/requests.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { looserThan, templateText, type TemplateRow, type TemplateText, type TemplateVersion } from '../../shared/template.ts';
import { newRecordId } from '../vault/vault.ts';
import type { TemplateEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { fingerprintOf } from './digest.ts';
import { JournalFault } from './fault.ts';
import { REST_MS } from './sessions.ts';
import type { Store } from './store.ts';

/**
 * The templates that come with the app, and those a journal holds. Of the former a journal keeps each version somebody has answered,
 * so that old answers show their questions for ever, whatever a later app asks.
 */
export class Templates {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #openedAtMs: number;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#openedAtMs = clock.nowMs();
  }

  /** Those that come with the app first, in the order of the domain. */
  async list(): Promise<TemplateRow[]> {
    await this.#store.gathered;
    const { templates } = this.#store.workspace;
    const favourites = templates.choices?.favourites ?? [];
    const own = templates.newest({ trashed: false }).map((entry) => ownRow(entry, favourites));
    return [...builtInTemplates.map((template) => builtInRow(template, favourites)), ...own];
  }

  /** The newest version. @throws JournalFault `not-found` */
  async read(id: string): Promise<OpenedTemplate> {
    await this.#store.gathered;
    const builtIn = builtInTemplate(id);
    if (builtIn !== null) return { text: builtIn.text, ...versionOf(builtIn), origin: 'built_in', minutes: builtIn.minutes, offered: builtIn.offered, source: null, savedAtMs: null };
    const newest = this.#newest(id);
    if (newest.trashedAtMs !== null) throw new JournalFault('not-found');
    const { text, version, fingerprint, origin, copiedFrom, savedAtMs } = newest;
    return { text, id, version, fingerprint, origin, minutes: null, offered: [], source: copiedFrom && this.textOf(copiedFrom), savedAtMs };
  }

  /** The words of one version, whether the app still has it or not. @throws JournalFault `no-template` when the journal does not hold it */
  textOf(version: TemplateVersion): TemplateText {
    const builtIn = sameAsApp(version);
    const text = builtIn?.text ?? this.#store.workspace.templates.withFingerprint(version)?.text;
    if (text === undefined) throw new JournalFault('no-template');
    return text;
  }

  /** What has to be put into the journal with an answer, so that its questions stay in it: nothing, where they are there already. */
  keeping(version: TemplateVersion): TemplateEntry[] {
    const builtIn = sameAsApp(version);
    if (builtIn === null || this.#store.workspace.templates.withFingerprint(version) !== null) return [];
    return [{ kind: 'template', id: newRecordId(), text: builtIn.text, version: version.version, fingerprint: version.fingerprint, origin: 'built_in', copiedFrom: null, savedAtMs: this.#clock.nowMs(), trashedAtMs: null }];
  }

  /** A copy to change, with an id and therefore answers of its own. */
  async copy(id: string, title: string): Promise<{ id: RecordId }> {
    const { text, version, fingerprint } = await this.read(id);
    const source = { id, version, fingerprint };
    const copy = newRecordId();
    await this.#store.put([this.#firstVersion({ ...text, id: copy, title }, source), ...this.keeping(source)]);
    return { id: copy };
  }

  /** What was given an id before is a new version of it; a version somebody has answered or handed on is never changed. */
  async save(id: RecordId | null, text: TemplateText): Promise<SavedTemplate> {
    await this.#store.gathered;
    if (id === null) {
      const entry = this.#firstVersion({ ...text, id: newRecordId() }, null);
      await this.#store.put([entry]);
      return { id: entry.text.id as RecordId, savedAtMs: entry.savedAtMs };
    }
    const before = this.#newest(id);
    if (before.trashedAtMs !== null) throw new JournalFault('in-trash');
    const written = inNormalForm({ ...text, id });
    if (before.copiedFrom !== null && looserThan(this.textOf(before.copiedFrom), written).length > 0) throw new JournalFault('looser');
    const fingerprint = fingerprintOf(written);
    if (fingerprint === before.fingerprint) return { id, savedAtMs: before.savedAtMs };
    const goesOn = this.#mayBeReplaced(before);
    const savedAtMs = this.#clock.nowMs();
    await this.#store.put([{ ...before, id: goesOn ? before.id : newRecordId(), text: written, fingerprint, version: goesOn ? before.version : before.version + 1, origin: 'own', savedAtMs }]);
    return { id, savedAtMs };
  }

  /** Newest first, those of the app included where the journal keeps them. */
  async versions(id: string): Promise<TemplateVersionRow[]> {
    await this.#store.gathered;
    return this.#store.workspace.templates.versionsOf(id).map(({ text, version, fingerprint, origin, savedAtMs }) => ({ text, id, version, fingerprint, origin, savedAtMs }));
  }

  async listTrashed(): Promise<TemplateRow[]> {
    await this.#store.gathered;
    return this.#store.workspace.templates.newest({ trashed: true }).map((entry) => ownRow(entry, []));
  }

  /** What was answered with it stays, and keeps its questions. */
  async trash(id: RecordId): Promise<void> {
    await this.#store.gathered;
    await this.#store.put([{ ...this.#newest(id), trashedAtMs: this.#clock.nowMs() }]);
  }

  async restore(id: RecordId): Promise<void> {
    await this.#store.gathered;
    await this.#store.put([{ ...this.#newest(id), trashedAtMs: null }]);
  }

  /** @throws JournalFault `of-app` for a template that came with the app, `not-found` */
  #newest(id: string): TemplateEntry {
    if (builtInTemplate(id) !== null) throw new JournalFault('of-app');
    const [newest] = this.#store.workspace.templates.versionsOf(id);
    if (newest === undefined) throw new JournalFault('not-found');
    return newest;
  }

  #firstVersion(text: TemplateText, copiedFrom: TemplateVersion | null): TemplateEntry {
    const written = inNormalForm(text);
    return { kind: 'template', id: newRecordId(), text: written, version: 1, fingerprint: fingerprintOf(written), origin: 'own', copiedFrom, savedAtMs: this.#clock.nowMs(), trashedAtMs: null };
  }

  /** Writing goes on in one version until it rests, is answered, agreed on, or leaves the journal. */
  #mayBeReplaced({ origin, fingerprint, savedAtMs }: TemplateEntry): boolean {
    const { reflections, travelled, templateAgreements } = this.#store.workspace;
    const hasRested = savedAtMs < this.#openedAtMs || this.#clock.nowMs() - savedAtMs > REST_MS;
    const hasLeft = travelled.all().some(({ what, atMs }) => what === 'template' && atMs >= savedAtMs);
    return origin === 'own' && !hasRested && !hasLeft && !reflections.isAnswered(fingerprint) && !templateAgreements.isAgreed(fingerprint);
  }

  /** @throws JournalFault `not-found` for a template that is neither the app's nor the journal's */
  async favour(id: string, favourite: boolean): Promise<void> {
    await this.read(id);
    const { choices } = this.#store.workspace.templates;
    const others = (choices?.favourites ?? []).filter((each) => each !== id);
    await this.#store.put([{ kind: 'template-choices', id: choices?.id ?? newRecordId(), favourites: favourite ? [...others, id] : others }]);
  }
}

/** As it is kept and hashed. */
function inNormalForm(text: TemplateText): TemplateText {
  return templateText.parse(normalised(text));
}

function ownRow({ text, version, fingerprint, origin }: TemplateEntry, favourites: readonly string[]): TemplateRow {
  return { ...rowOf(text, favourites), version, fingerprint, origin, minutes: null, offered: [] };
}

const fingerprints = new WeakMap<TemplateText, TemplateVersion['fingerprint']>();

/** Hashed once: the app's own texts do not change while it runs. */
export function versionOf({ text, version }: BuiltInTemplate): TemplateVersion {
  const fingerprint = fingerprints.get(text) ?? fingerprintOf(normalised(text));
  fingerprints.set(text, fingerprint);
  return { id: text.id, version, fingerprint };
}

function sameAsApp({ id, fingerprint }: TemplateVersion): BuiltInTemplate | null {
  const builtIn = builtInTemplate(id);
  return builtIn !== null && versionOf(builtIn).fingerprint === fingerprint ? builtIn : null;
}

function builtInRow(builtIn: BuiltInTemplate, favourites: readonly string[]): TemplateRow {
  const { text, minutes, offered } = builtIn;
  return { ...rowOf(text, favourites), ...versionOf(builtIn), origin: 'built_in', minutes, offered };
}

function rowOf({ id, title, purpose, chair, prompts }: TemplateText, favourites: readonly string[]) {
  return { id, title, purpose, chair, prompts: prompts.length, favourite: favourites.includes(id) };
}
