// First: it brings the order of the layers.
import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES, ZOOMED } from '../show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { page, userEvent as browserUser } from 'vitest/browser';
import { leadsOn } from '../../../renderer/reflections/Onward.tsx';
import { NewReflection, StoredReflection } from '../../../renderer/reflections/ReflectionPage.tsx';
import { valueOf } from '../../../renderer/reflections/PromptField.tsx';
import { GoLink } from '../../../renderer/ui/GoLink.tsx';
import { flushAll } from '../../../renderer/ui/unsaved.ts';
import { builtInTemplate, builtInTemplates } from '../../../shared/built-in-templates.ts';
import { answerTo, type AnswerValue, type Occasion, type Reflection } from '../../../shared/reflection.ts';
import { plainText } from '../../../shared/rich-text.ts';
import type { Prompt } from '../../../shared/template.ts';
import { id, pairings } from '../sample.ts';
import { reflections, type Reflections } from './journal.ts';

const alone: Occasion = { is: 'alone' };
const sitting: Occasion = { is: 'sitting', session: id(1), chair: 'coach' };

function begin(template: string, occasion: Occasion = alone, book: Reflections = reflections()) {
  const shown = show(
    <main>
      <GoLink to="/journal">Away</GoLink>
      <NewReflection template={template} occasion={occasion} />
    </main>,
    book.answers,
    `/reflections/new/${template}`,
  );
  const stored = (): Reflection | undefined => [...book.kept.values()].at(-1)?.reflection;
  const given = (prompt: string): AnswerValue | null => valueOf(stored()?.answers ?? [], prompt);
  return { ...shown, book, stored, given };
}

const written = (value: AnswerValue | null) => (value?.kind === 'long_text' ? plainText(value.text) : null);

describe('with the keyboard alone', () => {
  test.each(builtInTemplates.map(({ text }) => [text.title, text] as const))('%s can be filled in and called done', async (_title, text) => {
    const { stored, given, place } = begin(text.id);
    await screen.findByRole('heading', { level: 1, name: text.title });
    const isIn = (prompt: Prompt, selector: string) => document.activeElement?.matches(`[data-prompt="${prompt.id}"] :is(${selector})`) === true;
    for (const prompt of text.prompts) {
      const field = { long_text: '[role=textbox]', scale: 'input[type=radio]', choice: 'input[type=radio]', checklist: 'input[type=checkbox]' }[prompt.kind];
      for (let press = 0; press < 20 && !isIn(prompt, field); press += 1) await browserUser.keyboard('{Tab}');
      expect(isIn(prompt, field), prompt.id).toBe(true);
      await browserUser.keyboard(prompt.kind === 'long_text' ? 'What I mean' : ' ');
    }
    for (let press = 0; press < 20 && document.activeElement?.textContent !== 'Done'; press += 1) await browserUser.keyboard('{Tab}');
    await browserUser.keyboard('{Enter}');
    await waitFor(() => expect(stored()?.done).toBe(true));
    expect(stored()?.answers.map(({ prompt, about }) => `${prompt} ${about}`)).toEqual(text.prompts.map(({ id: prompt, about }) => `${prompt} ${about}`));
    for (const prompt of text.prompts) if (prompt.kind === 'long_text') expect(written(given(prompt.id))).toBe('What I mean');
    // What could become events is asked about on the page before it is left.
    if (leadsOn(text.id, stored()!.answers, null)) expect(place()).toBe(`/reflections/new/${text.id}`);
    else await waitFor(() => expect(place()).toBe('/reflections'));
  }, 60_000);
});

test('looking at the questions writes nothing', async () => {
  const { book } = begin('after-coaching', sitting);
  await screen.findByText('What was I trying to do as coach today?');
  await flushAll();
  expect(book.kept.size).toBe(0);
});

test('only finishing asks for the one question, and half of it is kept', async () => {
  const { stored, given, place } = begin('after-coaching', sitting);
  await userEvent.click(await screen.findByRole('radio', { name: 'It slipped out' }));
  await screen.findByText(/^Saved \d\d:\d\d/);
  expect(screen.queryByText(/the one question/)).toBeNull();
  await userEvent.click(screen.getByText('Done'));
  await screen.findByText(/the one question/);
  expect(document.activeElement?.closest('[data-prompt]')?.getAttribute('data-prompt')).toBe('intention');
  expect(stored()?.done).toBe(false);
  expect(given('advice')).toEqual({ kind: 'choice', option: 'slipped' });
  await browserUser.keyboard('To listen.');
  await waitFor(() => expect(screen.queryByText(/the one question/)).toBeNull());
  await userEvent.click(screen.getByText('Done'));
  await waitFor(() => expect(stored()?.done).toBe(true));
  await waitFor(() => expect(place()).toBe(`/journal/${id(1)}`));
});

