/**
 * An entry while it is being written: everything that was typed, whether or not it can be kept. Nothing typed is ever dropped to make
 * a draft fit; `toSession` says what of it can be saved now, and what has to wait.
 */
import { keep, reveal, type About, type Kept } from '../../shared/about.ts';
import { addDays, type IsoDate } from '../../shared/date.ts';
import { CHAIRS, type Chair } from '../../shared/measures.ts';
import type { RecordId } from '../../shared/record-id.ts';
import {
  emptySitting,
  NEXT_STEP_MAX,
  PEER_KEYWORDS_MAX,
  PEER_NOTE_DAYS,
  THEIR_STEP_MAX,
  type BetweenUs,
  type CoacheeSitting,
  type CoachSitting,
  type HeldBack,
  type Length,
  type PeerNote,
  type Session,
  type Setting,
  type Sitting,
} from '../../shared/session.ts';
import { hasUnseen, lengthOf } from '../../shared/text.ts';

export interface Draft {
  pairing: RecordId | null;
  /** `null` while the field is empty or half typed. */
  date: IsoDate | null;
  setting: Setting | null;
  length: Length | null;
  /** In the order they happened; empty until one is chosen. */
  chairs: readonly Chair[];
  /** Both are kept while the page is open, also the one that is not in `chairs` at the moment. */
  written: { coach: CoachSitting; coachee: CoacheeSitting };
  between: BetweenUs;
  peerNote: DraftPeerNote;
}

export interface DraftPeerNote {
  keywords: Kept<'peer', string> | null;
  theirStep: Kept<'peer', string> | null;
  /** `null` follows the date of the session. */
  keepUntil: Kept<'peer', IsoDate> | null;
}

/** What a session cannot be without. */
export type Missing = 'pairing' | 'chair';
export type LineProblem = 'too-long' | 'unseen-characters';
/** A field whose present content cannot be kept: the rest is saved, and this field as it last was. */
export type Unkept = 'date' | 'nextStep' | 'keywords' | 'theirStep';

export type Saveable = { session: Session; unkept: Unkept[] } | { session: null; missing: Missing[] };

export function newDraft(pairing: RecordId | null, date: IsoDate): Draft {
  return {
    pairing,
    date,
    setting: null,
    length: null,
    chairs: [],
    written: { coach: emptySitting('coach'), coachee: emptySitting('coachee') },
    between: { note: null, nicer: null, travelled: null },
    peerNote: { keywords: null, theirStep: null, keepUntil: null },
  };
}

export function draftOf(session: Session): Draft {
  const { pairing, date, setting, length, sittings, between, peerNote } = session;
  const written = { coach: emptySitting('coach'), coachee: emptySitting('coachee') };
  for (const sitting of sittings) Object.assign(written, { [sitting.chair]: { ...sitting, heldBack: asTyped(sitting.heldBack) } });
  return { pairing, date, setting, length, chairs: sittings.map(({ chair }) => chair), written, between, peerNote: peerNote ?? { keywords: null, theirStep: null, keepUntil: null } };
}

/** `answered` is kept apart from what was said: taking a text away again must not turn into "there was nothing". */
function asTyped(heldBack: HeldBack): HeldBack {
  return { ...heldBack, answered: heldBack.answered && !saysWhat(heldBack) };
}

/**
 * The session as it can be saved now. A field that cannot be kept (a date to come, a line that is too long) stays as it was in
 * `before`, the last state that was confirmed.
 */
export function toSession(draft: Draft, before: Session | null, today: IsoDate): Saveable {
  const { pairing, chairs, setting, length, between } = draft;
  const missing = [...(pairing === null ? (['pairing'] as const) : []), ...(chairs.length === 0 ? (['chair'] as const) : [])];
  if (pairing === null || chairs.length === 0) return { session: null, missing };
  const unkept: Unkept[] = [];
  const date = keptDate(draft.date, before, today, unkept);
  const sittings = chairs.map((chair) => keptSitting(draft.written[chair], before, unkept)) as Session['sittings'];
  return { session: { pairing, date, setting, length, sittings, between, peerNote: keptPeerNote(draft.peerNote, date, before, unkept) }, unkept };
}

/** Sits in `chairs`, in this order. What was written in another chair stays in the draft. */
export function inChairs(draft: Draft, chairs: readonly Chair[]): Draft {
  return { ...draft, chairs };
}

/**
 * Moves the words written in the chair `from` into the other one, as far as there is room for them. Ratings stay: the same measure
 * means something else in each chair.
 */
