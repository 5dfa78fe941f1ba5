import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInTemplate } from '../../shared/built-in-templates.ts';
import { areSame, compareTemplates } from '../../shared/template-comparison.ts';
import type { Prompt, TemplateText } from '../../shared/template.ts';

const text = builtInTemplate('grow-debrief')!.text;
const other = (part: Partial<TemplateText>): TemplateText => ({ ...text, ...part });
const changed = (id: string, part: Partial<Prompt>) => text.prompts.map((prompt) => (prompt.id === id ? ({ ...prompt, ...part } as Prompt) : prompt));

test('a text and itself have no difference', () => {
  expect(areSame(compareTemplates(text, structuredClone(text)))).toBe(true);
});

test('what is called otherwise is told with both', () => {
  expect(compareTemplates(text, other({ title: 'Ours' })).head).toEqual([{ field: 'title', before: 'GROW debrief', after: 'Ours' }]);
});

test('a question that says something else, in which field', () => {
  const { prompts } = compareTemplates(text, other({ prompts: changed('goal', { about: 'peer', help: null }) }));
  expect(prompts).toMatchObject([{ is: 'changed', moved: false, fields: [{ field: 'help' }, { field: 'about', before: 'us', after: 'peer' }] }]);
});

test('a question that came, and one that went', () => {
  const [first, ...rest] = text.prompts;
  const added: Prompt = { id: 'p-new', kind: 'long_text', text: 'And now?', help: null, about: 'me', required: false };
  expect(compareTemplates(text, other({ prompts: [...rest, added] })).prompts).toEqual([{ is: 'added', prompt: added }, { is: 'removed', prompt: first }]);
});

test('one question moved is one question, however far it went', () => {
  const [first, ...rest] = text.prompts;
  const { prompts } = compareTemplates(text, other({ prompts: [...rest, first!] }));
  expect(prompts).toMatchObject([{ is: 'changed', prompt: { id: first!.id }, fields: [], moved: true }]);
});

test('whatever the order, nothing is lost and nothing told twice', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(text.prompts, { minLength: 1 }), (prompts) => {
      const compared = compareTemplates(text, other({ prompts })).prompts;
      const told = compared.map(({ prompt }) => prompt.id);
      expect(new Set(told).size).toBe(told.length);
      expect(compared.filter(({ is }) => is === 'removed')).toHaveLength(text.prompts.length - prompts.length);
    }),
  );
});
