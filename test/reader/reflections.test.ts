/** What was answered can be read without the app, under the questions as they stood then. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { builtInTemplate } from '../../shared/built-in-templates.ts';
import type { IsoDate } from '../../shared/date.ts';
import { answerTo, type AnswerValue } from '../../shared/reflection.ts';
import { toRecord } from '../../electron/journal/records.ts';
import { versionOf } from '../../electron/journal/templates.ts';
import type { Entry } from '../../electron/workspace/entry.ts';
import { Journals, passphrase } from './journals.ts';
import { PASSPHRASE, reader } from './reader.ts';

let journals: Journals;
beforeAll(async () => { journals = await Journals.prepare(); });
afterAll(() => { journals.remove(); });

type Id = Extract<Entry, { kind: 'pairing' }>['id'];
const pairing = '0000000000000abc' as Id;

test('the reader lays out a reflection with its questions, and what was chosen in words', () => {
  const builtIn = builtInTemplate('niceness-audit')!;
  const { text, version } = builtIn;
  const template = versionOf(builtIn);
  const answer = (id: string, value: AnswerValue) => answerTo(text.prompts.find((prompt) => prompt.id === id)!, value);
  const answers = [
    answer(text.prompts[0]!.id, { kind: 'long_text', text: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'We laughed it away.' }] }] } }),
    answer('protects', { kind: 'choice', option: 'nobody' }),
    answer('future-turn', { kind: 'scale', point: 2 }),
  ];
  const entries: Entry[] = [
    { kind: 'pairing', id: pairing, pairing: { name: keep('peer', 'Ben'), since: null, note: null }, state: { is: 'active', since: null, before: null }, putAside: {} },
    { kind: 'template', id: '0000000000000001' as Id, text, version, fingerprint: template.fingerprint, origin: 'built_in', copiedFrom: null, savedAtMs: 0, trashedAtMs: null },
    { kind: 'reflection', id: '0000000000000002' as Id, reflection: { template, occasion: { is: 'pairing', pairing }, answers, done: true }, begunOn: '2026-03-02' as IsoDate, savedAtMs: 0, trashedAtMs: null },
  ];
  const file = journals.make([{ puts: entries.map(toRecord), removes: [] }]);
  const reflections = reader.filesOf(reader.readJournal(file, PASSPHRASE, reader.secretBytes(PASSPHRASE, passphrase))).get('reflections.md')!;
  const protects = text.prompts.find((prompt) => prompt.id === 'protects')!;
  const turn = text.prompts.find((prompt) => prompt.id === 'future-turn')!;
  expect(reflections).toContain('## Niceness audit');
  expect(reflections).toContain('- Pairing: Ben\n- Done: yes');
  expect(reflections).toContain('We laughed it away.');
  expect(reflections).toContain('options' in protects ? protects.options.find(({ id }) => id === 'nobody')!.label : '');
  expect(reflections).toContain(turn.kind === 'scale' ? `2: ${turn.scale.anchors[1]}` : '');
});
