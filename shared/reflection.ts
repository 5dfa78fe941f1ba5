/**
 * What a person answers to a template's prompts, with or without a session (domain §1, term 23). Half of it is a reflection too: only
 * finishing asks for the one prompt that is required.
 */
import { keep, kept, reveal, type About, type Kept } from './about.ts';
import type { IsoDate } from './date.ts';
import { chair, rating, type Measure } from './measures.ts';
import { recordId, type RecordId } from './record-id.ts';
import { isBlank, richText, type RichText } from './rich-text.ts';
import type { Snippet } from './search.ts';
import { areCompatible, key, OPTIONS_MAX, PROMPTS_MAX, templateVersion, type Prompt, type TemplateText, type TemplateVersion } from './template.ts';
import { z } from './zod.ts';

export const answerValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('long_text'), text: richText }),
  z.strictObject({ kind: z.literal('scale'), point: rating }),
  z.strictObject({ kind: z.literal('choice'), option: key }),
  z.strictObject({ kind: z.literal('checklist'), options: z.array(key).min(1).max(OPTIONS_MAX).refine(areCompatible, 'excluded') }),
]);
export type AnswerValue = z.infer<typeof answerValue>;

const answerAbout = <A extends About>(about: A) => z.strictObject({ prompt: key, about: z.literal(about), value: kept(about, answerValue) });

/** An answer carries with it whom it is about, as its prompt said when it was given. */
export const answer = z.discriminatedUnion('about', [answerAbout('me'), answerAbout('us'), answerAbout('peer')]);
export type Answer = z.infer<typeof answer>;

/** What was looked back at: a sitting, a pairing as a whole, or nothing but oneself. */
export const occasion = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('sitting'), session: recordId, chair }),
  z.strictObject({ is: z.literal('pairing'), pairing: recordId }),
  z.strictObject({ is: z.literal('alone') }),
]);
export type Occasion = z.infer<typeof occasion>;

export const reflection = z.strictObject({
  template: templateVersion,
  occasion,
  /** In the order of the prompts; a prompt without an answer is not here. */
  answers: z
    .array(answer)
    .max(PROMPTS_MAX)
    .refine((all) => new Set(all.map(({ prompt }) => prompt)).size === all.length, 'twice'),
  /** The person said so; the required prompt is answered then. */
  done: z.boolean(),
});
export type Reflection = z.infer<typeof reflection>;

/** A reflection as lists show it. The first words are only ever taken from what is about me. */
export interface ReflectionRow {
  id: RecordId;
  template: TemplateVersion;
  title: string;
  /** Those its template asks for: where it looks back at a sitting they are the sitting's ratings. */
  measures: Measure[];
  occasion: Occasion;
  /** Of the sitting's session, or the pairing looked back at. */
  pairing: RecordId | null;
  pairingName: Kept<'peer', string> | null;
  /** Of the session, else the day it was begun. */
  date: IsoDate;
  done: boolean;
  firstWords: Kept<'me', string> | null;
  trashedAtMs: number | null;
}

/** At least one snippet, in the order me, us, peer. */
export interface ReflectionHit { row: ReflectionRow; snippets: Snippet[] }

/** What somebody entered for a prompt, marked with whom the prompt is about. */
export function answerTo(prompt: Pick<Prompt, 'id' | 'about'>, value: AnswerValue): Answer {
  return { prompt: prompt.id, about: prompt.about, value: keep(prompt.about, value) } as Answer;
}

/** What was answered to a prompt, still closed; `null` where nothing was. */
export function givenTo(answers: readonly Answer[], prompt: string): Kept<About, AnswerValue> | null {
  return answers.find((each) => each.prompt === prompt)?.value ?? null;
}

/** The answers with one of them given anew, or taken back; in the order of the prompts. */
export function withAnswer(text: TemplateText, answers: readonly Answer[], prompt: Prompt, value: AnswerValue | null): Answer[] {
  const others = answers.filter((each) => each.prompt !== prompt.id);
  return inOrder(text, value === null ? others : [...others, answerTo(prompt, value)]);
}

export function inOrder(text: TemplateText, answers: readonly Answer[]): Answer[] {
  const place = new Map(text.prompts.map(({ id }, index) => [id, index]));
  return [...answers].sort((one, other) => (place.get(one.prompt) ?? 0) - (place.get(other.prompt) ?? 0));
}

/** The prompt that finishing asks for, if it has no answer yet. */
export function stillRequired(text: TemplateText, answers: readonly Answer[]): Prompt | null {
  return text.prompts.find(({ id, required }) => required && givenTo(answers, id) === null) ?? null;
}

/** Whether each answer belongs to a prompt of this text, is of its kind, about whom it asks about, and one of those offered. */
export function belongTo(text: TemplateText, answers: readonly Answer[]): boolean {
  return answers.every((each) => {
    const prompt = text.prompts.find(({ id }) => id === each.prompt);
    return prompt !== undefined && prompt.about === each.about && fits(prompt, reveal<AnswerValue>(each.value));
  });
}

/** Whether a sitting, a pairing or neither can be looked back at with these questions. */
export function suits(text: Pick<TemplateText, 'chair'>, occasion: Occasion): boolean {
  if (occasion.is === 'sitting') return text.chair === 'any' || text.chair === occasion.chair;
  return occasion.is === 'alone' || text.chair !== 'none';
}

function fits(prompt: Prompt, value: AnswerValue): boolean {
  if (prompt.kind !== value.kind) return false;
  if (value.kind === 'long_text') return !isBlank(value.text);
  if (value.kind === 'scale') return true;
  const offered = 'options' in prompt ? prompt.options.map(({ id }) => id) : [];
  return (value.kind === 'choice' ? [value.option] : value.options).every((option) => offered.includes(option));
}

/** The long texts among the answers, by whom they are about. */
export function textsAbout<A extends About>(about: A, answers: readonly Answer[]): Kept<A, RichText>[] {
  return answers.flatMap((each) => {
    const value = reveal<AnswerValue>(each.value);
    return each.about === about && value.kind === 'long_text' ? [value.text as unknown as Kept<A, RichText>] : [];
  });
}
