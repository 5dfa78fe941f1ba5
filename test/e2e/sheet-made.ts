/** A journal whose recovery sheet was made some time ago: as it would stand in the file. */
import { toRecord } from '../../electron/journal/records.ts';
import { newRecordId, openVault } from '../../electron/vault/vault.ts';

export async function rememberSheet(file: string, passphrase: string, issuedAtMs: number): Promise<void> {
  const vault = await openVault(file, { kind: 'passphrase', passphrase });
  for (const _ of vault.gather(100));
  vault.commit({ puts: [toRecord({ kind: 'recovery-sheet', id: newRecordId(), issuedAtMs, rehearsedAtMs: null })], removes: [] });
  vault.close();
}
