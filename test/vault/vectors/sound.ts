/** The sound journal the vectors are variations of. */
import type { Draft, RecordDraft, SlotDraft } from './draft.ts';
import { ascii, type Bytes, type Kdf } from './ocv1.ts';
import type { Case, Outcome, Tried } from './vector.ts';

export function filled(length: number, first: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => (first + index) & 0xff);
}

export const byPassphrase = filled(32, 0x61);
export const byWords = filled(32, 0xa1);

export function kdf(saltOf: number, change: Partial<Kdf> = {}): Kdf {
  return { algorithm: 1, passes: 3, memoryKiB: 65_536, lanes: 1, salt: new Uint8Array(16).fill(saltOf), ...change };
}

export const passphraseSlot: SlotDraft = { number: 0, type: 1, kdf: kdf(0x33), derived: byPassphrase };
export const recoverySlot: SlotDraft = { number: 1, type: 2, kdf: kdf(0x44), derived: byWords };

export const hello: RecordDraft = { k: 0x0123456789abcdefn, type: 1, schema: 2, revision: 3n, payload: ascii('Hello') };

export const sound: Draft = {
  vaultId: filled(16, 0x20),
  epoch: 1,
  vaultKey: filled(32, 0),
  slots: [passphraseSlot, recoverySlot],
  records: [hello],
  sequence: 1n,
  previous: new Uint8Array(32),
  frontPage: null,
};

export function hex(bytes: Bytes): string {
  return Buffer.from(bytes).toString('hex');
}

export const withPassphrase: Tried = { derived: hex(byPassphrase), slot: 'passphrase' };
export const withWords: Tried = { derived: hex(byWords), slot: 'recovery' };

type Rest = Partial<Pick<Case, 'tried' | 'isKnownLate' | 'alsoHandedOut' | 'losesFrontPage' | 'journal' | 'grownTo'>>;

export function opens(name: string, changed: string, change: Partial<Draft>, rest: Rest = {}): Case {
  return { name, changed, outcome: 'opens', draft: { ...sound, ...change }, tried: withPassphrase, ...rest };
}

export function refused(outcome: Exclude<Outcome, 'opens'>, name: string, changed: string, change: Partial<Draft>, rest: Rest = {}): Case {
  return { name, changed, outcome, draft: { ...sound, ...change }, tried: withPassphrase, ...rest };
}

export function flipped(at: number): (bytes: Bytes) => Bytes {
  return (bytes) => {
    const other = Uint8Array.from(bytes);
    other[at < 0 ? bytes.length + at : at]! ^= 1;
    return other;
  };
}

export function set(at: number, ...values: number[]): (bytes: Bytes) => Bytes {
  return (bytes) => {
    const other = Uint8Array.from(bytes);
    other.set(values, at);
    return other;
  };
}
