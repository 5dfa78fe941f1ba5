/**
 * A named set of questions (domain §6). Two peers share templates, so a template is questions and nothing else: no answer, no name and
 * no date has a place in its type. What a person answers is a reflection (`reflection.ts`).
 */
import { ABOUT, type About } from './about.ts';
import { fingerprint } from './fingerprint.ts';
import { CHAIRS, MEASURES, type Chair, type Measure } from './measures.ts';
import { aboutOfMeasure } from './measure-about.ts';
import { isWithin, hasUnseen } from './text.ts';
import { z } from './zod.ts';

/** Names the form of a template's text, in its file and in its fingerprint. */
export const TEMPLATE_SCHEMA = 'other-chair/template/1';

export const PROMPT_KINDS = ['long_text', 'scale', 'choice', 'checklist'] as const;
export type PromptKind = (typeof PROMPT_KINDS)[number];

/** For which chair the questions are meant: `any` of the two, or `none` where they look across pairings. */
export const TEMPLATE_CHAIRS = [...CHAIRS, 'any', 'none'] as const;
export type TemplateChair = (typeof TEMPLATE_CHAIRS)[number];

export const TITLE_MAX = 120;
export const PURPOSE_MAX = 500;
export const PROMPTS_MAX = 200;
export const PROMPT_TEXT_MAX = 2000;
export const HELP_MAX = 2000;
export const OPTIONS_MAX = 40;
/** A single answer to choose, and one point of a scale. */
export const LABEL_MAX = 300;
const KEY_MAX = 64;

/** In a checklist these exclude every other answer. */
export const EXCLUSIVE_OPTIONS: readonly string[] = ['none', 'nothing', 'nobody', 'nowhere'];

/** Names a template, a prompt or an option. Never renamed, never used for something else: answers hang on it. */
export const key = z.string().max(KEY_MAX).regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'not-a-key');

/** One line that says something. Issues: `empty`, `untrimmed`, `too-long`, `unseen-characters`. */
const said = (max: number) =>
  z
    .string()
    .refine((text) => text.trim() !== '', 'empty')
    .refine((text) => text.trim() === text, 'untrimmed')
    .refine((text) => isWithin(text, max), 'too-long')
    .refine((text) => text.isWellFormed() && !hasUnseen(text), 'unseen-characters')
    .meta({ minLength: 1, maxLength: max, pattern: '^\\S(?:.*\\S)?$' });

const label = said(LABEL_MAX);
const option = z.strictObject({ id: key, label });
const options = z
  .array(option)
  .min(2)
  .max(OPTIONS_MAX)
  .refine((all) => areDifferent(all.map(({ id }) => id)), 'twice');

/** Five points, the first for 1. With a `measure`, an answer given for a sitting is the sitting's rating. */
const scale = z.strictObject({ measure: z.enum(MEASURES).nullable(), min: z.literal(1), max: z.literal(5), anchors: z.tuple([label, label, label, label, label]) });

/** `help: null` where the question explains itself. */
const asked = { id: key, text: said(PROMPT_TEXT_MAX), help: said(HELP_MAX).nullable(), about: z.enum(ABOUT), required: z.boolean() };

export const prompt = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('long_text') }),
  z.strictObject({ ...asked, kind: z.literal('scale'), scale }),
  z.strictObject({ ...asked, kind: z.literal('choice'), options }),
  z.strictObject({ ...asked, kind: z.literal('checklist'), options }),
]);
export type Prompt = z.infer<typeof prompt>;
export type PromptOption = z.infer<typeof option>;
export type ScalePrompt = Extract<Prompt, { kind: 'scale' }>;
export type OptionsPrompt = Extract<Prompt, { options: unknown }>;

/**
 * All of a template that goes into its file and its fingerprint. Issues besides those of the fields: `twice` (two prompts of one id),
 * `two-required`, `measure-twice`, and `about-of-measure` (a measure is about whom a rating of the sitting is about; domain §5.3).
 */
