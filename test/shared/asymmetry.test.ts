import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import wording from '../../shared/content/en/asymmetry.json' with { type: 'json' };
import { ASYMMETRY_DIMENSIONS, MOVES_BY_DIMENSION } from '../../shared/asymmetry-moves.ts';
import { asymmetryMap, changedBetween, namesAndMoves, ONE_SIDED, remarksOn, tidied, touchesReadiness, valuesOf, type AsymmetryMap, type Difference, type DifferenceValue } from '../../shared/asymmetry.ts';
import { anyAsymmetryMap } from '../arbitrary/asymmetry.ts';

const TWO_SIDED = ASYMMETRY_DIMENSIONS.filter((dimension) => dimension !== ONE_SIDED);

const placed = (value: DifferenceValue | null, more: Partial<Difference> = {}): Difference => ({ value, named: null, note: null, moves: [], ...more });
const rules = (map: AsymmetryMap) => remarksOn(map).map(({ rule }) => rule);

/** Each difference on the other side. */
function mirrored(map: AsymmetryMap): AsymmetryMap {
  const other: AsymmetryMap = {};
  for (const dimension of ASYMMETRY_DIMENSIONS) {
    const said = map[dimension];
    if (said) other[dimension] = said.value && dimension !== ONE_SIDED ? { ...said, value: -said.value as DifferenceValue } : said;
  }
  return other;
}

describe('the wording', () => {
  test('has a name, a question, a point for each value and a line for each move of all twelve dimensions', () => {
    expect(ASYMMETRY_DIMENSIONS).toHaveLength(12);
    expect(Object.keys(wording.dimensions)).toEqual(ASYMMETRY_DIMENSIONS);
    for (const dimension of ASYMMETRY_DIMENSIONS) {
      expect(wording.dimensions[dimension].anchors).toHaveLength(valuesOf(dimension).length);
      expect(Object.keys(wording.dimensions[dimension].moves)).toEqual(MOVES_BY_DIMENSION[dimension]);
    }
  });
});

describe('a map', () => {
  test('knows “I can’t tell” from an answer that was not given, and both from about even', () => {
    const map = asymmetryMap.parse({ influence: placed(null), visibility: { named: 'no', note: null, moves: [] }, tenure: placed(0) });
    expect([map.influence?.value, map.visibility?.value, map.tenure?.value]).toEqual([null, undefined, 0]);
    expect(JSON.parse(JSON.stringify(map))).toEqual(map);
  });

  test('takes no value outside its scale, no move of another dimension and no dimension that does not exist', () => {
    expect(asymmetryMap.safeParse({ influence: placed(-2) }).success).toBe(true);
    expect(asymmetryMap.safeParse({ influence: { ...placed(0), value: 3 } }).success).toBe(false);
    expect(asymmetryMap.safeParse({ shared_stakes: placed(2) }).success).toBe(true);
    expect(asymmetryMap.safeParse({ shared_stakes: placed(-1) }).success).toBe(false);
    expect(asymmetryMap.safeParse({ influence: placed(0, { moves: ['ten_no_lore'] }) }).success).toBe(false);
    expect(asymmetryMap.safeParse({ influence: placed(0, { moves: ['inf_first_chair', 'inf_first_chair'] }) }).success).toBe(false);
    expect(asymmetryMap.safeParse({ wealth: placed(0) }).success).toBe(false);
  });

  test('keeps nothing of what was taken back, and says the same after tidying', () => {
    expect(tidied({ influence: { named: null, note: null, moves: [] }, tenure: placed(null) })).toEqual({ tenure: placed(null) });
    fc.assert(
      fc.property(anyAsymmetryMap, (map) => {
        expect(changedBetween(map, tidied(map))).toEqual([]);
        expect(remarksOn(tidied(map))).toEqual(remarksOn(map));
        expect(asymmetryMap.parse(tidied(map))).toEqual(tidied(map));
      }),
    );
  });
});

