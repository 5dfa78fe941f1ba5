/** What is done to a whole journal while it is open: each is measured by how long the window waits for an answer meanwhile. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Journal } from '../../electron/journal/journal.ts';

export const WHOLE_WORK = ['backup', 'restore drill', 'move', 're-keying'] as const;
export type WholeWork = (typeof WHOLE_WORK)[number];

/** @param folder of the journal; what is made in it goes again */
export async function doWhole(work: WholeWork, journal: Journal, folder: string, passphrase: string): Promise<void> {
  const backups = path.join(path.dirname(folder), 'backups');
  switch (work) {
    case 'backup':
      mkdirSync(backups, { recursive: true });
      if (journal.backups.folder === null) await journal.backups.useFolder(backups);
      await journal.backups.make(() => undefined);
      return;
    case 'restore drill': {
      const [newest] = await journal.backups.list();
      if (newest === undefined || !existsSync(backups)) throw new Error('The drill needs the backup that was made before it.');
      await journal.backups.drill(newest.name, () => undefined);
      return;
    }
    case 'move': {
      const elsewhere = path.join(folder, 'moved');
      const { vault } = await journal.copyTo(path.join(elsewhere, 'journal.ocv'), {});
      vault.close();
      rmSync(elsewhere, { recursive: true });
      return;
    }
    case 're-keying': {
      const { recoveryWords, ask } = await journal.keys.beginSheet(passphrase);
      await journal.keys.finishSheet(ask.map((place) => recoveryWords[place - 1]!));
      await journal.keys.rekey({ passphrase, words: recoveryWords.join(' ') }, () => undefined);
    }
  }
}
