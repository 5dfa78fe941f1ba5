/**
 * One meeting of a pairing on one date, and what a person writes about it (domain §5). Nothing but pairing, date and chair is ever
 * needed; what was not said is `null`.
 */
import { kept, type Kept } from './about.ts';
import { isoDate, type IsoDate } from './date.ts';
import { rating, type Chair } from './measures.ts';
import { recordId, type RecordId } from './record-id.ts';
import { richText } from './rich-text.ts';
import { line } from './text.ts';
import { z } from './zod.ts';

export const SETTINGS = ['in_person', 'video', 'phone', 'walk'] as const;
export const LENGTHS = ['under_30', '30_60', '60_90', 'over_90'] as const;
export const HOLD_REASONS = ['relationship', 'my_turn', 'self_protection', 'no_use', 'unsure', 'discretion', 'timing', 'tired', 'other'] as const;

export type Setting = (typeof SETTINGS)[number];
export type Length = (typeof LENGTHS)[number];
/** Why something stayed unsaid (domain §5.4). */
export type HoldReason = (typeof HOLD_REASONS)[number];

export const TAG_MAX = 40;
export const TAGS_MAX = 12;
export const NEXT_STEP_MAX = 500;
export const PEER_KEYWORDS_MAX = 280;
export const THEIR_STEP_MAX = 140;
/** Days a note about the peer is kept unless another date is chosen (domain §5.2). */
export const PEER_NOTE_DAYS = 90;

const tag = line(TAG_MAX).refine((text) => text.trim() === text && text !== '', 'empty');
const tags = z.array(tag).max(TAGS_MAX).refine((all) => new Set(all).size === all.length, 'twice');
const mine = kept('me', richText).nullable();
const ours = kept('us', richText).nullable();
const mineRated = kept('me', rating).nullable();
const oursRated = kept('us', rating).nullable();

const nextStep = z.strictObject({ text: kept('me', line(NEXT_STEP_MAX)), by: kept('me', isoDate).nullable() });

/** `answered` with nothing else means: I looked, and there was nothing. */
const heldBack = z.strictObject({
  answered: z.boolean(),
  text: mine,
  tags: kept('me', tags),
  reasons: kept('me', z.array(z.enum(HOLD_REASONS)).max(HOLD_REASONS.length)),
});

const measuredByMe = { candour: mineRated, selfModeration: mineRated, newPerspective: mineRated };
const measuredBetweenUs = { statusFelt: oursRated, safety: oursRated };
const closing = { takeaway: mine, nextStep: nextStep.nullable(), heldBack };

/** In the coach's chair, challenge and support are what I did: about me. */
export const coachSitting = z.strictObject({
  chair: z.literal('coach'),
  ratings: z.strictObject({ ...measuredByMe, challenge: mineRated, support: mineRated, ...measuredBetweenUs }),
  intention: mine,
  ...closing,
});

/** In the coachee's chair they are what my peer did, as I felt it: about us. */
export const coacheeSitting = z.strictObject({
  chair: z.literal('coachee'),
  ratings: z.strictObject({ ...measuredByMe, challenge: oursRated, support: oursRated, ...measuredBetweenUs }),
  brought: mine,
  broughtTags: kept('me', tags),
  ...closing,
});

export const sitting = z.discriminatedUnion('chair', [coachSitting, coacheeSitting]);

/** One sitting, or one in each chair in the order they happened. */
const sittings = z.union([z.tuple([sitting]), z.tuple([coachSitting, coacheeSitting]), z.tuple([coacheeSitting, coachSitting])]);

const betweenUs = z.strictObject({ note: ours, nicer: ours, travelled: ours });

const peerNote = z.strictObject({
  keywords: kept('peer', line(PEER_KEYWORDS_MAX)).nullable(),
  theirStep: kept('peer', line(THEIR_STEP_MAX)).nullable(),
  keepUntil: kept('peer', isoDate),
});

export const session = z.strictObject({
  pairing: recordId,
  date: isoDate,
  setting: z.enum(SETTINGS).nullable(),
  length: z.enum(LENGTHS).nullable(),
  sittings,
  between: betweenUs,
  peerNote: peerNote.nullable(),
});

export type Session = z.infer<typeof session>;
export type Sitting = z.infer<typeof sitting>;
export type CoachSitting = z.infer<typeof coachSitting>;
export type CoacheeSitting = z.infer<typeof coacheeSitting>;
export type HeldBack = z.infer<typeof heldBack>;
export type NextStep = z.infer<typeof nextStep>;
export type BetweenUs = z.infer<typeof betweenUs>;
export type PeerNote = z.infer<typeof peerNote>;

const nothingHeldBack = (): HeldBack => heldBack.parse({ answered: false, text: null, tags: [], reasons: [] });

/** A sitting in which nothing has been written yet. */
export function emptySitting(chair: 'coach'): CoachSitting;
export function emptySitting(chair: 'coachee'): CoacheeSitting;
export function emptySitting(chair: Chair): Sitting;
export function emptySitting(chair: Chair): Sitting {
  const ratings = { candour: null, selfModeration: null, newPerspective: null, challenge: null, support: null, statusFelt: null, safety: null };
  const end = { takeaway: null, nextStep: null, heldBack: nothingHeldBack() };
  return chair === 'coach' ? coachSitting.parse({ chair, ratings, intention: null, ...end }) : coacheeSitting.parse({ chair, ratings, brought: null, broughtTags: [], ...end });
}

/** A session of which only the frame is known. */
export function emptySession(pairing: RecordId, date: IsoDate, chair: Chair): Session {
  return {
    pairing,
    date,
    setting: null,
    length: null,
    sittings: [emptySitting(chair)],
    between: { note: null, nicer: null, travelled: null },
    peerNote: null,
  };
}

/** A session as the timeline shows it. The first words are only ever taken from what is about me. */
export interface SessionRow {
  id: RecordId;
  pairing: RecordId;
  pairingName: Kept<'peer', string>;
  date: IsoDate;
  chairs: Chair[];
  firstWords: Kept<'me', string> | null;
  trashedAtMs: number | null;
}
