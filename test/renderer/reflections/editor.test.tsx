// First: it brings the order of the layers.
import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES, ZOOMED } from '../show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { page, userEvent as browserUser } from 'vitest/browser';
import { allowedAbout, draftOf, toText, withChair, withPrompt } from '../../../renderer/templates/draft.ts';
import { ChangedTemplate, NewTemplate } from '../../../renderer/templates/TemplateEditor.tsx';
import { builtInTemplate, builtInTemplates } from '../../../shared/built-in-templates.ts';
import type { Fingerprint } from '../../../shared/fingerprint.ts';
import type { TemplateText } from '../../../shared/template.ts';
import { done } from '../bridge.ts';
import { id } from '../sample.ts';

const grow = builtInTemplate('grow-debrief')!.text;
const short: TemplateText = { ...grow, id: id(9), title: 'Ours', prompts: grow.prompts.slice(0, 3) };

function edit(text: TemplateText | null, source: TemplateText | null = null) {
  const saved: TemplateText[] = [];
  const shown = show(
    <main>{text === null ? <NewTemplate /> : <ChangedTemplate id={id(9)} />}</main>,
    {
      readTemplate: () => done({ text: text!, id: id(9), version: 1, fingerprint: '11112222333344445555' as Fingerprint, origin: 'own' as const, minutes: null, offered: [], source, savedAtMs: Date.now() }),
      saveTemplate: ({ text: written }) => {
        saved.push(written);
        return done({ id: id(9), savedAtMs: Date.now() });
      },
    },
    '/templates/new',
  );
  return { ...shown, last: () => saved.at(-1), count: () => saved.length };
}

const card = (number: number) => screen.findByRole('region', { name: `Question ${number}` });
const field = async (number: number, name: string) => within(await card(number)).getByRole('textbox', { name });

describe('a draft', () => {
  test.each(builtInTemplates.map(({ text }) => [text.title, text] as const))('of %s is that template', (_title, text) => {
    expect(toText(draftOf(text), text.id)).toEqual({ text });
  });

  test('loses nothing by another kind of answering', () => {
    const draft = draftOf(grow);
    const choice = draft.prompts.find(({ kind }) => kind === 'choice')!;
    const back = withPrompt(withPrompt(draft, choice.id, { kind: 'long_text' }), choice.id, { kind: 'choice' });
    expect(back).toEqual(draft);
  });

  test('rates the sitting no longer once it is about somebody else, or for another chair', () => {
    const draft = draftOf(builtInTemplate('after-coaching')!.text);
    const measure = (of: typeof draft) => of.prompts.find((prompt) => prompt.id === 'challenge')!.measure;
    expect(measure(draft)).toBe('challenge');
    expect(measure(withPrompt(draft, 'challenge', { about: 'us' }))).toBeNull();
    expect(measure(withChair(draft, 'any'))).toBeNull();
    expect(toText(withChair(draft, 'any'), 'x').text).not.toBeNull();
  });

  test('of a copy says more strictly whom an answer is about, and never more loosely', () => {
    expect(allowedAbout(grow, 'goal')).toEqual(['us', 'peer']);
    expect(allowedAbout(grow, 'p-of-my-own')).toEqual(['me', 'us', 'peer']);
  });
});

test('a template is written from nothing, saved once it is one, and with the keyboard alone', async () => {
  const { last, count } = edit(null);
  const tabTo = async (name: string) => {
    const isThere = () => document.activeElement?.closest('label, div')?.textContent.includes(name) === true && document.activeElement.matches('input, textarea');
    for (let press = 0; press < 30 && !isThere(); press += 1) await browserUser.keyboard('{Tab}');
    expect(isThere(), name).toBe(true);
  };
  await screen.findByRole('textbox', { name: 'Title' });
  await tabTo('Title');
  await browserUser.keyboard('On the way home');
  await screen.findByText(/A question is not complete\./);
  expect(count()).toBe(0);
  await tabTo('The question');
  await browserUser.keyboard('What stays with me?');
  await screen.findByText(/^Saved \d\d:\d\d/);
  expect(last()).toMatchObject({ title: 'On the way home', chair: 'any', prompts: [{ kind: 'long_text', text: 'What stays with me?', help: null, about: 'us', required: false }] });
});

