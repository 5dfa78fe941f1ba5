/** FORMAT.md §2, §3 and §5: from a secret to the vault key. */
import { committedToOneSealedUnderAnother, type Draft, type SlotDraft } from './draft.ts';
import { ascii, derive, encodeKdf, join, keyedH, passphraseSecret, slotAad, u32, u8, type Bytes, type Kdf, type Sealing } from './ocv1.ts';
import { byPassphrase, byWords, filled, flipped, hex, kdf, opens, passphraseSlot, recoverySlot, refused, set, sound, withPassphrase, withWords } from './sound.ts';
import type { Case, Tried } from './vector.ts';

const slot = (change: Partial<SlotDraft>): Partial<Draft> => ({ slots: [{ ...passphraseSlot, ...change }, recoverySlot] });
const words = (change: Partial<SlotDraft>): Partial<Draft> => ({ slots: [passphraseSlot, { ...recoverySlot, ...change }] });
const sealing = (change: Partial<Sealing>): Partial<Draft> => slot({ sealing: (right) => ({ ...right, ...change }) });
const kek = (change: (right: Bytes) => Bytes): Partial<Draft> => slot({ kek: change });
const wrong = (name: string, changed: string, change: Partial<Draft>, rest = {}): Case => refused('wrong-secret', name, changed, change, rest);
const derived = (bytes: Bytes): Tried => ({ derived: hex(bytes), slot: 'passphrase' });

const { vaultId, epoch } = sound;
const cost = encodeKdf(passphraseSlot.kdf);
const otherId = filled(16, 0x21);

const parts: [string, number][] = [
  ['nonce, first byte', 0], ['nonce, last byte', 23], ['commitment, first byte', 24], ['commitment, last byte', 55], ['ciphertext, first byte', 56],
  ['ciphertext, last byte', 87], ['tag, first byte', 88], ['tag, last byte', 103],
];
const flips: Case[] = [
  ...parts.map(([name, at]) => wrong(`passphrase slot, ${name}`, 'one bit; checksum and MAC are right', slot({ sealed: flipped(at) }))),
  ...parts.map(([name, at]) => wrong(`recovery slot, ${name}`, 'one bit; checksum and MAC are right; the words are tried', words({ sealed: flipped(at) }), { tried: withWords })),
];

const secrets: Case[] = [
  wrong('another secret', 'nothing; the derived key tried is another', {}, { tried: derived(filled(32, 1)) }),
  wrong('a secret with one other bit', 'nothing; the derived key tried differs in its first bit', {}, { tried: derived(flipped(0)(byPassphrase)) }),
  wrong('a secret with its last bit changed', 'nothing; the derived key tried differs in its last bit', {}, { tried: derived(flipped(31)(byPassphrase)) }),
  wrong('a secret of zeros', 'nothing; the derived key tried is 32 zeros', {}, { tried: derived(new Uint8Array(32)) }),
  wrong('the secret of the words for the passphrase', 'nothing; the slot tried is the other', {}, { tried: derived(byWords) }),
  wrong('the secret of the passphrase for the words', 'nothing; the slot tried is the other', {}, { tried: { derived: hex(byPassphrase), slot: 'recovery' } }),
  wrong('the vault key as a secret', 'nothing; the derived key tried is the vault key', {}, { tried: derived(sound.vaultKey) }),
];

