/** What a request of the table is made of, and the refusals many of them share. */
import { recordId } from '../record-id.ts';
import type { Busy } from '../whole-work.ts';
import { z } from '../zod.ts';

export interface RequestShape<Input extends z.ZodType, Answer, Refusal extends string> {
  /** In which states of the journal the request answers at all. */
  readonly while: 'locked' | 'open' | 'always';
  readonly input: Input;
  readonly refusals: readonly Refusal[];
  readonly __answer?: Answer;
}

/** `request(when, input).answers<Answer>().refuses(…)`. */
export const request = <Input extends z.ZodType>(state: 'locked' | 'open' | 'always', input: Input) => ({
  answers: <Answer>() => ({ refuses: <const Refusal extends string = never>(...refusals: Refusal[]): RequestShape<Input, Answer, Refusal> => ({ while: state, input, refusals }) }),
});

export const nothing = z.strictObject({});
export const byId = z.strictObject({ id: recordId });

/** Rows one answer of a list may have. */
export const LIST_PAGE_MAX = 100;

/** The settings or the journal could not be written: what was confirmed before is untouched. */
export const CANNOT_STORE = ['disk-full', 'read-only', 'disk-error'] as const;
/** As above, or the journal was found damaged and nothing is written into it, or it holds as much as the format allows. */
export const CANNOT_WRITE = [...CANNOT_STORE, 'damaged', 'too-large'] as const;
/** Something else is being done with the whole journal. Nothing has changed. */
export const BUSY = ['busy-backup', 'busy-drill', 'busy-move', 'busy-rekey', 'busy-keys', 'busy-rescue'] as const satisfies Busy[];
/** As above, of a journal that is not open. */
export const BUSY_RESTORING = 'busy-restore' satisfies Busy;
/** Why the keys of an open journal were not changed. Everything is as it was. */
export const CANNOT_DERIVE = [...BUSY, 'cancelled', 'not-enough-memory'] as const;