export function bringOver(draft: Draft, from: Chair): Draft {
  const { coach, coachee } = draft.written;
  const [source, target] = from === 'coach' ? [coach, coachee] : [coachee, coach];
  const takeaway = moved(source.takeaway, target.takeaway);
  const nextStep = moved(source.nextStep, target.nextStep);
  const heldBack = isAnswered(target.heldBack) ? [source.heldBack, target.heldBack] as const : [emptySitting(from).heldBack, source.heldBack] as const;
  const left = { takeaway: takeaway[0], nextStep: nextStep[0], heldBack: heldBack[0] };
  const words = { takeaway: takeaway[1], nextStep: nextStep[1], heldBack: heldBack[1] };
  const opening = from === 'coach' ? moved(coach.intention, coachee.brought) : moved(coachee.brought, coach.intention);
  const written =
    from === 'coach'
      ? { coach: { ...coach, ...left, intention: opening[0] }, coachee: { ...coachee, ...words, brought: opening[1] } }
      : { coachee: { ...coachee, ...left, brought: opening[0] }, coach: { ...coach, ...words, intention: opening[1] } };
  return { ...draft, written };
}

/** The chair that holds words or ratings and is not part of the entry at the moment. */
export function setAside({ chairs, written }: Draft): Chair | null {
  if (chairs.length === 0) return null;
  return CHAIRS.find((chair) => !chairs.includes(chair) && !isUntouched(written[chair])) ?? null;
}

export function isUntouched(sitting: Sitting): boolean {
  const { ratings, takeaway, nextStep, heldBack } = sitting;
  const opening = sitting.chair === 'coach' ? sitting.intention !== null : sitting.brought !== null || reveal(sitting.broughtTags).length > 0;
  return !opening && takeaway === null && nextStep === null && !isAnswered(heldBack) && Object.values(ratings).every((rating) => rating === null);
}

/** Something was said about holding back, if only that there was nothing. */
export function isAnswered(heldBack: HeldBack): boolean {
  return heldBack.answered || saysWhat(heldBack);
}

export function saysWhat({ text, tags, reasons }: HeldBack): boolean {
  return text !== null || reveal(tags).length > 0 || reveal(reasons).length > 0;
}

/** When the note about the peer is to be cleared: as chosen, or 90 days after the session. */
export function keepUntilOf({ date, peerNote }: Pick<Draft, 'date' | 'peerNote'>, today: IsoDate): IsoDate {
  return peerNote.keepUntil === null ? addDays(date ?? today, PEER_NOTE_DAYS) : reveal(peerNote.keepUntil);
}

/** Dates are compared as text: `YYYY-MM-DD` sorts as the calendar does. */
export function isToCome(date: IsoDate, today: IsoDate): boolean {
  return date > today;
}

/** A year is typed digit by digit: on the way to 2026 every date is one of the year 2, 20 and 202. */
export function isWhole(date: IsoDate | null): date is IsoDate {
  return date !== null && date >= '1900-01-01';
}

export function lineProblem(text: string, max: number): LineProblem | null {
  if (lengthOf(text) > max) return 'too-long';
  return hasUnseen(text) || !text.isWellFormed() ? 'unseen-characters' : null;
}

/** What is left behind, and what is there then. */
function moved<T>(from: T | null, to: T | null): readonly [T | null, T | null] {
  return to === null ? [null, from] : [from, to];
}

function keptDate(date: IsoDate | null, before: Session | null, today: IsoDate, unkept: Unkept[]): IsoDate {
  if (isWhole(date) && !isToCome(date, today)) return date;
  unkept.push('date');
  return before?.date ?? today;
}

function keptSitting(sitting: Sitting, before: Session | null, unkept: Unkept[]): Sitting {
  const { nextStep } = sitting;
  const heldBack = { ...sitting.heldBack, answered: isAnswered(sitting.heldBack) };
  if (nextStep === null || lineProblem(reveal(nextStep.text), NEXT_STEP_MAX) === null) return { ...sitting, heldBack };
  unkept.push('nextStep');
  const last = before?.sittings.find(({ chair }) => chair === sitting.chair)?.nextStep?.text;
  return { ...sitting, heldBack, nextStep: { text: last ?? keep('me', ''), by: nextStep.by } };
}

function keptPeerNote(note: DraftPeerNote, date: IsoDate, before: Session | null, unkept: Unkept[]): PeerNote | null {
  const keywords = keptLine(note.keywords, PEER_KEYWORDS_MAX, before?.peerNote?.keywords ?? null, () => unkept.push('keywords'));
  const theirStep = keptLine(note.theirStep, THEIR_STEP_MAX, before?.peerNote?.theirStep ?? null, () => unkept.push('theirStep'));
  if (keywords === null && theirStep === null) return null;
  return { keywords, theirStep, keepUntil: note.keepUntil ?? keep('peer', addDays(date, PEER_NOTE_DAYS)) };
}

function keptLine<A extends About>(line: Kept<A, string> | null, max: number, before: Kept<A, string> | null, refuse: () => void): Kept<A, string> | null {
  if (line === null || reveal(line).trim() === '') return null;
  if (lineProblem(reveal(line), max) === null) return line;
  refuse();
  return before;
}
