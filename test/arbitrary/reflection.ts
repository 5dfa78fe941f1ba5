/** Reflections as people might write them: some of the prompts answered, some not. */
import fc from 'fast-check';
import { builtInTemplates } from '../../shared/built-in-templates.ts';
import { CHAIRS } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { answerTo, suits, type AnswerValue, type Reflection } from '../../shared/reflection.ts';
import { isBlank } from '../../shared/rich-text.ts';
import { AGREED_COMPARISONS, type AgreedTemplate } from '../../shared/template-agreement.ts';
import { toggled, type Prompt } from '../../shared/template.ts';
import { versionOf } from '../../electron/journal/templates.ts';
import { anyDate, anyRichText } from './session.ts';

export const anyBuiltIn = fc.constantFrom(...builtInTemplates);

export const anyAgreedTemplate: fc.Arbitrary<AgreedTemplate> = fc.record({ template: anyBuiltIn.map(versionOf), on: anyDate, compared: fc.constantFrom(...AGREED_COMPARISONS) });

export function anyValueFor(prompt: Prompt): fc.Arbitrary<AnswerValue> {
  switch (prompt.kind) {
    case 'long_text':
      return anyRichText.filter((text) => !isBlank(text)).map((text) => ({ kind: 'long_text' as const, text }));
    case 'scale':
      return fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const).map((point) => ({ kind: 'scale' as const, point }));
    case 'choice':
      return fc.constantFrom(...prompt.options).map(({ id }) => ({ kind: 'choice' as const, option: id }));
    case 'checklist':
      return fc
        .array(fc.constantFrom(...prompt.options.map(({ id }) => id)), { minLength: 1 })
        .map((pressed) => pressed.reduce<string[]>(toggled, []))
        .filter((options) => options.length > 0)
        .map((options) => ({ kind: 'checklist' as const, options }));
  }
}

/** @param pairing @param session ids an occasion may name */
export function anyReflection(pairing: fc.Arbitrary<RecordId>, session: fc.Arbitrary<RecordId>): fc.Arbitrary<Reflection> {
  const anyOccasion = fc.oneof(
    fc.record({ is: fc.constant('sitting' as const), session, chair: fc.constantFrom(...CHAIRS) }),
    fc.record({ is: fc.constant('pairing' as const), pairing }),
    fc.constant({ is: 'alone' as const }),
  );
  return fc
    .tuple(anyBuiltIn, anyOccasion)
    .filter(([{ text }, occasion]) => suits(text, occasion))
    .chain(([builtIn, occasion]) =>
      fc.tuple(...builtIn.text.prompts.map((prompt) => fc.option(anyValueFor(prompt), { nil: null }))).map((values) => ({
        template: versionOf(builtIn),
        occasion,
        answers: values.flatMap((value, index) => (value === null ? [] : [answerTo(builtIn.text.prompts[index]!, value)])),
        done: false,
      })),
    );
}
