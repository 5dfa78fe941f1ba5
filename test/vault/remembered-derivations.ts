/** The real derivation, done once for each secret, salt and cost: tests that open a journal again and again need not wait each time. */
import crypto from 'node:crypto';
import type { derive } from '../../electron/vault/derivation.ts';

export function remembering(real: typeof derive): typeof derive {
  const derivedByQuestion = new Map<string, Uint8Array>();
  return async (secret, kdf, signal) => {
    if (signal?.aborted === true) return real(secret, kdf, signal);
    const question = crypto.hash('sha256', Buffer.concat([secret, kdf.salt, Buffer.from(`${kdf.passes} ${kdf.memoryKiB}`)]));
    const known = derivedByQuestion.get(question);
    if (known !== undefined) {
      secret.fill(0);
      return Uint8Array.from(known);
    }
    const derived = await real(secret, kdf, signal);
    derivedByQuestion.set(question, Uint8Array.from(derived));
    return derived;
  };
}