const seals: Case[] = [
  wrong('sealed in the context of a record', 'context oc1/rec', sealing({ context: 'oc1/rec' })),
  wrong('sealed in the context of the head', 'context oc1/head', sealing({ context: 'oc1/head' })),
  wrong('sealed in a context cut short', 'context oc1/slo, the associated data begin with t', sealing({ context: 'oc1/slo', aad: join(ascii('t'), slotAad(vaultId, 0, 1, cost, epoch)) })),
  wrong('sealed in a context made longer', 'context oc1/slot and the first byte of vault_id', sealing({ context: `oc1/slot${String.fromCharCode(vaultId[0]!)}`, aad: slotAad(vaultId, 0, 1, cost, epoch).slice(1) })),
  wrong('sealed for another vault_id', 'associated data', sealing({ aad: slotAad(otherId, 0, 1, cost, epoch) })),
  wrong('sealed for another slot number', 'associated data', sealing({ aad: slotAad(vaultId, 1, 1, cost, epoch) })),
  wrong('sealed for another slot type', 'associated data', sealing({ aad: slotAad(vaultId, 0, 2, cost, epoch) })),
  wrong('sealed for another salt', 'associated data', sealing({ aad: slotAad(vaultId, 0, 1, encodeKdf(kdf(0x34)), epoch) })),
  wrong('sealed for other passes', 'associated data', sealing({ aad: slotAad(vaultId, 0, 1, encodeKdf(kdf(0x33, { passes: 4 })), epoch) })),
  wrong('sealed for other memory', 'associated data', sealing({ aad: slotAad(vaultId, 0, 1, encodeKdf(kdf(0x33, { memoryKiB: 65_537 })), epoch) })),
  wrong('sealed for another epoch', 'associated data', sealing({ aad: slotAad(vaultId, 0, 1, cost, 2) })),
  wrong('sealed without an epoch', 'associated data', sealing({ aad: join(vaultId, u8(0), u8(1), cost) })),
  wrong('sealed for a big-endian epoch', 'associated data', sealing({ aad: join(vaultId, u8(0), u8(1), cost, Uint8Array.of(0, 0, 0, 1)) })),
  wrong('sealed with the parts in another order', 'associated data: epoch before kdf', sealing({ aad: join(vaultId, u8(0), u8(1), u32(epoch), cost) })),
  wrong('sealed without associated data', 'associated data', sealing({ aad: new Uint8Array(0) })),
  wrong('sealed under the derived key itself', 'the key is P, no KEK was made', sealing({ key: byPassphrase })),
  wrong('committed to one key, sealed under another', 'ciphertext and tag are of another key', slot({ sealing: (right) => right, sealed: () => committedToOneSealedUnderAnother(rightSealing(), filled(32, 3)) })),
  wrong('sealed under one key, committed to another', 'the commitment is of another key', slot({ sealed: () => committedToOneSealedUnderAnother({ ...rightSealing(), key: filled(32, 3) }, rightSealing().key) })),
  wrong('a text of 31 bytes and one byte of nothing', 'the vault key is cut short, a zero stands after the tag', slot({ sealing: (right) => ({ ...right, text: right.text.slice(0, 31) }), sealed: (sealed) => join(sealed, u8(0)) })),
];

function rightSealing(): Sealing {
  const key = keyedH(byPassphrase, ascii('oc1/kek'), vaultId, u8(0), u8(1), cost);
  return { key, context: 'oc1/slot', aad: slotAad(vaultId, 0, 1, cost, epoch), text: sound.vaultKey, nonce: filled(24, 0x40) };
}

const keks: Case[] = [
  wrong('a KEK with another label', 'oc1/kex in place of oc1/kek', kek((right) => join(ascii('oc1/kex'), right.slice(7)))),
  wrong('a KEK without a label', 'the label', kek((right) => right.slice(7))),
  wrong('a KEK for another vault_id', 'vault_id', kek((right) => join(right.slice(0, 7), otherId, right.slice(23)))),
  wrong('a KEK for another slot number', 'number', kek(set(23, 1))),
  wrong('a KEK for another slot type', 'type', kek(set(24, 2))),
  wrong('a KEK for another cost', 'kdf', kek(flipped(26))),
  wrong('a KEK for another salt', 'kdf', kek(flipped(-1))),
  wrong('a KEK without kdf', 'kdf', kek((right) => right.slice(0, 25))),
];

/** The slot is as it was; what it was sealed for has changed around it, with checksum and MAC right. */
const moved: Case[] = [
  wrong('kdf with another salt', 'the salt stands changed in the slot', slot({ bytes: flipped(2 + 28) })),
  wrong('kdf with more passes', 't = 4 stands in the slot', slot({ bytes: set(3, 4) })),
  wrong('kdf with more memory', 'm = 131,072 stands in the slot', slot({ bytes: set(7, 0, 0, 2, 0) })),
  wrong('moved to another number', 'the slot of number 0 stands in number 2', { fields: ([id, own, one, two]) => [id!, own!, two!, { tag: 0x12, value: one!.value }] }),
  wrong('the two slots exchanged', 'number 0 holds what was made for number 1, and the other way round', { fields: ([id, own, one, two]) => [id!, own!, { tag: 0x10, value: two!.value }, { tag: 0x11, value: one!.value }] }),
  wrong('the types exchanged', 'each slot says it is of the other’s type', { slots: [{ ...passphraseSlot, bytes: set(0, 2) }, { ...recoverySlot, bytes: set(0, 1) }] }),
  wrong('of another journal', 'vault_id stands changed in the header', { fields: ([, ...rest]) => [{ tag: 1, value: otherId }, ...rest] }),
  wrong('of another epoch', 'epoch 2 stands in the header', { fields: ([id, , ...rest]) => [id!, { tag: 2, value: u32(2) }, ...rest] }),
  refused('damaged', 'opens to another vault key', 'the slot holds another key than the journal is sealed with', sealing({ text: filled(32, 0x77) })),
  refused('damaged', 'opens to the vault key of zeros', 'the slot holds 32 zeros', sealing({ text: new Uint8Array(32) })),
];

// With a real derivation. What is typed, what the slot was made for.
const typed = (passphrase: string): Tried => ({ passphrase });
const forPassphrase = (secret: Bytes, cost_: Kdf = kdf(0x33)): Partial<Draft> => slot({ kdf: cost_, derived: derive(secret, cost_) });
const forWords = (secret: Bytes): Partial<Draft> => words({ derived: derive(secret, recoverySlot.kdf) });
const cafe = 'Caf\u00e9 with two chairs';
const zeros = new Uint8Array(16);
const abandon = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';

