/** FORMAT.md §8: the front page. It is never a reason to refuse the journal; whatever is wrong with it, it counts as absent. */
import type { Draft } from './draft.ts';
import { ascii, join, paddedTo, subkey, u32, u64, u8, type Bytes, type Sealing } from './ocv1.ts';
import { filled, flipped, opens, sound } from './sound.ts';
import type { Case } from './vector.ts';

const { vaultId, vaultKey, epoch, sequence } = sound;
const page = ascii('front');
const lost = (name: string, changed: string, change: Partial<Draft>): Case => opens(name, changed, { frontPage: page, ...change }, { losesFrontPage: true });
const shown = (name: string, changed: string, frontPage: Bytes | null): Case => opens(name, changed, { frontPage });
const sealing = (change: Partial<Sealing>): Partial<Draft> => ({ frontSealing: (right) => ({ ...right, ...change }) });
const aad = (id: Bytes, epoch_: number, sequence_: bigint): Bytes => join(id, u32(epoch_), u64(sequence_));

export const frontPage: Case[] = [
  shown('no front page', 'row 3 is not there', null),
  shown('a front page', 'nothing', page),
  shown('an empty front page', 'a page of no bytes', new Uint8Array(0)),
  shown('a front page that fills its size', '508 bytes', filled(508, 1)),
  shown('a front page of the next size', '509 bytes', filled(509, 1)),
  ...([['nonce', 0], ['commitment', 24], ['ciphertext', 56], ['tag', -1]] as const).map(([name, at]) => lost(name, 'one bit', { front: flipped(at) })),
  lost('an empty row', 'no bytes', { front: () => new Uint8Array(0) }),
  lost('a row of 71 bytes', 'shorter than an empty seal', { front: (sealed) => sealed.slice(0, 71) }),
  lost('a row with a byte missing', 'the last', { front: (sealed) => sealed.slice(0, -1) }),
  lost('a row with a byte too many', 'a zero', { front: (sealed) => join(sealed, u8(0)) }),
  lost('a row of 400,000 bytes', 'longer than any front page', { front: () => new Uint8Array(400_000) }),
  lost('of the save before', 'sealed for sequence 0', sealing({ aad: aad(vaultId, epoch, sequence - 1n) })),
  lost('of the save after', 'sealed for sequence 2', sealing({ aad: aad(vaultId, epoch, sequence + 1n) })),
  lost('of another journal', 'sealed for another vault_id', sealing({ aad: aad(filled(16, 0x21), epoch, sequence) })),
  lost('of another epoch', 'sealed for epoch 2', sealing({ aad: aad(vaultId, 2, sequence) })),
  lost('in the context of a record', 'context oc1/rec', sealing({ context: 'oc1/rec' })),
  lost('in the context of the head', 'context oc1/head', sealing({ context: 'oc1/head' })),
  lost('under subkey 1', 'the key', sealing({ key: subkey(vaultKey, 1) })),
  lost('under the vault key itself', 'the key', sealing({ key: vaultKey })),
  lost('not padded', 'the sealed text ends with the page', { frontPadded: (text) => text }),
  lost('padded to 1,024', 'the size after the right one', { frontPadded: (text) => paddedTo(1024, text) }),
  lost('a byte of the padding', 'the last is 1', { frontPadded: (text) => flipped(511)(paddedTo(512, text)) }),
  lost('a length beyond the text', '1,000,000', { frontText: (text) => join(u32(1_000_000), text.slice(4)) }),
  lost('a length one too short', 'the last byte counts as padding', { frontText: (text) => join(u32(4), text.slice(4)) }),
  lost('a length of 2^32 - 1', 'with the 4 bytes before it more than 32 bits', { frontText: (text) => join(u32(0xffffffff), text.slice(4)) }),
  lost('a sealed text of 3 bytes', 'no room for the length', { frontPadded: () => new Uint8Array(3) }),
];
