import { reveal } from '../../shared/about.ts';
import type { Measure, Rating } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { answerTo, belongTo, givenTo, inOrder, stillRequired, suits, type Answer, type Occasion, type Reflection } from '../../shared/reflection.ts';
import type { BegunReflection, OpenedReflection, ParsedInputOf, ReflectionPage, SavedReflection } from '../../shared/requests.ts';
import type { Session, Sitting } from '../../shared/session.ts';
import { measureOf, type TemplateText } from '../../shared/template.ts';
import { newRecordId } from '../vault/vault.ts';
import type { ReflectionEntry } from '../workspace/entry.ts';
import type { Clock } from './clock.ts';
import { JournalFault } from './fault.ts';
import type { Sessions } from './sessions.ts';
import type { Store } from './store.ts';
import type { Templates } from './templates.ts';

/**
 * Answers to templates. A scale that asks for a measure of a sitting and the rating of that sitting are one thing: it lies in the
 * session, and is read from there and written there.
 */
export class Reflections {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #sessions: Sessions;
  readonly #templates: Templates;

  constructor(store: Store, clock: Clock, { sessions, templates }: { sessions: Sessions; templates: Templates }) {
    this.#store = store;
    this.#clock = clock;
    this.#sessions = sessions;
    this.#templates = templates;
  }

  async list(asked: ParsedInputOf<'listReflections'>): Promise<ReflectionPage> {
    await this.#store.gathered;
    return this.#store.workspace.reflections.list(asked);
  }

