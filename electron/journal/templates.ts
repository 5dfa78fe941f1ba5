import { builtInTemplate, builtInTemplates, type BuiltInTemplate } from '../../shared/built-in-templates.ts';
import { normalised } from '../../shared/fingerprint.ts';
import type { OpenedTemplate } from '../../shared/requests.ts';
import type { TemplateRow, TemplateText, TemplateVersion } from '../../shared/template.ts';
import { newRecordId } from '../vault/vault.ts';
import type { TemplateEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { fingerprintOf } from './digest.ts';
import { JournalFault } from './fault.ts';
import type { Store } from './store.ts';

/**
 * The templates that come with the app, and those a journal holds. Of the former a journal keeps each version somebody has answered,
 * so that old answers show their questions for ever, whatever a later app asks.
 */
export class Templates {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Those that come with the app first, in the order of the domain. */
  async list(): Promise<TemplateRow[]> {
    await this.#store.gathered;
    const { templates } = this.#store.workspace;
    const favourites = templates.choices?.favourites ?? [];
    const own = templates.newest().map(({ text, version, fingerprint, origin }) => ({ ...rowOf(text, favourites), version, fingerprint, origin, minutes: null, offered: [] }));
    return [...builtInTemplates.map((template) => builtInRow(template, favourites)), ...own];
  }

  /** The newest version. @throws JournalFault `not-found` */
  async read(id: string): Promise<OpenedTemplate> {
    await this.#store.gathered;
    const builtIn = builtInTemplate(id);
    if (builtIn !== null) return { text: builtIn.text, ...versionOf(builtIn), origin: 'built_in', minutes: builtIn.minutes, offered: builtIn.offered };
    const newest = this.#store.workspace.templates.versionsOf(id).find(({ trashedAtMs }) => trashedAtMs === null);
    if (newest === undefined) throw new JournalFault('not-found');
    const { text, version, fingerprint, origin } = newest;
    return { text, id, version, fingerprint, origin, minutes: null, offered: [] };
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
    return [{ kind: 'template', id: newRecordId(), text: builtIn.text, version: version.version, fingerprint: version.fingerprint, origin: 'built_in', savedAtMs: this.#clock.nowMs(), trashedAtMs: null }];
  }

  /** @throws JournalFault `not-found` for a template that is neither the app's nor the journal's */
  async favour(id: string, favourite: boolean): Promise<void> {
    await this.read(id);
    const { choices } = this.#store.workspace.templates;
    const others = (choices?.favourites ?? []).filter((each) => each !== id);
    await this.#store.put([{ kind: 'template-choices', id: choices?.id ?? newRecordId(), favourites: favourite ? [...others, id] : others }]);
  }
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
