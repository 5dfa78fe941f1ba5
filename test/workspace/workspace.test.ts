import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { stateBeforeStates } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Entry } from '../../electron/workspace/entry.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { anyPairing, anyPairingState } from '../arbitrary/pairing.ts';
import { anyAsymmetryMap } from '../arbitrary/asymmetry.ts';
import { anyEvent } from '../arbitrary/event.ts';
import { anyDate, anyRecordId, anySession } from '../arbitrary/session.ts';
import { anyDigest, anyTravel } from '../arbitrary/travelled.ts';

type Step = { put: Entry } | { remove: number };

const ids = fc.uniqueArray(anyRecordId, { minLength: 14, maxLength: 14 });

/** Changes to at most fourteen records: few enough that they are edited, trashed and removed again and again. */
const anyHistory = ids.chain((known) => {
  const one = fc.constantFrom(...known);
  const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
    fc.record({ kind: fc.constant('pairing' as const), id: fc.constantFrom(...known.slice(0, 2)), pairing: anyPairing, state: anyPairingState }),
    fc.record({ kind: fc.constant('session' as const), id: fc.constantFrom(...known.slice(2, 6)), session: anySession(one), savedAtMs: fc.nat(), trashedAtMs: fc.option(fc.nat(), { nil: null }) }),
    fc.record({ kind: fc.constant('session-version' as const), id: fc.constantFrom(...known.slice(6, 8)), of: one, session: anySession(one), savedAtMs: fc.nat() }),
    fc.record({ kind: fc.constant('asymmetry' as const), id: fc.constantFrom(...known.slice(8, 10)), pairing: one, on: anyDate, savedAtMs: fc.nat(), map: anyAsymmetryMap.map((map) => keep('us', map)) }),
    fc.record({ kind: fc.constant('event' as const), id: fc.constantFrom(...known.slice(10, 12)), event: anyEvent(one).map((event) => keep('us', event)), savedAtMs: fc.nat() }),
    fc.record({ kind: fc.constant('travelled' as const), id: fc.constantFrom(...known.slice(12)), line: fc.tuple(anyTravel, fc.integer({ min: 1, max: 4 }), anyDigest).map(([travel, number, before]) => ({ number, ...travel, before })) }),
  );
  const anyStep: fc.Arbitrary<Step> = fc.oneof({ weight: 4, arbitrary: anyEntry.map((put) => ({ put })) }, fc.nat(13).map((remove) => ({ remove })));
  return fc.tuple(fc.constant(known), fc.array(anyStep, { maxLength: 25 }));
});

test('a workspace rebuilt from the records equals the one that lived through every change', () => {
  fc.assert(
    fc.property(anyHistory, fc.boolean(), ([known, steps], tidied) => {
      const lived = new Workspace();
      const records = new Map<RecordId, Entry>();
      for (const step of steps) {
        if ('put' in step) {
          lived.apply([step.put]);
          records.set(step.put.id, step.put);
        } else {
          const id = known[step.remove]!;
          lived.apply([], [id]);
          records.delete(id);
        }
        if (tidied) lived.tidy();
      }
      const rebuilt = new Workspace();
      rebuilt.apply([...records.values()].reverse());
      expect(lived.dump()).toEqual(rebuilt.dump());
      lived.close();
      rebuilt.close();
    }),
    { numRuns: 150 },
  );
});

test('a change that cannot be applied leaves the workspace as it was', () => {
  const workspace = new Workspace();
  const state = stateBeforeStates(null);
  const [one, other] = fc.sample(anyRecordId, { numRuns: 2, seed: 7 }) as [RecordId, RecordId];
  workspace.apply([{ kind: 'pairing', id: one, pairing: { name: keep('peer', 'Ada'), since: null, note: null }, state }]);
  const before = workspace.dump();
  const broken = { kind: 'pairing', id: other, pairing: { name: null, since: null, note: null }, state } as unknown as Entry;
  expect(() => workspace.apply([{ kind: 'pairing', id: one, pairing: { name: keep('peer', 'Ben'), since: null, note: null }, state }, broken])).toThrow();
  expect(workspace.dump()).toEqual(before);
  workspace.close();
});
