/** Sessions as people might write them, and as they would not. */
import fc from 'fast-check';
import type { IsoDate } from '../../shared/date.ts';
import { HOLD_REASONS, LENGTHS, SETTINGS, session, type Session } from '../../shared/session.ts';
import { recordId, type RecordId } from '../../shared/record-id.ts';

const words = fc.constantFrom('chair', 'trust', 'unsaid', 'status', 'Über', 'naïve', 'restructuring', 'quiet', 'deadline', 'ask', 'العربية', '日本', '🪑', 'a"b', "don't", 'x\u202Ey');
export const anyText = fc.oneof(fc.array(words, { minLength: 1, maxLength: 12 }).map((all) => all.join(' ')), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }));
const anyLine = fc.array(fc.constantFrom('chair', 'trust', 'unsaid', 'Über', '日本', 'ask'), { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));

const anyInline = fc.record({ type: fc.constant('text' as const), text: anyText });
const anyParagraph = fc.record({ type: fc.constant('paragraph' as const), content: fc.array(anyInline, { maxLength: 2 }) });
const anyBlock = fc.oneof(
  { weight: 4, arbitrary: anyParagraph },
  fc.record({ type: fc.constant('heading' as const), attrs: fc.record({ level: fc.constantFrom(2 as const, 3 as const) }), content: fc.array(anyInline, { maxLength: 1 }) }),
  fc.record({ type: fc.constantFrom('bulletList' as const, 'orderedList' as const), content: fc.array(fc.record({ type: fc.constant('listItem' as const), content: fc.array(anyParagraph, { minLength: 1, maxLength: 2 }) }), { minLength: 1, maxLength: 2 }) }),
  fc.record({ type: fc.constant('blockquote' as const), content: fc.array(anyParagraph, { minLength: 1, maxLength: 2 }) }),
);
export const anyRichText = fc.record({ type: fc.constant('doc' as const), content: fc.array(anyBlock, { minLength: 1, maxLength: 3 }) });

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const anyRating = maybe(fc.constantFrom(1, 2, 3, 4, 5));
const anyRatings = fc.record({ candour: anyRating, selfModeration: anyRating, newPerspective: anyRating, challenge: anyRating, support: anyRating, statusFelt: anyRating, safety: anyRating });
export const anyDate = fc.date({ min: new Date('2020-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10) as IsoDate);
const anyTags = fc.uniqueArray(fc.constantFrom('feedback', 'promotion', 'team', 'family', 'Über'), { maxLength: 3 });
const anyEnd = {
  takeaway: maybe(anyRichText),
  nextStep: maybe(fc.record({ text: anyLine, by: maybe(anyDate) })),
  heldBack: fc.record({ answered: fc.boolean(), text: maybe(anyRichText), tags: anyTags, reasons: fc.uniqueArray(fc.constantFrom(...HOLD_REASONS), { maxLength: 3 }) }),
};
const anyCoach = fc.record({ chair: fc.constant('coach' as const), ratings: anyRatings, intention: maybe(anyRichText), ...anyEnd });
const anyCoachee = fc.record({ chair: fc.constant('coachee' as const), ratings: anyRatings, brought: maybe(anyRichText), broughtTags: anyTags, ...anyEnd });

export const anyRecordId: fc.Arbitrary<RecordId> = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map((n) => recordId.parse(n.toString(16).padStart(16, '0')));

export function anySession(pairing: fc.Arbitrary<RecordId>): fc.Arbitrary<Session> {
  return fc
    .record({
      pairing,
      date: anyDate,
      setting: maybe(fc.constantFrom(...SETTINGS)),
      length: maybe(fc.constantFrom(...LENGTHS)),
      sittings: fc.oneof(anyCoach.map((one) => [one]), anyCoachee.map((one) => [one]), fc.tuple(anyCoach, anyCoachee), fc.tuple(anyCoachee, anyCoach)),
      between: fc.record({ note: maybe(anyRichText), nicer: maybe(anyRichText), travelled: maybe(anyRichText) }),
      peerNote: maybe(fc.record({ keywords: maybe(anyLine), theirStep: maybe(anyLine), keepUntil: anyDate })),
    })
    .map((written) => session.parse(written));
}
