/** The dialogs of the system in which a person chooses a file or a folder. The shell learns the path and nothing of what is there. */
import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import path from 'node:path';
import type { Choosing } from '../../shared/process-messages.ts';
import { CHOOSING } from './wording.ts';

export const dialogOptions: Readonly<Record<Choosing, OpenDialogOptions>> = {
  'backup-folder': { title: CHOOSING.folder, buttonLabel: CHOOSING.takeFolder, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
  'journal-folder': { title: CHOOSING.journal, buttonLabel: CHOOSING.takeFolder, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
  'backup-file': { title: CHOOSING.file, buttonLabel: CHOOSING.takeFile, properties: ['openFile', 'dontAddToRecent'], filters: [{ name: CHOOSING.kind, extensions: ['ocb'] }] },
};

/** Asks in front of the window that is there; null when nothing was chosen or nobody can be asked. */
export function choosing(dialog: Pick<Dialog, 'showOpenDialog'>, front: () => BrowserWindow | null, fault: (happening: string, error: unknown) => void): (what: Choosing) => Promise<string | null> {
  return async (what) => {
    const window = front();
    if (!window || window.isDestroyed()) return null;
    try {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, dialogOptions[what]);
      const [chosen] = filePaths;
      return !canceled && filePaths.length === 1 && chosen !== undefined && path.isAbsolute(chosen) ? chosen : null;
    } catch (error) {
      fault('choosing', error);
      return null;
    }
  };
}
