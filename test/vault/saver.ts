/**
 * A process that saves until it is killed. It says what it is about to save, saves it, and says so when it is confirmed:
 * `will <save>` and `done <save>`, one JSON a line.
 */
import fs from 'node:fs';
import { JournalFile } from '../../electron/vault/file.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { newRecordId, unlock } from '../../electron/vault/vault.ts';
import type { RecordId } from '../../shared/record-id.ts';

const [file, derived, mode] = process.argv.slice(2);
const say = (word: string, value: unknown = null) => fs.writeSync(1, `${word} ${JSON.stringify(value)}\n`);

await sodiumReady();
const vault = unlock(JournalFile.open(file!), 'passphrase', Uint8Array.from(Buffer.from(derived!, 'hex')));
const ids: RecordId[] = [];
for (const batch of vault.gather(100)) ids.push(...batch.map((record) => record.id));
say('ready');

if (mode === 'hold') setInterval(() => undefined, 1000);
else
  for (let count = 0; ; count += 1) {
    // New entries, entries written over, entries taken out, several at once: whatever a save can be.
    const added = ids.length < 40 || count % 3 === 0 ? [newRecordId()] : [];
    const over = ids.length > 2 ? [ids[(count * 7) % ids.length]!] : [];
    const removed = ids.length > 30 ? [ids[(count * 7 + 1) % ids.length]!].filter((id) => !over.includes(id)) : [];
    const puts = [...added, ...over].map((id) => ({ id, text: `${process.pid} ${count} `.repeat(1 + ((count * 37) % 400)) }));
    say('will', { puts, removes: removed });
    vault.commit({ puts: puts.map(({ id, text }) => ({ id, type: 1, schema: 1, payload: Buffer.from(text) })), removes: removed });
    say('done');
    ids.push(...added);
    for (const id of removed) ids.splice(ids.indexOf(id), 1);
  }
