/** The keys of an open journal, all of them from one: the vault key, 32 random bytes per epoch. */
import sodium from 'libsodium-wrappers-sumo';
import { forget, KEY_BYTES } from './seal.ts';

const CONTEXT = 'oc1_vmk_';
const SUBKEY = { record: 1, head: 2, leaf: 3, header: 4, anchor: 5, file: 6, front: 7, backup: 8 } as const;

export type VaultKeys = Readonly<Record<keyof typeof SUBKEY, Uint8Array>>;

export function keysOf(vaultKey: Uint8Array): VaultKeys {
  const subkey = (name: keyof typeof SUBKEY) => sodium.crypto_kdf_derive_from_key(KEY_BYTES, SUBKEY[name], CONTEXT, vaultKey);
  return { record: subkey('record'), head: subkey('head'), leaf: subkey('leaf'), header: subkey('header'), anchor: subkey('anchor'), file: subkey('file'), front: subkey('front'), backup: subkey('backup') };
}

/** Keys of their own for a second user: each forgets its own. */
export function copyKeys(keys: VaultKeys): VaultKeys {
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, Uint8Array.from(key)])) as unknown as VaultKeys;
}

export function forgetKeys(keys: VaultKeys): void {
  forget(...Object.values(keys));
}