const passphrases: Case[] = [
  opens('passphrase typed as it is stored', 'nothing', forPassphrase(passphraseSecret(cafe)), { tried: typed(cafe) }),
  opens('passphrase typed decomposed', 'é is typed as e and a combining accent', forPassphrase(passphraseSecret(cafe)), { tried: typed(cafe.normalize('NFD')) }),
  opens('passphrase of no characters', 'the secret is 0 bytes', forPassphrase(new Uint8Array(0)), { tried: typed('') }),
  opens('passphrase of 1,024 bytes', 'the longest', forPassphrase(passphraseSecret('a'.repeat(1024))), { tried: typed('a'.repeat(1024)) }),
  opens('passphrase with a lone surrogate', 'it counts as U+FFFD', forPassphrase(passphraseSecret('a\ufffdb')), { tried: typed('a\ud800b') }),
  opens('passphrase beyond the basic plane', 'a chair', forPassphrase(passphraseSecret('\u{1fa91}\u{1fa91}')), { tried: typed('\u{1fa91}\u{1fa91}') }),
  opens('a dearer derivation', 't = 4, m = 65,600', forPassphrase(passphraseSecret(cafe), kdf(0x35, { passes: 4, memoryKiB: 65_600 })), { tried: typed(cafe) }),
  wrong('passphrase with a space before it', 'nothing is trimmed', forPassphrase(passphraseSecret(cafe)), { tried: typed(` ${cafe}`) }),
  wrong('passphrase with a line feed after it', 'nothing is trimmed', forPassphrase(passphraseSecret(cafe)), { tried: typed(`${cafe}\n`) }),
  wrong('passphrase in capitals', 'no case is folded', forPassphrase(passphraseSecret(cafe)), { tried: typed(cafe.toUpperCase()) }),
  wrong('passphrase of compatible characters', 'the ligature ﬁ is not fi: NFC, not NFKC', forPassphrase(passphraseSecret('find')), { tried: typed('\ufb01nd') }),
  wrong('passphrase stored decomposed', 'a writer forgot NFC', forPassphrase(new TextEncoder().encode(cafe.normalize('NFD'))), { tried: typed(cafe) }),
  wrong('passphrase in UTF-16', 'a writer took another encoding', forPassphrase(Uint8Array.from(Buffer.from('find', 'utf16le'))), { tried: typed('find') }),
  refused('too-large', 'passphrase of 1,025 bytes', 'what is typed is too long', {}, { tried: typed('a'.repeat(1025)) }),
  refused('too-large', 'passphrase of 1,026 bytes in 513 characters', 'bytes count, not characters', {}, { tried: typed('\u00e9'.repeat(513)) }),
];

const spelled = (text: string): Tried => ({ words: text });
const recovery: Case[] = [
  opens('words', 'nothing', forWords(zeros), { tried: spelled(abandon) }),
  opens('words in capitals', 'any case', forWords(zeros), { tried: spelled(abandon.toUpperCase()) }),
  opens('words numbered, with commas, on lines', 'all but letters is skipped', forWords(zeros), { tried: spelled(abandon.split(' ').map((word, at) => `${at + 1}. ${word},`).join('\n')) }),
  refused('not-words', 'eleven words', 'the last word is missing', {}, { tried: spelled(abandon.split(' ').slice(0, 11).join(' ')) }),
  refused('not-words', 'thirteen words', 'one word too many', {}, { tried: spelled(`${abandon} about`) }),
  refused('not-words', 'no words', 'nothing was typed', {}, { tried: spelled('') }),
  refused('not-words', 'a word that is not on the list', 'abandom', {}, { tried: spelled(abandon.replace('abandon', 'abandom')) }),
  refused('not-words', 'a wrong checksum', 'the last word is another of the list', {}, { tried: spelled(abandon.replace('about', 'abandon')) }),
  refused('not-words', 'words run together', 'no space between two of them', {}, { tried: spelled(abandon.replace('abandon abandon', 'abandonabandon')) }),
  wrong('other words', 'twelve words that belong together, but not to this journal', forWords(zeros), { tried: spelled('legal winner thank year wave sausage worth useful legal winner thank yellow') }),
  wrong('words as text', 'a writer took the words for the secret, not the bytes they encode', forWords(ascii(abandon)), { tried: spelled(abandon) }),
];

export const slots: Case[] = [
  opens('by the passphrase', 'nothing', {}, { tried: withPassphrase }),
  opens('by the words', 'nothing', {}, { tried: withWords }),
  ...flips, ...secrets, ...seals, ...keks, ...moved, ...passphrases, ...recovery,
];
