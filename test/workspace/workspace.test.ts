import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { stateBeforeStates } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Entry } from '../../electron/workspace/entry.ts';
import { versionOf } from '../../electron/journal/templates.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { anyAgreementVersion } from '../arbitrary/agreement.ts';
import { anyPairing, anyPairingState, anyPutAside } from '../arbitrary/pairing.ts';
import { anyAgreedTemplate, anyBuiltIn, anyReflection } from '../arbitrary/reflection.ts';
import { anyAnswering } from '../arbitrary/readiness.ts';
import { anyAsymmetryMap } from '../arbitrary/asymmetry.ts';
import { anyEvent } from '../arbitrary/event.ts';
import { anyDate, anyRecordId, anySession } from '../arbitrary/session.ts';
import { anyDigest, anyTravel } from '../arbitrary/travelled.ts';

type Step = { put: Entry } | { remove: number };

const ids = fc.uniqueArray(anyRecordId, { minLength: 26, maxLength: 26 });

/** Changes to at most twenty-six records: few enough that they are edited, trashed and removed again and again. */
const anyHistory = ids.chain((known) => {
  const one = fc.constantFrom(...known);
  const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
    fc.record({ kind: fc.constant('pairing' as const), id: fc.constantFrom(...known.slice(0, 2)), pairing: anyPairing, state: anyPairingState, putAside: anyPutAside }),
    fc.record({ kind: fc.constant('session' as const), id: fc.constantFrom(...known.slice(2, 6)), session: anySession(one), agreementVersion: fc.option(fc.nat({ max: 9 }), { nil: null }), savedAtMs: fc.nat(), trashedAtMs: fc.option(fc.nat(), { nil: null }) }),
    fc.record({ kind: fc.constant('reflection' as const), id: fc.constantFrom(...known.slice(14, 16)), reflection: anyReflection(one, one), begunOn: anyDate, savedAtMs: fc.nat(), trashedAtMs: fc.option(fc.nat(), { nil: null }) }),
    fc.record({ id: fc.constantFrom(...known.slice(16, 18)), template: anyBuiltIn, savedAtMs: fc.nat() }).map(({ id, template, savedAtMs }) => ({ kind: 'template' as const, id, text: template.text, version: template.version, fingerprint: versionOf(template).fingerprint, origin: 'own' as const, copiedFrom: null, savedAtMs, trashedAtMs: null })),
    fc.record({ kind: fc.constant('template-choices' as const), id: fc.constantFrom(...known.slice(18, 20)), favourites: fc.uniqueArray(anyBuiltIn.map(({ text }) => text.id), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('template-agreement' as const), id: fc.constantFrom(...known.slice(24, 26)), pairing: one, agreed: anyAgreedTemplate.map((agreed) => keep('us', agreed)) }),
    fc.record({ kind: fc.constant('agreement' as const), id: fc.constantFrom(...known.slice(22, 24)), version: anyAgreementVersion(one) }),
    fc.record({ kind: fc.constant('session-version' as const), id: fc.constantFrom(...known.slice(6, 8)), of: one, session: anySession(one), savedAtMs: fc.nat() }),
    fc.record({ kind: fc.constant('readiness' as const), id: fc.constantFrom(...known.slice(20, 22)), answering: anyAnswering(one) }),
    fc.record({ kind: fc.constant('asymmetry' as const), id: fc.constantFrom(...known.slice(8, 10)), pairing: one, on: anyDate, savedAtMs: fc.nat(), map: anyAsymmetryMap.map((map) => keep('us', map)) }),
    fc.record({ kind: fc.constant('event' as const), id: fc.constantFrom(...known.slice(10, 12)), event: anyEvent(one).map((event) => keep('us', event)), savedAtMs: fc.nat() }),
    fc.record({ kind: fc.constant('travelled' as const), id: fc.constantFrom(...known.slice(12, 14)), line: fc.tuple(anyTravel, fc.integer({ min: 1, max: 4 }), anyDigest).map(([travel, number, before]) => ({ number, ...travel, before })) }),
  );
  const anyStep: fc.Arbitrary<Step> = fc.oneof({ weight: 4, arbitrary: anyEntry.map((put) => ({ put })) }, fc.nat(25).map((remove) => ({ remove })));
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
  workspace.apply([{ kind: 'pairing', id: one, pairing: { name: keep('peer', 'Ada'), since: null, note: null }, state, putAside: {} }]);
  const before = workspace.dump();
  const broken = { kind: 'pairing', id: other, pairing: { name: null, since: null, note: null }, state, putAside: {} } as unknown as Entry;
  expect(() => workspace.apply([{ kind: 'pairing', id: one, pairing: { name: keep('peer', 'Ben'), since: null, note: null }, state, putAside: {} }, broken])).toThrow();
  expect(workspace.dump()).toEqual(before);
  workspace.close();
});
