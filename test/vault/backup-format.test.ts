/** FORMAT.md's example of a backup, computed from the code, and read by the reader. */
import sodium from 'libsodium-wrappers-sumo';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { RecordId } from '../../shared/record-id.ts';
import { encodePreamble, preambleDigest, streamKeyOf } from '../../electron/vault/backup-preamble.ts';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { ascii, joined, u32, u64 } from '../../electron/vault/bytes.ts';
import { hash } from '../../electron/vault/hash.ts';
import { parseHeader } from '../../electron/vault/header.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { padded } from '../../electron/vault/padding.ts';
import { openRecord, sealRecord } from '../../electron/vault/record.ts';
import { newFolder } from './journals.ts';

const FORMAT = fs.readFileSync(path.join(import.meta.dirname, '../../electron/vault/FORMAT.md'), 'utf8');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, index) => from + index);

afterAll(() => void vi.restoreAllMocks());

function exampleOf(section: string): Record<string, string> {
  const block = new RegExp(`## ${section}[^]*?\`\`\`\\n([^]*?)\`\`\``, 'u').exec(FORMAT)![1]!;
  return Object.fromEntries([...block.matchAll(/^([^#\n]+?) *= ([0-9a-f]+)$/gmu)].map(([, name, value]) => [name!, value!]));
}

test('the example of a backup in FORMAT.md is what the code computes and the reader reads', async () => {
  const journal = exampleOf('10');
  const from = (name: string) => Uint8Array.from(Buffer.from(journal[name]!, 'hex'));
  const keys = keysOf(from('VMK'));
  const [headerBytes, headerMac, sealedHead] = [from('m[0]'), from('m[1]'), from('m[2]')];
  vi.spyOn(crypto, 'randomFillSync').mockImplementation(((bytes: Uint8Array) => {
    bytes.set(counting(0x40, bytes.length));
    return bytes;
  }) as typeof crypto.randomFillSync);
  const header = parseHeader(headerBytes);
  const row = sealRecord(keys.record, header, { id: '0123456789abcdef' as RecordId, type: 1, schema: 2, revision: 3, payload: ascii('Hello') });

  const madeAtMs = Date.UTC(2026, 10, 22, 9, 15);
  const identity = { headerBytes, headerMac, backupId: counting(0x60, 16) };
  const { streamKey, commitment } = streamKeyOf(keys.backup, identity);
  const preamble = { ...identity, commitment, streamHeader: counting(0x70, 24) };
  const content = joined(u64(madeAtMs), sealedHead, u64(0x0123456789abcdefn), u32(row.length), row);
  // Where the pulling side begins, the pushing side would have begun.
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(preamble.streamHeader, streamKey);
  const frame = sodium.crypto_secretstream_xchacha20poly1305_push(state, padded(content), joined(preambleDigest(preamble), u64(0)), 3);
  const file = joined(encodePreamble(preamble), frame);

  expect(exampleOf('12')).toEqual({
    'made_at': String(madeAtMs),
    'backup_id': hex(preamble.backupId),
    'subkey 8': hex(keys.backup),
    'stream key': hex(streamKey),
    'commitment': hex(commitment),
    'stream header': hex(preamble.streamHeader),
    '|preamble|': String(encodePreamble(preamble).length),
    'H(preamble)': hex(preambleDigest(preamble)),
    '|content|': String(content.length),
    '|text|': String(padded(content).length),
    'frame 0, bytes 0 to 31': hex(frame.subarray(0, 32)),
    'frame 0, the last 16': hex(frame.subarray(-16)),
    '|file|': String(file.length),
    'H(file)': hex(hash(file)),
  });

  const at = path.join(newFolder(), 'example.ocb');
  fs.writeFileSync(at, file);
  const reader = await BackupReader.open(at);
  expect(await reader.begin(keys)).toMatchObject({ madeAtMs, head: { sequence: 1, count: 1 } });
  for await (const rows of reader.rows()) expect(rows.map(({ key, bytes }) => hex(openRecord(keys.record, header, key, bytes).payload))).toEqual([hex(ascii('Hello'))]);
  await reader.close();
});