test('what excludes the others is ticked alone', async () => {
  const { given } = begin('confidentiality-check');
  const who = builtInTemplate('confidentiality-check')!.text.prompts.find(({ id: prompt }) => prompt === 'who')!;
  const labels = 'options' in who ? who.options.map(({ label }) => label) : [];
  const box = async (label: string) => within(await screen.findByRole('group', { name: who.text })).getByRole('checkbox', { name: label });
  await userEvent.click(await box(labels[0]!));
  await userEvent.click(await box(labels[1]!));
  await userEvent.click(await box(labels.at(-1)!));
  await waitFor(() => expect(given('who')).toEqual({ kind: 'checklist', options: ['nobody'] }));
  await userEvent.click(await box(labels[0]!));
  await waitFor(() => expect(given('who')).not.toMatchObject({ options: ['nobody'] }));
});

test('every answer can be taken back', async () => {
  const { given } = begin('after-coaching', sitting);
  await userEvent.click(await screen.findByRole('radio', { name: 'It slipped out' }));
  await waitFor(() => expect(given('advice')).not.toBeNull());
  await userEvent.click(screen.getByRole('button', { name: 'Take back: How did I handle advice?' }));
  await waitFor(() => expect(given('advice')).toBeNull());
});

test('a measure that was rated before stands there, and is not asked anew', async () => {
  const challenge = builtInTemplate('after-coaching')!.text.prompts.find(({ id: prompt }) => prompt === 'challenge')!;
  begin('after-coaching', sitting, reflections([answerTo(challenge, { kind: 'scale', point: 4 })]));
  const scale = await screen.findByRole('radiogroup', { name: challenge.text });
  expect(within(scale).getAllByRole<HTMLInputElement>('radio').map(({ checked }) => checked)).toEqual([false, false, false, true, false]);
});

test('a refusal is a sentence, nothing typed is lost, and it can be tried again', async () => {
  const book = reflections();
  book.beforeSaving = () => Promise.resolve('disk-full');
  const { stored } = begin('grow-debrief', alone, book);
  await userEvent.click((await screen.findAllByRole('textbox'))[0]!);
  await browserUser.keyboard('To say it.');
  await screen.findByText(/The disk is full/);
  book.beforeSaving = () => Promise.resolve(null);
  await userEvent.click(screen.getByText('Try again'));
  await waitFor(() => expect(stored()?.answers).toHaveLength(1));
});

test('leaving saves what was typed a moment ago', async () => {
  const { stored, place } = begin('grow-debrief');
  await userEvent.click((await screen.findAllByRole('textbox'))[0]!);
  await browserUser.keyboard('To say it.');
  await userEvent.click(screen.getByText('Away'));
  await waitFor(() => expect(place()).toBe('/journal'));
  expect(stored()?.answers).toHaveLength(1);
});

test('one in the trash is read only, and comes back', async () => {
  const book = reflections();
  begin('grow-debrief', alone, book);
  await userEvent.click((await screen.findAllByRole('textbox'))[0]!);
  await browserUser.keyboard('To say it.');
  await screen.findByText(/^Saved \d\d:\d\d/);
  const [kept] = [...book.kept.keys()];
  book.kept.get(kept!)!.trashed = true;
  show(<main><StoredReflection id={kept!} /></main>, book.answers);
  await screen.findByText('This reflection is in the trash.');
  expect(screen.queryByRole('textbox')).toBeNull();
  await screen.findByText('To say it.');
  await userEvent.click(screen.getByText('Restore'));
  expect(written(valueOf(book.kept.get(kept!)!.reflection.answers, 'goal') ?? null)).toBe('To say it.');
  expect((await screen.findAllByRole('textbox')).length).toBeGreaterThan(1);
});

describe('how it looks', () => {
  for (const theme of THEMES) {
    for (const [width, height] of SIZES) {
      test(`in ${theme} at ${width}, and axe finds nothing`, async () => {
        await page.viewport(width, height);
        drawIn(theme);
        begin('after-coaching', { is: 'pairing', pairing: pairings[0]!.id });
        await userEvent.click(await screen.findByRole('radio', { name: 'It slipped out' }));
        await userEvent.click(screen.getByText('Done'));
        await screen.findByText(/the one question/);
        await expectAccessible();
        expectNothingCut();
        await picture(`reflection-${theme}-${width}`);
      });
    }
  }

  test('at 200 % zoom in the smallest window nothing is cut', async () => {
    await page.viewport(...ZOOMED);
    begin('after-coaching', sitting);
    await screen.findByText('What was I trying to do as coach today?');
    expectNothingCut();
    await page.viewport(1280, 860);
  });
});
