/**
 * The map of differences between two peers that can matter for what is safe or useful to say (domain §3). All of it is about us and never
 * leaves the journal; only names of dimensions and chosen moves can be taken into an agreement. Never totalled, never averaged, never plotted.
 */
import { kept, type Kept } from './about.ts';
import { ASYMMETRY_DIMENSIONS, MOVES_BY_DIMENSION, type AsymmetryDimension, type Move } from './asymmetry-moves.ts';
import type { IsoDate } from './date.ts';
import type { RecordId } from './record-id.ts';
import { lines } from './text.ts';
import { z } from './zod.ts';

/** The one dimension without sides: 0 to 2. */
export const ONE_SIDED: AsymmetryDimension = 'shared_stakes';
/** Offered folded away: it comes close to what a person is. */
export const FOLDED_AWAY: AsymmetryDimension = 'belonging';

/** −2: clearly with my peer; +2: clearly with me; 0: about even. */
export const TWO_SIDED_VALUES = [-2, -1, 0, 1, 2] as const;
export const ONE_SIDED_VALUES = [0, 1, 2] as const;
export type DifferenceValue = (typeof TWO_SIDED_VALUES)[number];

/** Have we talked about this? */
export const NAMED = ['yes', 'partly', 'no'] as const;
export type Named = (typeof NAMED)[number];

export const DIFFERENCE_NOTE_MAX = 500;

/** Values a dimension can have, from my peer's end to mine. */
export function valuesOf(dimension: AsymmetryDimension): readonly DifferenceValue[] {
  return dimension === ONE_SIDED ? ONE_SIDED_VALUES : TWO_SIDED_VALUES;
}

/**
 * One difference. `value` is `null` where one cannot tell, which is an answer; it is not there at all as long as nobody has answered.
 * Zero is neither.
 */
export interface Difference {
  value?: DifferenceValue | null | undefined;
  named: Named | null;
  note: string | null;
  moves: Move[];
}

/** A dimension of which nothing was said is not in the map. */
export type AsymmetryMap = { [D in AsymmetryDimension]?: Difference | undefined };

const difference = (dimension: AsymmetryDimension): z.ZodType<Difference> =>
  z.strictObject({
    value: z.literal(valuesOf(dimension)).nullable().optional(),
    named: z.enum(NAMED).nullable(),
    note: lines(DIFFERENCE_NOTE_MAX).nullable(),
    moves: z.array(z.enum(MOVES_BY_DIMENSION[dimension])).refine((all) => new Set(all).size === all.length, 'twice'),
  });

export const asymmetryMap: z.ZodType<AsymmetryMap> = z.strictObject(Object.fromEntries(ASYMMETRY_DIMENSIONS.map((dimension) => [dimension, difference(dimension).optional()])));

/** As it is kept: one value, about us. */
export const keptAsymmetryMap = kept('us', asymmetryMap);

/** One version of a map: what a person said on one day. */
export interface AsymmetryVersion {
  id: RecordId;
  on: IsoDate;
  savedAtMs: number;
  map: Kept<'us', AsymmetryMap>;
}

export const nothingSaid: Difference = { named: null, note: null, moves: [] };

/** Everything that is said, in the order of the dimensions: what was taken back again leaves no trace. */
export function tidied(map: AsymmetryMap): AsymmetryMap {
  const said: AsymmetryMap = {};
  for (const dimension of ASYMMETRY_DIMENSIONS) {
    const { value, named, note, moves } = map[dimension] ?? nothingSaid;
    if (value === undefined && named === null && note === null && moves.length === 0) continue;
    said[dimension] = { ...(value === undefined ? {} : { value }), named, note, moves: MOVES_BY_DIMENSION[dimension].filter((move) => moves.includes(move)) };
  }
  return said;
}

/** How far apart the two are: 0 to 2, and 0 also where one cannot tell or has not said. */
function gapOf(map: AsymmetryMap, dimension: AsymmetryDimension): number {
  return Math.abs(map[dimension]?.value ?? 0);
}