describe('M1: a clear difference that has not been said aloud', () => {
  test.each([-2, 2] as const)('at %i, unless it has been talked about', (value) => {
    for (const dimension of TWO_SIDED) {
      const m1 = { rule: 'M1', dimension };
      expect(remarksOn({ [dimension]: placed(value) })).toContainEqual(m1);
      expect(remarksOn({ [dimension]: placed(value, { named: 'no' }) })).toContainEqual(m1);
      expect(remarksOn({ [dimension]: placed(value, { named: 'partly' }) })).toContainEqual(m1);
      expect(remarksOn({ [dimension]: placed(value, { named: 'yes' }) })).not.toContainEqual(m1);
    }
  });

  test('also for stakes that are opposed', () => {
    expect(remarksOn({ shared_stakes: placed(2) })).toEqual([{ rule: 'M1', dimension: 'shared_stakes' }]);
    expect(remarksOn({ shared_stakes: placed(1) })).toEqual([]);
  });

  test('not for a smaller one, one nobody can tell, or none', () => {
    for (const value of [-1, 0, 1, null] as const) expect(rules({ influence: placed(value) })).not.toContain('M1');
  });

  test('once for each dimension, in their order', () => {
    expect(remarksOn({ tenure: placed(-2), influence: placed(2) }).filter(({ rule }) => rule === 'M1')).toEqual([
      { rule: 'M1', dimension: 'influence' },
      { rule: 'M1', dimension: 'tenure' },
    ]);
  });
});

describe('M2: a say in the other’s standing', () => {
  test('on either side, however small, also when it has been talked about', () => {
    for (const value of [-2, -1, 1, 2] as const) expect(rules({ evaluation_power: placed(value, { named: 'yes' }) })).toContain('M2');
  });

  test('not where there is none, where one cannot tell, or for another dimension', () => {
    for (const value of [0, null] as const) expect(rules({ evaluation_power: placed(value) })).not.toContain('M2');
    expect(rules({ formal_level: placed(1) })).not.toContain('M2');
  });
});

describe('M3: several differences lean the same way', () => {
  test.each([-1, 1] as const)('three of them towards %i, and none the other way', (side) => {
    const two: AsymmetryMap = { influence: placed(side), visibility: placed(side) };
    const other = -side as DifferenceValue;
    expect(rules(two)).not.toContain('M3');
    expect(rules({ ...two, tenure: placed(side) })).toContain('M3');
    expect(rules({ ...two, tenure: placed((side * 2) as DifferenceValue) })).toContain('M3');
    expect(rules({ ...two, tenure: placed(side), expertise: placed(0), job_security: placed(null) })).toContain('M3');
    expect(rules({ ...two, tenure: placed(side), expertise: placed(other) })).not.toContain('M3');
  });

  test('stakes have no side and count neither for nor against', () => {
    expect(rules({ influence: placed(1), visibility: placed(1), shared_stakes: placed(2) })).not.toContain('M3');
    expect(rules({ influence: placed(-1), visibility: placed(-1), tenure: placed(-1), shared_stakes: placed(2) })).toContain('M3');
  });
});

describe('M4: the differences run in both directions', () => {
  test('one on each side is enough', () => {
    expect(rules({ influence: placed(1), tenure: placed(-1) })).toEqual(['M4']);
    expect(rules({ influence: placed(1), tenure: placed(0) })).toEqual([]);
    expect(rules({ influence: placed(1), tenure: placed(null) })).toEqual([]);
  });

  test('stakes have no side', () => {
    expect(rules({ influence: placed(-1), shared_stakes: placed(1) })).toEqual([]);
  });

  test('never together with M3', () => {
    fc.assert(fc.property(anyAsymmetryMap, (map) => { expect(rules(map).includes('M3') && rules(map).includes('M4')).toBe(false); }));
  });
});

describe('M5: several answers are open', () => {
  const open = (count: number): AsymmetryMap => Object.fromEntries(ASYMMETRY_DIMENSIONS.slice(0, count).map((dimension) => [dimension, placed(null)]));

  test('from four times “I can’t tell” on', () => {
    expect(rules(open(3))).toEqual([]);
    expect(rules(open(4))).toEqual(['M5']);
    expect(rules(open(12))).toEqual(['M5']);
  });

  test('an answer that was not given is not one that cannot be', () => {
    expect(rules({ ...open(3), tenure: { named: 'no', note: 'x', moves: [] } })).toEqual([]);
    expect(rules({})).toEqual([]);
  });
});

