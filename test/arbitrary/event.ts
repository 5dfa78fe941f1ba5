/** Events as people might note them. */
import fc from 'fast-check';
import { TRAVEL_ROWS } from '../../shared/agreement.ts';
import { AFFECTED, ANSWERED, CONTEXT_EVENT_TYPES, DISCLOSED_FORMS, event, INTERESTED, REPAIRS, TOLD_PEER, WANTED, type PairingEvent } from '../../shared/event.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { anyDate, anyText } from './session.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const note = maybe(anyText);
const anyRole = fc.constantFrom('my manager', 'HR', 'une collègue', '同事');

export function anyEvent(pairing: fc.Arbitrary<RecordId>): fc.Arbitrary<PairingEvent> {
  const consent = fc.oneof(fc.constantFrom({ is: 'not_needed' as const }, { is: 'missing' as const }), fc.record({ is: fc.constant('given' as const), how: maybe(anyRole), on: maybe(anyDate) }));
  return fc
    .oneof(
      fc.record({ kind: fc.constant('outside_interest' as const), pairing: maybe(pairing), date: anyDate, who: fc.constantFrom(...INTERESTED), wanted: maybe(fc.constantFrom(...WANTED)), answered: maybe(fc.constantFrom(...ANSWERED)), toldPeer: maybe(fc.constantFrom(...TOLD_PEER)), note }),
      fc.record({ kind: fc.constant('disclosure' as const), pairing, date: anyDate, row: fc.constantFrom(...TRAVEL_ROWS), form: maybe(fc.constantFrom(...DISCLOSED_FORMS)), toRole: maybe(anyRole), consent: maybe(consent), repair: maybe(fc.constantFrom(...REPAIRS)), note }),
      fc.record({ kind: fc.constant('context' as const), pairing: maybe(pairing), date: anyDate, type: fc.constantFrom(...CONTEXT_EVENT_TYPES), affects: maybe(fc.constantFrom(...AFFECTED)), note }),
      fc.record({ kind: fc.constant('pause' as const), pairing, date: anyDate, until: maybe(anyDate), reason: note }).map((said) => (said.until !== null && said.until < said.date ? { ...said, until: said.date } : said)),
    )
    .map((said) => event.parse(said));
}