  /** What a new reflection begins with: the questions, and what the sitting's ratings say already. Nothing is written. */
  async begin(id: string, occasion: Occasion): Promise<BegunReflection> {
    const { text, version, fingerprint } = await this.#templates.read(id);
    this.#expect(text, occasion);
    return { text, reflection: { template: { id, version, fingerprint }, occasion, answers: this.#ratingsOf(text, occasion, []), done: false }, ...this.#namesOf(occasion) };
  }

  async read(id: RecordId): Promise<OpenedReflection> {
    await this.#store.gathered;
    const { reflection, savedAtMs } = this.#entry(id);
    const row = this.#store.workspace.reflections.one(id);
    if (row === null) throw new JournalFault('not-found');
    const text = this.#templates.textOf(reflection.template);
    const answers = this.#ratingsOf(text, reflection.occasion, reflection.answers);
    return { id, text, reflection: { ...reflection, answers }, savedAtMs, trashed: this.#trashed(reflection.occasion, row.trashedAtMs), ...this.#namesOf(reflection.occasion) };
  }

  async save(id: RecordId | null, reflection: Reflection): Promise<SavedReflection> {
    await this.#store.gathered;
    const before = id === null ? null : this.#entry(id);
    if (before !== null && this.#trashed(before.reflection.occasion, before.trashedAtMs) !== null) throw new JournalFault('in-trash');
    const { template, occasion, answers, done } = before === null ? reflection : { ...reflection, template: before.reflection.template, occasion: before.reflection.occasion };
    const text = this.#templates.textOf(template);
    this.#expect(text, occasion);
    if (!belongTo(text, answers) || (done && stillRequired(text, answers) !== null)) throw new JournalFault('other-questions');

    const savedAtMs = this.#clock.nowMs();
    const sitting = this.#sittingOf(occasion);
    const entry: ReflectionEntry = {
      kind: 'reflection',
      id: id ?? newRecordId(),
      reflection: { template, occasion, answers: inOrder(text, sitting === null ? answers : answers.filter(({ prompt }) => !isMeasured(text, prompt))), done },
      begunOn: before?.begunOn ?? this.#clock.today(),
      savedAtMs,
      trashedAtMs: null,
    };
    const rated = sitting === null || occasion.is !== 'sitting' ? null : this.#sessions.rated(occasion.session, occasion.chair, ratingsIn(text, answers));
    await this.#store.put([entry, ...this.#templates.keeping(template), ...(rated?.puts ?? [])], rated?.removes ?? []);
    return { id: entry.id, savedAtMs };
  }

  async trash(id: RecordId): Promise<void> {
    await this.#store.gathered;
    await this.#store.put([{ ...this.#entry(id), trashedAtMs: this.#clock.nowMs() }]);
  }

  async restore(id: RecordId): Promise<void> {
    await this.#store.gathered;
    await this.#store.put([{ ...this.#entry(id), trashedAtMs: null }]);
  }

  /** The ratings it gave stay with their sitting: they are the session's. */
  async erase(id: RecordId): Promise<void> {
    await this.#store.gathered;
    if (this.#entry(id).trashedAtMs === null) throw new JournalFault('not-in-trash');
    await this.#store.put([], [id]);
  }

  #expect(text: TemplateText, occasion: Occasion): void {
    if (!suits(text, occasion)) throw new JournalFault('other-chair');
    if (occasion.is === 'pairing' && !this.#store.workspace.pairings.has(occasion.pairing)) throw new JournalFault('no-pairing');
    if (occasion.is === 'sitting' && this.#store.workspace.sessions.stateOf(occasion.session)?.trashedAtMs !== null) throw new JournalFault('no-session');
  }

  /** The answers, with those to measures as the sitting has them now. Where the sitting is gone, as they were given. */
  #ratingsOf(text: TemplateText, occasion: Occasion, answers: readonly Answer[]): Answer[] {
    const sitting = this.#sittingOf(occasion);
    if (sitting === null) return [...answers];
    const rated = text.prompts.flatMap((prompt) => {
      const measure = measureOf(prompt);
      const rating = measure && sitting.ratings[measure];
      return rating === null ? [] : [answerTo(prompt, { kind: 'scale', point: reveal<Rating>(rating) })];
    });
    return inOrder(text, [...answers.filter(({ prompt }) => !isMeasured(text, prompt)), ...rated]);
  }

  #sittingOf(occasion: Occasion): Sitting | null {
    if (occasion.is !== 'sitting') return null;
    return this.#sessionOf(occasion)?.sittings.find(({ chair }) => chair === occasion.chair) ?? null;
  }

  #sessionOf(occasion: Occasion): Session | null {
    const entry = occasion.is === 'sitting' ? this.#store.read(occasion.session) : null;
    return entry?.kind === 'session' ? entry.session : null;
  }

  /** With whom, and when: for the head of the page. */
  #namesOf(occasion: Occasion): Pick<OpenedReflection, 'pairing' | 'date'> {
    const session = this.#sessionOf(occasion);
    return { pairing: session?.pairing ?? (occasion.is === 'pairing' ? occasion.pairing : null), date: session?.date ?? null };
  }

  #trashed(occasion: Occasion, trashedAtMs: number | null): OpenedReflection['trashed'] {
    if (trashedAtMs !== null) return 'itself';
    return occasion.is === 'sitting' && this.#store.workspace.sessions.stateOf(occasion.session)?.trashedAtMs !== null ? 'session' : null;
  }

  #entry(id: RecordId): ReflectionEntry {
    const entry = this.#store.read(id);
    if (entry?.kind !== 'reflection') throw new JournalFault('not-found');
    return entry;
  }
}

function isMeasured(text: TemplateText, id: string): boolean {
  const prompt = text.prompts.find((each) => each.id === id);
  return prompt !== undefined && measureOf(prompt) !== null;
}

/** What each measure the template asks for was rated; `null` where it was left out or taken back. */
function ratingsIn(text: TemplateText, answers: readonly Answer[]): Partial<Record<Measure, Rating | null>> {
  return Object.fromEntries(
    text.prompts.flatMap((prompt) => {
      const measure = measureOf(prompt);
      const given = givenTo(answers, prompt.id);
      const value = given && reveal(given);
      return measure === null ? [] : [[measure, value?.kind === 'scale' ? value.point : null]];
    }),
  );
}
