import fc from 'fast-check';
import { keep } from '../../shared/about.ts';
import { PAIRING_STATES, type Pairing, type PairingState } from '../../shared/pairing.ts';
import { REMINDERS, type PutAside } from '../../shared/reminder.ts';
import { anyDate } from './session.ts';

/** Names without unseen characters. */
const anyLineName = fc.constantFrom('Ada', 'Ben', 'Chloë', 'Dr. O’Neill', '李', 'Émile Zola');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

export const anyPairing: fc.Arbitrary<Pairing> = fc.record({
  name: anyLineName.map((name) => keep('peer', name)),
  since: maybe(anyDate),
  note: maybe(fc.constantFrom('We meet on a bench.', 'يوم الثلاثاء').map((note) => keep('us', note))),
});

const anyStretch = fc.record({ is: fc.constantFrom(...PAIRING_STATES), since: maybe(anyDate) });

export const anyPairingState: fc.Arbitrary<PairingState> = fc.tuple(anyStretch, maybe(anyStretch)).map(([now, before]) => ({ ...now, before }));

export const anyPutAside: fc.Arbitrary<PutAside> = fc.dictionary(fc.constantFrom(...REMINDERS), anyDate);