export const templateText = z
  .strictObject({
    schema: z.literal(TEMPLATE_SCHEMA),
    id: key,
    chair: z.enum(TEMPLATE_CHAIRS),
    title: said(TITLE_MAX),
    purpose: said(PURPOSE_MAX).nullable(),
    prompts: z.array(prompt).min(1).max(PROMPTS_MAX),
  })
  .superRefine(({ chair, prompts }, context) => {
    const refuse = (message: string, ...path: (string | number)[]) => {
      context.addIssue({ code: 'custom', message, path: ['prompts', ...path] });
    };
    if (!areDifferent(prompts.map(({ id }) => id))) refuse('twice');
    if (prompts.filter(({ required }) => required).length > 1) refuse('two-required');
    if (!areDifferent(measuresOf(prompts))) refuse('measure-twice');
    prompts.forEach((each, index) => {
      const measure = measureOf(each);
      if (measure !== null && aboutAsMeasured(measure, chair) !== each.about) refuse('about-of-measure', index, 'about');
    });
  });
export type TemplateText = z.infer<typeof templateText>;

/** Which version of which template: its fingerprint tells two texts apart, its number says which came first. */
export const templateVersion = z.strictObject({ id: key, version: z.number().int().min(1), fingerprint });
export type TemplateVersion = z.infer<typeof templateVersion>;

/** Where a template is offered (domain §6, third column). `O…` are the observations of domain §7. */
export const OFFERS = [
  'after_coaching',
  'after_being_coached',
  'every_fourth_session',
  'every_90_days',
  'on_request',
  'considering',
  'no_agreement',
  'agreement_review',
  'after_pause',
  'ending',
  'context_event',
  'asymmetry_map',
  'outside_interest',
  'O1', 'O2', 'O3', 'O5', 'O6', 'O8', 'O9', 'O10', 'O12', 'O13', 'O14',
] as const;
export type Offer = (typeof OFFERS)[number];

/** Where a template comes from: with the app, from the person's own hand, or out of a peer's file. */
export const TEMPLATE_ORIGINS = ['built_in', 'own', 'peer'] as const;
export type TemplateOrigin = (typeof TEMPLATE_ORIGINS)[number];

/** A template as the library shows it. */
export interface TemplateRow extends TemplateVersion {
  title: string;
  purpose: string | null;
  chair: TemplateChair;
  origin: TemplateOrigin;
  /** Roughly how long answering takes; of a template that does not come with the app nobody has said. */
  minutes: number | null;
  prompts: number;
  offered: readonly Offer[];
  favourite: boolean;
}

/** The measure an answer writes to when it is given for a sitting. */
export function measureOf(prompt: Prompt): Measure | null {
  return prompt.kind === 'scale' ? prompt.scale.measure : null;
}

export function measuresOf(prompts: readonly Prompt[]): Measure[] {
  return prompts.map(measureOf).filter((measure) => measure !== null);
}

/** `null` where the measure is about somebody else in each chair and the template is for any. */
export function aboutAsMeasured(measure: Measure, chair: TemplateChair): About | null {
  const [first, ...others] = chairsOf(chair).map((each) => aboutOfMeasure(measure, each));
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

/** A copy may say more strictly whom an answer is about, never more loosely (domain §6): `me`, then `us`, then `peer`. */
export function isAsStrict(about: About, than: About): boolean {
  return ABOUT.indexOf(about) >= ABOUT.indexOf(than);
}

/** What a text says of a prompt more loosely than the one it was copied from. */
export function looserThan(source: TemplateText, { prompts }: TemplateText): Prompt[] {
  const aboutById = new Map(source.prompts.map(({ id, about }) => [id, about]));
  return prompts.filter(({ id, about }) => !isAsStrict(about, aboutById.get(id) ?? 'me'));
}

/** The chairs in which a sitting may be looked at with these questions. */
export function chairsOf(chair: TemplateChair): readonly Chair[] {
  if (chair === 'none') return [];
  return chair === 'any' ? CHAIRS : [chair];
}

/** What is ticked once `option` was pressed: pressed again it is taken back, and one that excludes the others stays alone. */
export function toggled(ticked: readonly string[], option: string): string[] {
  if (ticked.includes(option)) return ticked.filter((each) => each !== option);
  if (EXCLUSIVE_OPTIONS.includes(option)) return [option];
  return [...ticked.filter((each) => !EXCLUSIVE_OPTIONS.includes(each)), option];
}

/** Whether these can be ticked together. */
export function areCompatible(ticked: readonly string[]): boolean {
  return areDifferent(ticked) && (ticked.length <= 1 || !ticked.some((each) => EXCLUSIVE_OPTIONS.includes(each)));
}

function areDifferent(all: readonly string[]): boolean {
  return new Set(all).size === all.length;
}
