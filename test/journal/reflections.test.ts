import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keep, reveal } from '../../shared/about.ts';
import { builtInTemplate, builtInTemplates } from '../../shared/built-in-templates.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { answerTo, givenTo, type AnswerValue, type Occasion, type Reflection } from '../../shared/reflection.ts';
import type { RichText } from '../../shared/rich-text.ts';
import type { TemplateText } from '../../shared/template.ts';
import { newRecordId } from '../../electron/vault/vault.ts';
import { anyReflection } from '../arbitrary/reflection.ts';
import { ben, entry, newJournal, type TestJournal } from './open-journal.ts';

let opened: TestJournal;
let pairing: RecordId;
let session: RecordId;

beforeEach(async () => {
  opened = await newJournal();
  pairing = (await opened.journal.pairings.add(ben, 'active')).id;
  session = (await opened.journal.sessions.save(null, entry(pairing, 'We were quick to agree.'))).id;
});
afterEach(() => {
  opened.remove();
});

const words = (text: string): RichText => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const said = (text: string): AnswerValue => ({ kind: 'long_text', text: words(text) });
const point = (value: 1 | 2 | 3 | 4 | 5): AnswerValue => ({ kind: 'scale', point: value });
const inCoachChair = (): Occasion => ({ is: 'sitting', session, chair: 'coach' });

function answering(reflection: Reflection, text: TemplateText, answers: Record<string, AnswerValue>): Reflection {
  const given = Object.entries(answers).map(([id, value]) => answerTo(text.prompts.find((prompt) => prompt.id === id)!, value));
  return { ...reflection, answers: given };
}

async function begun(template: string, occasion: Occasion, answers: Record<string, AnswerValue>): Promise<{ id: RecordId; reflection: Reflection; text: TemplateText }> {
  const { text, reflection } = await opened.journal.reflections.begin(template, occasion);
  const written = answering(reflection, text, answers);
  const { id } = await opened.journal.reflections.save(null, written);
  return { id, reflection: written, text };
}

const all = { pairing: null, session: null, trashed: false, after: null, limit: 50 };
const listed = async (asked: Partial<Parameters<typeof opened.journal.reflections.list>[0]> = {}) => (await opened.journal.reflections.list({ ...all, ...asked })).rows;
const ratings = () => opened.journal.sessions.read(session).session.sittings[0].ratings;
const fault = (code: string) => expect.objectContaining({ fault: code }) as unknown;

