import { expect, test } from 'vitest';
import { bringOver, draftOf, inChairs, newDraft, setAside, toSession, type Draft } from '../../../renderer/sessions/draft.ts';
import { aboutOfMeasure } from '../../../shared/measure-about.ts';
import { keep, reveal } from '../../../shared/about.ts';
import { session as sessionSchema, type Session } from '../../../shared/session.ts';
import { date, pairings } from '../sample.ts';
import { coached, text } from './writing-samples.ts';

const today = date('2026-11-21');
const pairing = pairings[0]!.id;

function begun(...chairs: Draft['chairs'][number][]): Draft {
  return inChairs(newDraft(pairing, today), chairs);
}

function sessionOf(draft: Draft, before: Session | null = null): Session {
  const saveable = toSession(draft, before, today);
  if (saveable.session === null) throw new Error('missing');
  return sessionSchema.parse(saveable.session);
}

test('a pairing, a date and a chair are an entry, and what was not said is null', () => {
  const session = sessionOf(begun('coachee'));
  expect(session.sittings[0].ratings).toEqual({ candour: null, selfModeration: null, newPerspective: null, challenge: null, support: null, statusFelt: null, safety: null });
  expect(session).toMatchObject({ setting: null, length: null, peerNote: null, between: { note: null, nicer: null, travelled: null } });
});

test('without a pairing or a chair it says what is missing', () => {
  expect(toSession(newDraft(null, today), null, today)).toEqual({ session: null, missing: ['pairing', 'chair'] });
  expect(toSession(begun(), null, today)).toEqual({ session: null, missing: ['chair'] });
});

test('an entry opened and saved without a change is the same entry', () => {
  expect(sessionOf(draftOf(coached('one thing')))).toEqual(coached('one thing'));
});

test('both chairs are two sittings in the order they happened', () => {
  expect(sessionOf(begun('coachee', 'coach')).sittings.map(({ chair }) => chair)).toEqual(['coachee', 'coach']);
});

test('a chair that is not chosen any more keeps its words in the draft and not in the entry', () => {
  const coach = draftOf(coached('kept'));
  const coachee = inChairs(coach, ['coachee']);
  expect(sessionOf(coachee).sittings).toHaveLength(1);
  expect(setAside(coachee)).toBe('coach');
  expect(sessionOf(inChairs(coachee, ['coach']))).toEqual(coached('kept'));
});

test('bringing words over loses none of them', () => {
  const both = draftOf(coached('from the coach'));
  const moved = bringOver(inChairs(both, ['coachee']), 'coach');
  expect(reveal(moved.written.coachee.takeaway!)).toEqual(text('from the coach'));
  expect(setAside(moved)).toBeNull();
  const full: Draft = { ...inChairs(both, ['coachee']), written: { ...both.written, coachee: { ...both.written.coachee, takeaway: keep('me', text('mine')) } } };
  const kept = bringOver(full, 'coach');
  expect(reveal(kept.written.coachee.takeaway!)).toEqual(text('mine'));
  expect(setAside(kept)).toBe('coach');
});

test('a date to come is not kept, and the rest is', () => {
  const draft = { ...draftOf(coached('today')), date: date('2026-12-24') };
  expect(toSession(draft, coached('before', '2026-11-03'), today)).toEqual({ session: coached('today', '2026-11-03'), unkept: ['date'] });
  expect(toSession({ ...draft, date: null }, null, today)).toMatchObject({ session: { date: today }, unkept: ['date'] });
});

test('a line that is too long stays as it was last saved, and the rest is kept', () => {
  const before = sessionOf({ ...begun('coach'), peerNote: { keywords: keep('peer', 'the handover'), theirStep: null, keepUntil: null } });
  const draft: Draft = { ...draftOf(before), setting: 'walk', peerNote: { keywords: keep('peer', 'x'.repeat(281)), theirStep: keep('peer', 'a\u202eb'), keepUntil: before.peerNote!.keepUntil } };
  expect(toSession(draft, before, today)).toEqual({ session: { ...before, setting: 'walk' }, unkept: ['keywords', 'theirStep'] });
});

test('a note about the peer is kept for 90 days after the session unless another day is chosen', () => {
  const note = { keywords: keep('peer', 'moves house'), theirStep: null, keepUntil: null };
  const draft: Draft = { ...begun('coach'), date: date('2026-11-01'), peerNote: note };
  expect(sessionOf(draft).peerNote?.keepUntil).toBe('2027-01-30');
  expect(sessionOf({ ...draft, peerNote: { ...note, keywords: keep('peer', '  ') } }).peerNote).toBeNull();
});

test('there was nothing is said only by saying so, and never by taking words away', () => {
  const draft = begun('coach');
  const holding: Draft = { ...draft, written: { ...draft.written, coach: { ...draft.written.coach, heldBack: { ...draft.written.coach.heldBack, text: keep('me', text('that I was bored')) } } } };
  const saved = sessionOf(holding);
  expect(saved.sittings[0].heldBack.answered).toBe(true);
  const opened = draftOf(saved);
  const emptied: Draft = { ...opened, written: { ...opened.written, coach: { ...opened.written.coach, heldBack: { ...opened.written.coach.heldBack, text: null } } } };
  expect(sessionOf(emptied).sittings[0].heldBack.answered).toBe(false);
});

test('challenge and support are about me in the coach’s chair and between us in the other', () => {
  expect(aboutOfMeasure('challenge', 'coach')).toBe('me');
  expect(aboutOfMeasure('challenge', 'coachee')).toBe('us');
  expect(aboutOfMeasure('support', 'coachee')).toBe('us');
  expect(aboutOfMeasure('candour', 'coachee')).toBe('me');
  expect(aboutOfMeasure('safety', 'coach')).toBe('us');
});
