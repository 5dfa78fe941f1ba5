import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtInTemplate } from '../../shared/built-in-templates.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { answerTo } from '../../shared/reflection.ts';
import type { Prompt, TemplateText } from '../../shared/template.ts';
import { newJournal, type TestJournal } from './open-journal.ts';

let opened: TestJournal;

beforeEach(async () => {
  opened = await newJournal();
});
afterEach(() => {
  opened.remove();
});

const fault = (code: string) => expect.objectContaining({ fault: code }) as unknown;
const templates = () => opened.journal.templates;
const titled = (text: TemplateText, title: string): TemplateText => ({ ...text, title });
const withPrompt = (text: TemplateText, id: string, part: Partial<Prompt>): TemplateText => ({ ...text, prompts: text.prompts.map((prompt) => (prompt.id === id ? ({ ...prompt, ...part } as Prompt) : prompt)) });

async function copied(): Promise<{ id: RecordId; text: TemplateText }> {
  const { id } = await templates().copy('grow-debrief', 'GROW, our way');
  return { id, text: (await templates().read(id)).text };
}

async function answered(id: RecordId): Promise<RecordId> {
  const { text, reflection } = await opened.journal.reflections.begin(id, { is: 'alone' });
  const prompt = text.prompts.find(({ kind }) => kind === 'choice')!;
  const option = 'options' in prompt ? prompt.options[0]!.id : '';
  return (await opened.journal.reflections.save(null, { ...reflection, answers: [answerTo(prompt, { kind: 'choice', option })] })).id;
}

test('a copy has an id of its own and the questions of what it was copied from, and the original stays as it is', async () => {
  const { id, text } = await copied();
  const source = builtInTemplate('grow-debrief')!.text;
  expect(text).toEqual({ ...source, id, title: 'GROW, our way' });
  expect((await templates().list()).filter(({ origin }) => origin === 'own').map(({ title }) => title)).toEqual(['GROW, our way']);
  await opened.reopen();
  expect((await templates().read(id)).text).toEqual(text);
  await expect(templates().save('grow-debrief' as RecordId, text)).rejects.toEqual(fault('of-app'));
});

test('writing goes on in one version, until it rests', async () => {
  const { id, text } = await copied();
  await templates().save(id, titled(text, 'One'));
  expect((await templates().read(id)).version).toBe(1);
  opened.clock.passMinutes(11);
  await templates().save(id, titled(text, 'Two'));
  expect((await templates().versions(id)).map(({ version, text: { title } }) => [version, title])).toEqual([[2, 'Two'], [1, 'One']]);
});

test('a version somebody has answered is never changed, and the answers keep its questions', async () => {
  const { id, text } = await copied();
  const reflection = await answered(id);
  await templates().save(id, titled(text, 'Changed'));
  expect((await templates().versions(id)).map(({ version }) => version)).toEqual([2, 1]);
  expect((await opened.journal.reflections.read(reflection)).text.title).toBe('GROW, our way');
  expect((await opened.journal.reflections.begin(id, { is: 'alone' })).text.title).toBe('Changed');
});

test('saving the same words again makes nothing new', async () => {
  const { id, text } = await copied();
  const before = opened.journal.sequence;
  opened.clock.passMinutes(11);
  await templates().save(id, text);
  expect(opened.journal.sequence).toBe(before);
});

test('a copy may be stricter about whom an answer is about, and never looser', async () => {
  const { id, text } = await copied();
  const goal = text.prompts.find((prompt) => prompt.id === 'goal')!;
  expect(goal.about).toBe('us');
  await expect(templates().save(id, withPrompt(text, 'goal', { about: 'me' }))).rejects.toEqual(fault('looser'));
  await templates().save(id, withPrompt(text, 'goal', { about: 'peer' }));
  // Strict by one's own choice may be taken back, as far as the original goes.
  await templates().save(id, text);
  opened.clock.passMinutes(11);
  await expect(templates().save(id, withPrompt(text, 'goal', { about: 'me' }))).rejects.toEqual(fault('looser'));
});

test('one can be written from nothing', async () => {
  const text: TemplateText = { ...builtInTemplate('grow-debrief')!.text, id: 'new', title: 'Mine', purpose: null, prompts: [{ id: 'p-1', kind: 'long_text', text: 'What now?', help: null, about: 'me', required: true }] };
  const { id } = await templates().save(null, text);
  expect((await templates().read(id)).text).toEqual({ ...text, id });
});

test('goes into the trash with all its versions and comes back, and what was answered stays', async () => {
  const { id, text } = await copied();
  const reflection = await answered(id);
  await templates().save(id, titled(text, 'Changed'));
  await templates().trash(id);
  expect((await templates().list()).some((row) => row.id === id)).toBe(false);
  expect((await templates().listTrashed()).map(({ title }) => title)).toEqual(['Changed']);
  await expect(templates().read(id)).rejects.toEqual(fault('not-found'));
  await expect(templates().save(id, text)).rejects.toEqual(fault('in-trash'));
  expect((await opened.journal.reflections.read(reflection)).text.title).toBe('GROW, our way');
  await templates().restore(id);
  expect((await templates().read(id)).text.title).toBe('Changed');
});
