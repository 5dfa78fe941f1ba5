/** A template while it is being written: everything typed, whether or not it is a template yet. Changing the kind of a question loses nothing. */
import { ABOUT, type About } from '../../shared/about.ts';
import type { Measure } from '../../shared/measures.ts';
import { aboutAsMeasured, isAsStrict, prompt as promptSchema, templateText, TEMPLATE_SCHEMA, type Prompt, type PromptKind, type TemplateChair, type TemplateText } from '../../shared/template.ts';

export interface DraftPrompt {
  id: string;
  kind: PromptKind;
  text: string;
  help: string;
  about: About;
  required: boolean;
  measure: Measure | null;
  /** Five. */
  anchors: readonly string[];
  options: readonly { id: string; label: string }[];
}

export interface DraftTemplate {
  title: string;
  purpose: string;
  chair: TemplateChair;
  prompts: readonly DraftPrompt[];
}

const NO_ANCHORS = ['', '', '', '', ''] as const;

export function emptyTemplate(): DraftTemplate {
  return { title: '', purpose: '', chair: 'any', prompts: [emptyPrompt()] };
}

export function emptyPrompt(): DraftPrompt {
  return { id: newKey('p'), kind: 'long_text', text: '', help: '', about: 'us', required: false, measure: null, anchors: NO_ANCHORS, options: [emptyOption(), emptyOption()] };
}

export function emptyOption(): { id: string; label: string } {
  return { id: newKey('o'), label: '' };
}

export function draftOf({ title, purpose, chair, prompts }: TemplateText): DraftTemplate {
  return { title, purpose: purpose ?? '', chair, prompts: prompts.map(draftPromptOf) };
}

function draftPromptOf(prompt: Prompt): DraftPrompt {
  const { id, kind, text, help, about, required } = prompt;
  return {
    id,
    kind,
    text,
    help: help ?? '',
    about,
    required,
    measure: prompt.kind === 'scale' ? prompt.scale.measure : null,
    anchors: prompt.kind === 'scale' ? prompt.scale.anchors : NO_ANCHORS,
    options: 'options' in prompt ? prompt.options : [emptyOption(), emptyOption()],
  };
}

/** The template as it can be kept now, or what keeps it from being one: its title, and ids of questions. */
export type Written = { text: TemplateText } | { text: null; title: boolean; prompts: string[] };

/** @param id of the template; what stands for it before it has one is not looked at */
export function toText(draft: DraftTemplate, id: string): Written {
  const prompts = draft.prompts.map(toPrompt);
  const text = templateText.safeParse({ schema: TEMPLATE_SCHEMA, id, chair: draft.chair, title: inOneLine(draft.title), purpose: inOneLine(draft.purpose) || null, prompts });
  if (text.success) return { text: text.data };
  const incomplete = draft.prompts.filter((_, place) => !promptSchema.safeParse(prompts[place]).success).map((each) => each.id);
  return { text: null, title: !templateText.shape.title.safeParse(inOneLine(draft.title)).success, prompts: incomplete };
}

/** An answer that is left empty is none. */
function toPrompt({ id, kind, text, help, about, required, measure, anchors, options }: DraftPrompt): unknown {
  const asked = { id, kind, text: inOneLine(text), help: inOneLine(help) || null, about, required };
  if (kind === 'long_text') return asked;
  if (kind === 'scale') return { ...asked, scale: { measure, min: 1, max: 5, anchors: anchors.map(inOneLine) } };
  return { ...asked, options: options.map((option) => ({ id: option.id, label: inOneLine(option.label) })).filter(({ label }) => label !== '') };
}

/** A question that may be asked for at the end is the only one. */
export function withRequired(draft: DraftTemplate, id: string, required: boolean): DraftTemplate {
  return { ...draft, prompts: draft.prompts.map((prompt) => ({ ...prompt, required: prompt.id === id && required })) };
}

/** A scale rates the sitting only as long as it is about whom the rating is about, in every chair the template is for. */
export function withPrompt(draft: DraftTemplate, id: string, part: Partial<DraftPrompt>): DraftTemplate {
  return { ...draft, prompts: draft.prompts.map((prompt) => (prompt.id === id ? measured({ ...prompt, ...part }, draft.chair) : prompt)) };
}

export function withChair(draft: DraftTemplate, chair: TemplateChair): DraftTemplate {
  return { ...draft, chair, prompts: draft.prompts.map((prompt) => measured(prompt, chair)) };
}

export function moved(draft: DraftTemplate, id: string, to: number): DraftTemplate {
  const prompt = draft.prompts.find((each) => each.id === id);
  if (prompt === undefined) return draft;
  const others = draft.prompts.filter((each) => each.id !== id);
  return { ...draft, prompts: [...others.slice(0, to), prompt, ...others.slice(to)] };
}

/** Whom an answer may be said to be about: in a copy, no more loosely than in the original. */
export function allowedAbout(source: TemplateText | null, id: string): About[] {
  const least = source?.prompts.find((prompt) => prompt.id === id)?.about ?? 'me';
  return ABOUT.filter((about) => isAsStrict(about, least));
}

function measured(prompt: DraftPrompt, chair: TemplateChair): DraftPrompt {
  const rates = prompt.measure !== null && prompt.kind === 'scale' && aboutAsMeasured(prompt.measure, chair) === prompt.about;
  return rates ? prompt : { ...prompt, measure: null };
}

function inOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Random, so that the key of a question that was removed is never that of another. */
function newKey(first: 'p' | 'o'): string {
  return `${first}-${[...crypto.getRandomValues(new Uint8Array(5))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
