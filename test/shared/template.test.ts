import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInTemplate, builtInTemplates, offeredAt } from '../../shared/built-in-templates.ts';
import { areCompatible, EXCLUSIVE_OPTIONS, measureOf, OFFERS, templateText, toggled, type Offer, type TemplateText } from '../../shared/template.ts';
import { PROMPT_KEYS } from './template-keys.ts';

const afterCoaching = (): TemplateText => structuredClone(builtInTemplate('after-coaching')!.text);
const issuesOf = (text: unknown) => templateText.safeParse(text).error?.issues.map(({ message }) => message) ?? [];

describe('the built-in templates', () => {
  test('are the fourteen of the domain with their 140 prompts', () => {
    const keys = builtInTemplates.flatMap(({ text }) =>
      text.prompts.map((prompt) => [`${text.id}/${prompt.id}`, prompt.kind, prompt.about, prompt.required ? '•' : null, measureOf(prompt)].filter((part) => part !== null).join(' ')),
    );
    expect(builtInTemplates).toHaveLength(14);
    expect(keys).toHaveLength(140);
    expect(keys).toEqual(PROMPT_KEYS.trim().split('\n'));
  });

  test.each(builtInTemplates.map((template) => [template.text.title, template] as const))('%s is a sound template', (_title, { text, minutes, offered, version }) => {
    expect(templateText.parse(text)).toEqual(text);
    expect(text.prompts.filter(({ required }) => required)).toHaveLength(1);
    expect(minutes).toBeGreaterThan(0);
    expect(version).toBeGreaterThan(0);
    for (const offer of offered) expect(OFFERS).toContain(offer);
  });

  test('take between four and fifteen minutes, as the domain says', () => {
    expect(builtInTemplates.map(({ minutes }) => minutes)).toEqual([4, 4, 8, 6, 6, 15, 8, 10, 10, 7, 15, 8, 8, 15]);
  });

  test('are offered at their occasion', () => {
    const idsAt = (...occasions: Offer[]) => offeredAt(...occasions).map(({ text }) => text.id);
    expect(idsAt('after_coaching')).toEqual(['after-coaching']);
    expect(idsAt('after_being_coached')).toEqual(['after-being-coached']);
    expect(idsAt('considering')).toEqual(['contracting-conversation']);
    expect(idsAt('ending')).toEqual(['ending-a-pairing']);
    expect(idsAt('agreement_review', 'after_pause')).toEqual(['re-contracting']);
  });
});

describe('the text of a template', () => {
  test('has no place for an answer, a name or a date', () => {
    for (const field of ['answer', 'answers', 'name', 'author', 'peer', 'date', 'savedAtMs', 'minutes']) {
      expect(issuesOf({ ...afterCoaching(), [field]: 'x' }), field).not.toEqual([]);
      const text = afterCoaching();
      Object.assign(text.prompts[0]!, { [field]: 'x' });
      expect(issuesOf(text), field).not.toEqual([]);
    }
  });

  test('asks for one answer at most', () => {
    const text = afterCoaching();
    text.prompts[1]!.required = true;
    expect(issuesOf(text)).toEqual(['two-required']);
  });

  test('gives no id to two prompts, and none to two options', () => {
    const text = afterCoaching();
    text.prompts[1]!.id = text.prompts[0]!.id;
    expect(issuesOf(text)).toContain('twice');
    const other = afterCoaching();
    const checklist = other.prompts.find((prompt) => prompt.kind === 'checklist')!;
    checklist.options[1]!.id = checklist.options[0]!.id;
    expect(issuesOf(other)).toContain('twice');
  });

  test('says of a measure about whom the rating of the sitting is', () => {
    const text = afterCoaching();
    const challenge = text.prompts.find(({ id }) => id === 'challenge')!;
    challenge.about = 'us';
    expect(issuesOf(text)).toEqual(['about-of-measure']);
    // What my peer did, as I felt it, and what I did: with both chairs meant, it is neither.
    expect(issuesOf({ ...afterCoaching(), chair: 'any' })).toContain('about-of-measure');
  });

  test.each([
    ['an empty question', ''],
    ['a blank question', '   '],
    ['a question with a blank end', 'What now? '],
    ['a question that turns the reading direction', 'What \u202e now?'],
    ['a question with a control character', 'What\u0000 now?'],
    ['a question of half a character', 'What \ud800 now?'],
    ['a question of 2,001 characters', 'x'.repeat(2001)],
  ])('refuses %s', (_what, question) => {
    const text = afterCoaching();
    text.prompts[0]!.text = question;
    expect(issuesOf(text)).not.toEqual([]);
  });

  test('holds a question of 2,000 characters, and 200 prompts, and no more', () => {
    const text = afterCoaching();
    text.prompts[0]!.text = '🪑'.repeat(2000);
    expect(issuesOf(text)).toEqual([]);
    const many = (count: number) => ({ ...text, prompts: Array.from({ length: count }, (_, index) => ({ ...text.prompts[0]!, id: `p${index}`, required: false })) });
    expect(issuesOf(many(200))).toEqual([]);
    expect(issuesOf(many(201))).not.toEqual([]);
  });

  test.each(['__proto__', 'Upper', '-first', 'with space', 'a--b', ''])('has no key like "%s"', (key) => {
    expect(issuesOf({ ...afterCoaching(), id: key })).not.toEqual([]);
  });
});

describe('a checklist', () => {
  const option = fc.constantFrom('one', 'two', 'three', ...EXCLUSIVE_OPTIONS);

  test('however it is ticked, what excludes the others stays alone', () => {
    fc.assert(
      fc.property(fc.array(option), (pressed) => {
        expect(areCompatible(pressed.reduce<string[]>(toggled, []))).toBe(true);
      }),
    );
  });

  test('an answer pressed twice is taken back', () => {
    expect(toggled(toggled(['one'], 'two'), 'two')).toEqual(['one']);
    expect(toggled(['nothing'], 'nothing')).toEqual([]);
    expect(toggled(['one', 'two'], 'nothing')).toEqual(['nothing']);
    expect(toggled(['nothing'], 'one')).toEqual(['one']);
  });

  test('one ticked twice, or together with "nothing", is no answer', () => {
    expect(areCompatible(['one', 'one'])).toBe(false);
    expect(areCompatible(['one', 'nothing'])).toBe(false);
  });
});
