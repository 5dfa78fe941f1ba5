import fc from 'fast-check';
import { COUNTERPARTS, DIRECTIONS, TRAVELLERS, type Travel } from '../../shared/travelled.ts';
import { anyRecordId } from './session.ts';

export const anyDigest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

export const anyTravel: fc.Arbitrary<Travel> = fc.record({
  atMs: fc.nat(),
  direction: fc.constantFrom(...DIRECTIONS),
  what: fc.constantFrom(...TRAVELLERS),
  counterpart: fc.constantFrom(...COUNTERPARTS),
  pairing: fc.option(anyRecordId, { nil: null }),
  bytes: fc.nat(),
  sha256: anyDigest,
});