/** What the map itself points out (domain §3.3, M1 to M5). */
export type Remark = { rule: 'M1'; dimension: AsymmetryDimension } | { rule: 'M2' | 'M3' | 'M4' | 'M5' };

/** In the order of the rules; M1 once for each dimension it fits, in their order. */
export function remarksOn(map: AsymmetryMap): Remark[] {
  const sides = ASYMMETRY_DIMENSIONS.filter((dimension) => dimension !== ONE_SIDED).map((dimension) => map[dimension]?.value ?? 0);
  const withPeer = sides.filter((value) => value < 0).length;
  const withMe = sides.filter((value) => value > 0).length;
  const untold = ASYMMETRY_DIMENSIONS.filter((dimension) => map[dimension]?.value === null).length;
  const oneWay = (withPeer >= 3 && withMe === 0) || (withMe >= 3 && withPeer === 0);
  return [
    ...ASYMMETRY_DIMENSIONS.filter((dimension) => gapOf(map, dimension) === 2 && map[dimension]?.named !== 'yes').map((dimension) => ({ rule: 'M1' as const, dimension })),
    ...(gapOf(map, 'evaluation_power') > 0 ? [{ rule: 'M2' as const }] : []),
    ...(oneWay ? [{ rule: 'M3' as const }] : []),
    ...(withPeer >= 1 && withMe >= 1 ? [{ rule: 'M4' as const }] : []),
    ...(untold >= 4 ? [{ rule: 'M5' as const }] : []),
  ];
}

/** What of a difference can change between two versions. */
export type DifferencePart = 'value' | 'named' | 'note' | 'moves';

export interface ChangedDifference {
  dimension: AsymmetryDimension;
  parts: DifferencePart[];
}

/** In which dimensions two versions are not the same, and in what, both in their fixed order. */
export function changedBetween(before: AsymmetryMap, after: AsymmetryMap): ChangedDifference[] {
  return ASYMMETRY_DIMENSIONS.map((dimension) => {
    const [one, other] = [before[dimension] ?? nothingSaid, after[dimension] ?? nothingSaid];
    const changed: Record<DifferencePart, boolean> = { value: one.value !== other.value, named: one.named !== other.named, note: one.note !== other.note, moves: !sameMoves(one.moves, other.moves) };
    return { dimension, parts: (Object.keys(changed) as DifferencePart[]).filter((part) => changed[part]) };
  }).filter(({ parts }) => parts.length > 0);
}

/**
 * Whether a version gives a reason to look at the readiness questions R04 and R07 again (domain §2.5): a value moved by two, or the power to
 * evaluate became something it was not. `before` is `null` for a first version.
 */
export function touchesReadiness(before: AsymmetryMap | null, after: AsymmetryMap): boolean {
  const movedByTwo = ASYMMETRY_DIMENSIONS.some((dimension) => {
    const [from, to] = [before?.[dimension]?.value ?? null, after[dimension]?.value ?? null];
    return from !== null && to !== null && Math.abs(to - from) >= 2;
  });
  return movedByTwo || (gapOf(after, 'evaluation_power') > 0 && gapOf(before ?? {}, 'evaluation_power') === 0);
}

/** All that an agreement may know of a difference: that there is one, and what the two do about it. */
export interface NamedDifference {
  dimension: AsymmetryDimension;
  moves: Move[];
}

/**
 * What can be offered for the agreement's clause on differences (domain §3.1): dimensions with a difference or with a chosen move, never a
 * value, a side or a note.
 */
export function namesAndMoves(map: AsymmetryMap): NamedDifference[] {
  return ASYMMETRY_DIMENSIONS.filter((dimension) => gapOf(map, dimension) > 0 || (map[dimension]?.moves.length ?? 0) > 0).map((dimension) => ({ dimension, moves: [...(map[dimension]?.moves ?? [])] }));
}

function sameMoves(one: readonly Move[], other: readonly Move[]): boolean {
  return one.length === other.length && one.every((move) => other.includes(move));
}