test('it makes no difference on which side the differences are', () => {
  fc.assert(fc.property(anyAsymmetryMap, (map) => { expect(remarksOn(mirrored(map))).toEqual(remarksOn(map)); }));
});

describe('comparing two versions', () => {
  test('says what changed in which dimension, in their order, and nothing where nothing did', () => {
    const before: AsymmetryMap = { tenure: placed(1), influence: placed(null, { named: 'no' }) };
    const after: AsymmetryMap = { influence: placed(0, { named: 'yes', moves: ['inf_first_chair'] }), tenure: placed(1, { note: 'since March' }), visibility: placed(null) };
    expect(changedBetween(before, before)).toEqual([]);
    expect(changedBetween(before, after)).toEqual([
      { dimension: 'influence', parts: ['value', 'named', 'moves'] },
      { dimension: 'visibility', parts: ['value'] },
      { dimension: 'tenure', parts: ['note'] },
    ]);
  });

  test('is the same from either end', () => {
    fc.assert(fc.property(anyAsymmetryMap, anyAsymmetryMap, (one, other) => { expect(changedBetween(one, other)).toEqual(changedBetween(other, one)); }));
  });
});

describe('R04 and R07 come back', () => {
  test('when a value moved by two', () => {
    expect(touchesReadiness({ influence: placed(-1) }, { influence: placed(1) })).toBe(true);
    expect(touchesReadiness({ shared_stakes: placed(2) }, { shared_stakes: placed(0) })).toBe(true);
    expect(touchesReadiness({ influence: placed(0) }, { influence: placed(1) })).toBe(false);
    expect(touchesReadiness({ influence: placed(-1), tenure: placed(0) }, { influence: placed(0), tenure: placed(1) })).toBe(false);
  });

  test('not when it could not be told before or after: that is no distance', () => {
    expect(touchesReadiness({ influence: placed(null) }, { influence: placed(2) })).toBe(false);
    expect(touchesReadiness({ influence: placed(2) }, { influence: placed(null) })).toBe(false);
    expect(touchesReadiness({}, { influence: placed(2) })).toBe(false);
  });

  test('when somebody comes to have a say about the other, also in the first version', () => {
    expect(touchesReadiness(null, { evaluation_power: placed(-1) })).toBe(true);
    expect(touchesReadiness({ evaluation_power: placed(null) }, { evaluation_power: placed(1) })).toBe(true);
    expect(touchesReadiness({ evaluation_power: placed(1) }, { evaluation_power: placed(2) })).toBe(false);
    expect(touchesReadiness({ evaluation_power: placed(1) }, { evaluation_power: placed(0) })).toBe(false);
    expect(touchesReadiness(null, { evaluation_power: placed(0) })).toBe(false);
  });
});

describe('what an agreement may know', () => {
  test('is the name of a difference and the chosen moves', () => {
    const map: AsymmetryMap = { influence: placed(-2, { named: 'yes', note: 'the budget', moves: ['inf_no_decisions'] }), visibility: placed(0), tenure: placed(null, { moves: ['ten_no_lore'] }), expertise: placed(1), job_security: placed(null) };
    expect(namesAndMoves(map)).toEqual([
      { dimension: 'influence', moves: ['inf_no_decisions'] },
      { dimension: 'tenure', moves: ['ten_no_lore'] },
      { dimension: 'expertise', moves: [] },
    ]);
  });

  test('never tells a value, a side or a note: a map and its mirror image say the same', () => {
    fc.assert(
      fc.property(anyAsymmetryMap, (map) => {
        const told = namesAndMoves(map);
        const withoutNotes = Object.fromEntries(Object.entries(mirrored(map)).map(([dimension, said]) => [dimension, { ...said, note: null, named: null }]));
        expect(namesAndMoves(withoutNotes)).toEqual(told);
        for (const each of told) expect(Object.keys(each)).toEqual(['dimension', 'moves']);
      }),
    );
  });
});

test('every dimension can be said in every value', () => {
  for (const dimension of ASYMMETRY_DIMENSIONS) for (const value of [...valuesOf(dimension), null]) expect(asymmetryMap.safeParse({ [dimension]: placed(value) }).success).toBe(true);
});
