/** Maps of differences as people might draw them. */
import fc from 'fast-check';
import { ASYMMETRY_DIMENSIONS, MOVES_BY_DIMENSION, type AsymmetryDimension, type Move } from '../../shared/asymmetry-moves.ts';
import { NAMED, valuesOf, type AsymmetryMap, type Difference } from '../../shared/asymmetry.ts';
import { anyText } from './session.ts';

const anyDifference = (dimension: AsymmetryDimension): fc.Arbitrary<Difference> =>
  fc.record(
    {
      value: fc.option(fc.constantFrom(...valuesOf(dimension)), { nil: null }),
      named: fc.option(fc.constantFrom(...NAMED), { nil: null }),
      note: fc.option(anyText, { nil: null }),
      moves: fc.subarray<Move>([...MOVES_BY_DIMENSION[dimension]]),
    },
    { requiredKeys: ['named', 'note', 'moves'] },
  );

/** Any of the dimensions with anything said of them, or nothing at all. */
export const anyAsymmetryMap: fc.Arbitrary<AsymmetryMap> = fc.record(
  Object.fromEntries(ASYMMETRY_DIMENSIONS.map((dimension) => [dimension, anyDifference(dimension)])) as Record<AsymmetryDimension, fc.Arbitrary<Difference>>,
  { requiredKeys: [] },
);
