/** Two texts of a template, field by field: what a peer's version, or one's own earlier one, says otherwise. */
import type { Prompt, TemplateText } from './template.ts';

/** Fields of a question; `answers` are its options or the words of its scale. */
export const PROMPT_FIELDS = ['text', 'help', 'kind', 'about', 'required', 'answers', 'measure'] as const;
export type PromptField = (typeof PROMPT_FIELDS)[number];

export interface FieldCompared<Field> { field: Field; before: string | null; after: string | null }

export type PromptCompared =
  | { is: 'added'; prompt: Prompt }
  | { is: 'removed'; prompt: Prompt }
  /** `moved`: it stands elsewhere among those both have. */
  | { is: 'changed'; prompt: Prompt; fields: FieldCompared<PromptField>[]; moved: boolean };

export interface TemplatesCompared {
  head: FieldCompared<'title' | 'purpose' | 'chair'>[];
  /** In the order of the later text; what was removed comes last. */
  prompts: PromptCompared[];
}

export function compareTemplates(before: TemplateText, after: TemplateText): TemplatesCompared {
  const earlier = new Map(before.prompts.map((prompt) => [prompt.id, prompt]));
  const later = new Set(after.prompts.map(({ id }) => id));
  const orderBefore = before.prompts.filter(({ id }) => later.has(id)).map(({ id }) => id);
  const orderAfter = after.prompts.filter(({ id }) => earlier.has(id)).map(({ id }) => id);
  const stayed = new Set(longestCommon(orderBefore, orderAfter));
  const prompts = after.prompts.flatMap((prompt): PromptCompared[] => {
    const was = earlier.get(prompt.id);
    if (was === undefined) return [{ is: 'added', prompt }];
    const fields = PROMPT_FIELDS.map((field) => ({ field, before: fieldOf(was, field), after: fieldOf(prompt, field) })).filter(differs);
    const moved = !stayed.has(prompt.id);
    return fields.length === 0 && !moved ? [] : [{ is: 'changed', prompt, fields, moved }];
  });
  return {
    head: (['title', 'purpose', 'chair'] as const).map((field) => ({ field, before: before[field], after: after[field] })).filter(differs),
    prompts: [...prompts, ...before.prompts.filter(({ id }) => !later.has(id)).map((prompt): PromptCompared => ({ is: 'removed', prompt }))],
  };
}

export function areSame({ head, prompts }: TemplatesCompared): boolean {
  return head.length === 0 && prompts.length === 0;
}

function differs({ before, after }: FieldCompared<unknown>): boolean {
  return before !== after;
}

function fieldOf(prompt: Prompt, field: PromptField): string | null {
  switch (field) {
    case 'answers':
      return prompt.kind === 'scale' ? prompt.scale.anchors.join('\n') : 'options' in prompt ? prompt.options.map(({ label }) => label).join('\n') : null;
    case 'measure':
      return prompt.kind === 'scale' ? prompt.scale.measure : null;
    case 'required':
      return prompt.required ? 'yes' : null;
    default:
      return prompt[field];
  }
}

/** The longest sequence both have in this order: everything else has moved. */
function longestCommon(one: readonly string[], other: readonly string[]): string[] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) lengths[i]![j] = one[i] === other[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i] === other[j]) {
      common.push(one[i]!);
      i += 1;
      j += 1;
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return common;
}
