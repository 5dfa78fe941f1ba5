/** The vectors of the format, by the reader that shares no code with the app. */
import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { disagreements } from '../vault/vectors/agreement.ts';
import { readVector } from '../vault/vectors/ours.ts';
import { readByReader, type Derive } from '../vault/vectors/reader.ts';
import { GROUPS, read } from '../vault/vectors/vector.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-reader-vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The reader's Argon2id takes seconds for each of a dozen secrets; that it is the right one is tested elsewhere. */
const byOpenSsl: Derive = (secret, kdf) => {
  const view = new DataView(kdf.buffer, kdf.byteOffset, kdf.byteLength);
  return crypto.argon2Sync('argon2id', { message: secret, nonce: kdf.subarray(13), parallelism: 1, tagLength: 32, memory: view.getUint32(5, true), passes: view.getUint32(1, true) });
};

describe.each(GROUPS)('each vector of the group %s', (group) => {
  test('is read by the reader as it says', { timeout: 120_000 }, async () => {
    const reading = readByReader(byOpenSsl);
    const wrong: string[] = [];
    for (const vector of read(group)) for (const each of disagreements(vector, await readVector(vector, path.join(folder, 'journal.ocv'), reading))) wrong.push(`${vector.name}: ${each}`);
    expect(wrong).toEqual([]);
  });
});