test('an answer to choose from needs two, and a new one is added', async () => {
  const { last } = edit(short);
  await userEvent.click(within(await card(2)).getByRole('radio', { name: 'One of several' }));
  await screen.findByText(/This question is not complete/);
  await userEvent.type(await field(2, 'Answer 1'), 'Yes');
  await userEvent.type(await field(2, 'Answer 2'), 'No');
  await waitFor(() => expect(last()?.prompts[1]).toMatchObject({ kind: 'choice', options: [{ label: 'Yes' }, { label: 'No' }] }));
  await userEvent.click(within(await card(2)).getByRole('button', { name: 'Add an answer' }));
  await userEvent.type(await field(2, 'Answer 3'), 'Perhaps');
  await waitFor(() => expect(last()?.prompts[1]).toMatchObject({ options: [{ label: 'Yes' }, { label: 'No' }, { label: 'Perhaps' }] }));
});

test('one question is asked for at the end, and no other', async () => {
  const { last } = edit(short);
  await userEvent.click(within(await card(3)).getByRole('button', { name: 'Asked for at the end' }));
  await waitFor(() => expect(last()?.prompts.map(({ required }) => required)).toEqual([false, false, true]));
  await userEvent.click(within(await card(1)).getByRole('button', { name: 'Asked for at the end' }));
  await waitFor(() => expect(last()?.prompts.map(({ required }) => required)).toEqual([true, false, false]));
});

test('questions are put into another order with the keys alone', async () => {
  const { last } = edit(short);
  const row = await screen.findByRole('row', { name: short.prompts[0]!.text });
  const isAt = (selector: string) => document.activeElement?.matches(selector) === true;
  for (let press = 0; press < 30 && !row.contains(document.activeElement); press += 1) await browserUser.keyboard('{Tab}');
  for (let press = 0; press < 4 && !isAt('[slot=drag]'); press += 1) await browserUser.keyboard('{ArrowRight}');
  expect(isAt('[slot=drag]')).toBe(true);
  await browserUser.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Insert/u));
  await browserUser.keyboard('{ArrowDown}{ArrowDown}');
  await browserUser.keyboard('{Enter}');
  const ids = short.prompts.map((prompt) => prompt.id);
  await waitFor(() => expect(last()?.prompts.map((prompt) => prompt.id).toSorted()).toEqual(ids.toSorted()));
  expect(last()?.prompts[0]?.id).not.toBe(ids[0]);
});

test('every step can be taken back, and again', async () => {
  const { last } = edit(short);
  await userEvent.click(within(await card(1)).getByRole('button', { name: 'Take this question away' }));
  await waitFor(() => expect(last()?.prompts).toHaveLength(2));
  await userEvent.click(screen.getAllByRole('button', { name: 'Undo' })[0]!);
  await waitFor(() => expect(last()).toEqual(short));
  await userEvent.click(screen.getByRole('button', { name: 'Redo' }));
  await waitFor(() => expect(last()?.prompts).toHaveLength(2));
});

test('it can be tried out, and nothing of that is kept', async () => {
  const { count } = edit(short);
  await card(1);
  const before = count();
  await userEvent.click(screen.getByRole('button', { name: 'Try it out' }));
  const choice = short.prompts.find((prompt) => prompt.kind === 'choice')!;
  await userEvent.click(within(await screen.findByRole('radiogroup', { name: choice.text })).getAllByRole('radio')[0]!);
  await userEvent.click(screen.getByRole('button', { name: 'Go on writing' }));
  await card(1);
  expect(count()).toBe(before);
});

describe('how it looks', () => {
  for (const theme of THEMES) {
    for (const [width, height] of SIZES) {
      test(`in ${theme} at ${width}, and axe finds nothing`, async () => {
        await page.viewport(width, height);
        drawIn(theme);
        edit(short, grow);
        await card(1);
        await expectAccessible();
        expectNothingCut();
        await picture(`template-editor-${theme}-${width}`);
      });
    }
  }

  test('at 200 % zoom in the smallest window nothing is cut', async () => {
    await page.viewport(...ZOOMED);
    edit(short);
    await card(1);
    expectNothingCut();
    await page.viewport(1280, 860);
  });
});