describe('a reflection', () => {
  test('half filled in is there again after locking, with the questions it was written under', async () => {
    const { id, text } = await begun('grow-debrief', { is: 'pairing', pairing }, { goal: said('To say it at last.') });
    await opened.reopen();
    const read = await opened.journal.reflections.read(id);
    expect(read.text).toEqual(text);
    expect(read.reflection.answers).toEqual([{ prompt: 'goal', about: expect.any(String) as string, value: said('To say it at last.') }]);
    expect(read.reflection.done).toBe(false);
    expect(await listed()).toMatchObject([{ id, title: 'GROW debrief', pairing, done: false }]);
  });

  test('of any of the fourteen templates comes back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyReflection(fc.constant(pairing), fc.constant(session)).filter(({ occasion }) => occasion.is !== 'sitting'), async (written) => {
        const { id } = await opened.journal.reflections.save(null, written);
        expect((await opened.journal.reflections.read(id)).reflection).toEqual(written);
      }),
      { numRuns: 40 },
    );
  });

  test('keeps the questions it was written under when the app asks others by then', async () => {
    const { id, text } = await begun('grow-debrief', { is: 'alone' }, { goal: said('To say it at last.') });
    const builtIn = builtInTemplate('grow-debrief')!;
    const before = builtIn.text;
    try {
      // As an update of the app would.
      const later = structuredClone(before);
      later.prompts[0]!.text = 'Another question altogether?';
      (builtIn as { text: TemplateText }).text = later;
      await opened.reopen();
      expect((await opened.journal.reflections.begin('grow-debrief', { is: 'alone' })).text).toEqual(later);
      expect((await opened.journal.reflections.read(id)).text).toEqual(text);
    } finally {
      (builtIn as { text: TemplateText }).text = before;
    }
  });

  test('keeps its template once, however many answers are written under it', async () => {
    await begun('grow-debrief', { is: 'alone' }, { goal: said('One.') });
    const before = opened.journal.sequence;
    await begun('grow-debrief', { is: 'alone' }, { goal: said('Two.') });
    expect(opened.journal.sequence).toBe(before + 1);
    expect(await listed()).toHaveLength(2);
  });

  test('is not begun by looking at it', async () => {
    const before = opened.journal.sequence;
    await opened.journal.reflections.begin('after-coaching', inCoachChair());
    expect(opened.journal.sequence).toBe(before);
  });

  test('is found by the words in it, and not by those of the questions', async () => {
    await begun('grow-debrief', { is: 'pairing', pairing }, { goal: said('A lighthouse somewhere.') });
    const found = (text: string) => {
      const answer = opened.journal.search({ text, pairing: null, chair: null, limit: 10 });
      return answer.ready ? answer.reflections : [];
    };
    expect(found('lighth')).toMatchObject([{ row: { title: 'GROW debrief' } }]);
    expect(reveal(found('lighthouse')[0]!.snippets[0]!.parts).find(({ hit }) => hit)?.text).toBe('lighthouse');
    expect(found('debrief')).toEqual([]);
    await opened.reopen();
    await opened.journal.whole();
    expect(found('lighthouse')).toHaveLength(1);
  });

  test('goes into the trash and comes back, and is deleted for ever only from there', async () => {
    const { id } = await begun('grow-debrief', { is: 'alone' }, { goal: said('One.') });
    await expect(opened.journal.reflections.erase(id)).rejects.toEqual(fault('not-in-trash'));
    await opened.journal.reflections.trash(id);
    expect(await listed()).toEqual([]);
    expect(await listed({ trashed: true })).toMatchObject([{ id }]);
    await opened.journal.reflections.restore(id);
    expect(await listed()).toMatchObject([{ id }]);
    await opened.journal.reflections.trash(id);
    await opened.journal.reflections.erase(id);
    await expect(opened.journal.reflections.read(id)).rejects.toEqual(fault('not-found'));
  });

  test('does not take answers to other questions', async () => {
    const { reflection, text } = await opened.journal.reflections.begin('grow-debrief', { is: 'alone' });
    const prompt = text.prompts.find(({ id }) => id === 'goal')!;
    const looser = { ...answerTo(prompt, said('x')), about: prompt.about === 'me' ? ('us' as const) : ('me' as const), value: keep('us', said('x')) } as unknown as Reflection['answers'][number];
    for (const answers of [[looser], [answerTo({ id: 'nowhere', about: 'me' }, said('x'))], [answerTo(prompt, point(3))]]) {
      await expect(opened.journal.reflections.save(null, { ...reflection, answers })).rejects.toEqual(fault('other-questions'));
    }
    await expect(opened.journal.reflections.save(null, { ...reflection, template: { ...reflection.template, fingerprint: '0'.repeat(20) as never } })).rejects.toEqual(fault('no-template'));
  });

  test('is done only when the required question is answered', async () => {
    const { reflection } = await begun('grow-debrief', { is: 'alone' }, {});
    await expect(opened.journal.reflections.save(null, { ...reflection, done: true })).rejects.toEqual(fault('other-questions'));
  });
});

