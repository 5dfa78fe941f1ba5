/**
 * A process that makes backups of a journal, or restores one over it, again and again until it is killed. It says `ready` when it begins and
 * `done <name>` for each backup that was confirmed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { BackupReader } from '../../electron/vault/backup-reader.ts';
import { writeBackup } from '../../electron/vault/backup-writer.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { slotOf } from '../../electron/vault/header.ts';
import { keysOf } from '../../electron/vault/keys.ts';
import { restoreUnlocked } from '../../electron/vault/restoring.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { unwrapKey } from '../../electron/vault/slots.ts';
import { unlock } from '../../electron/vault/vault.ts';

const [mode, journal, place, derived, turn] = process.argv.slice(2) as [string, string, string, string, string];
const say = (line: string) => fs.writeSync(1, `${line}\n`);
const secret = () => Uint8Array.from(Buffer.from(derived, 'hex'));

await sodiumReady();
if (mode === 'backup') await backUp();
else await restore();

async function backUp(): Promise<void> {
  const vault = unlock(JournalFile.open(journal), 'passphrase', secret());
  for (const _ of vault.gather(100));
  say('ready');
  for (let count = 0; ; count += 1) {
    const name = `${turn} ${count}.ocb`;
    const snapshot = vault.snapshot();
    await writeBackup(snapshot, path.join(place, name), { madeAtMs: Date.now() });
    snapshot.release();
    say(`done ${name}`);
  }
}

async function restore(): Promise<void> {
  say('ready');
  for (let count = 0; ; count += 1) {
    const reader = await BackupReader.open(place);
    const keys = keysOf(unwrapKey(reader.header, slotOf(reader.header, 'passphrase'), secret())!);
    const { vault } = await restoreUnlocked(reader, keys, { journal, keepAs: path.join(path.dirname(journal), `before ${turn} ${count}.ocv`) });
    vault.close();
    await reader.close();
    say(`done ${count}`);
  }
}