describe('a reflection on a sitting', () => {
  test('writes its ratings into the session, in the same step, and reads them from there', async () => {
    const before = opened.journal.sequence;
    const { id } = await begun('after-coaching', inCoachChair(), { intention: said('To listen.'), challenge: point(4), status: point(2) });
    expect(opened.journal.sequence).toBe(before + 1);
    expect(ratings()).toMatchObject({ challenge: 4, statusFelt: 2, support: null });

    const { session: rated } = opened.journal.sessions.read(session);
    const [sitting] = rated.sittings;
    await opened.journal.sessions.save(session, { ...rated, sittings: [{ ...sitting, ratings: { ...sitting.ratings, challenge: keep('me', 5) } }] } as typeof rated);
    const { reflection } = await opened.journal.reflections.read(id);
    expect(givenTo(reflection.answers, 'challenge')).toEqual(point(5));
  });

  test('never asks what was rated before', async () => {
    await begun('after-coaching', inCoachChair(), { challenge: point(4) });
    const { reflection } = await opened.journal.reflections.begin('after-coaching', inCoachChair());
    expect(reflection.answers).toEqual([{ prompt: 'challenge', about: 'me', value: point(4) }]);
  });

  test('takes a rating back with its answer, and leaves those it does not ask for alone', async () => {
    const { id, reflection, text } = await begun('after-coaching', inCoachChair(), { challenge: point(4) });
    const { session: rated } = opened.journal.sessions.read(session);
    const [sitting] = rated.sittings;
    await opened.journal.sessions.save(session, { ...rated, sittings: [{ ...sitting, ratings: { ...sitting.ratings, candour: keep('me', 2) } }] } as typeof rated);
    await opened.journal.reflections.save(id, answering(reflection, text, { intention: said('To listen.') }));
    expect(ratings()).toMatchObject({ challenge: null, candour: 2 });
  });

  test('keeps the state of the session before as a version, as another writing would', async () => {
    opened.clock.passMinutes(60);
    await begun('after-coaching', inCoachChair(), { challenge: point(4) });
    expect(await opened.journal.sessions.listVersions(session)).toHaveLength(1);
  });

  test('is of the session’s pairing and day, and goes into the trash and out of it with the session', async () => {
    const { id, reflection } = await begun('after-coaching', inCoachChair(), { intention: said('To listen.') });
    expect(await listed({ session })).toMatchObject([{ id, pairing, date: '2026-03-02' }]);
    expect(await listed({ pairing })).toHaveLength(1);
    await opened.journal.sessions.trash(session);
    expect(await listed()).toEqual([]);
    expect((await opened.journal.reflections.read(id)).trashed).toBe('session');
    await expect(opened.journal.reflections.save(id, reflection)).rejects.toEqual(fault('in-trash'));
    await opened.journal.sessions.restore(session);
    expect(await listed()).toMatchObject([{ id }]);
  });

  test('is deleted with its session', async () => {
    const { id } = await begun('after-coaching', inCoachChair(), { intention: said('To listen.') });
    await opened.journal.sessions.trash(session);
    await opened.journal.sessions.erase(session);
    await expect(opened.journal.reflections.read(id)).rejects.toEqual(fault('not-found'));
    expect(await listed({ trashed: true })).toEqual([]);
  });

  test('keeps its ratings when the chair is no longer part of the session', async () => {
    const { id } = await begun('stuck-session', inCoachChair(), { safety: point(2) });
    await opened.journal.sessions.save(session, { ...opened.journal.sessions.read(session).session, sittings: [{ ...entrySittings('coachee') }] } as never);
    const { reflection, text } = await opened.journal.reflections.read(id);
    expect(givenTo(reflection.answers, 'safety')).toBeNull();
    await opened.journal.reflections.save(id, answering(reflection, text, { safety: point(3) }));
    expect(givenTo((await opened.journal.reflections.read(id)).reflection.answers, 'safety')).toEqual(point(3));
  });

  test('is refused in the other chair, without a session, and across pairings where it makes no sense', async () => {
    const begin = (template: string, occasion: Occasion) => opened.journal.reflections.begin(template, occasion);
    await expect(begin('after-being-coached', inCoachChair())).rejects.toEqual(fault('other-chair'));
    await expect(begin('quarterly-review', { is: 'pairing', pairing })).rejects.toEqual(fault('other-chair'));
    await expect(begin('after-coaching', { is: 'sitting', session: newRecordId(), chair: 'coach' })).rejects.toEqual(fault('no-session'));
    await expect(begin('grow-debrief', { is: 'pairing', pairing: newRecordId() })).rejects.toEqual(fault('no-pairing'));
  });
});

function entrySittings(chair: 'coachee') {
  const [sitting] = opened.journal.sessions.read(session).session.sittings;
  return { chair, ratings: { ...sitting.ratings, challenge: null, support: null }, brought: null, broughtTags: keep('me', []), takeaway: sitting.takeaway, nextStep: null, heldBack: sitting.heldBack };
}

describe('the library', () => {
  test('holds the fourteen, each with twenty digits of its own', async () => {
    const rows = await opened.journal.templates.list();
    expect(rows.map(({ id }) => id)).toEqual(builtInTemplates.map(({ text }) => text.id));
    expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(14);
    expect(rows.every(({ favourite, prompts }) => !favourite && prompts > 0)).toBe(true);
  });

  test('remembers favourites', async () => {
    await opened.journal.templates.favour('grow-debrief', true);
    await opened.journal.templates.favour('status-check', true);
    await opened.journal.templates.favour('grow-debrief', false);
    await opened.reopen();
    expect((await opened.journal.templates.list()).filter(({ favourite }) => favourite).map(({ id }) => id)).toEqual(['status-check']);
    await expect(opened.journal.templates.favour('none-such', true)).rejects.toEqual(fault('not-found'));
  });
});
