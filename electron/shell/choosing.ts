/** The dialogs of the system in which a person chooses a file or a folder. The shell learns the path and nothing of what is there. */
import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import path from 'node:path';
import type { Choosing } from '../../shared/process-messages.ts';
import { CHOOSING } from './wording.ts';

/** Where a file goes that does not exist yet. Its name is offered, and says nothing of what is in it. */
export type ChoosingPlace = Extract<Choosing, `${string}-place`>;

const agreements = [{ name: CHOOSING.agreements, extensions: ['oca'] }];
const templates = [{ name: CHOOSING.templates, extensions: ['oct'] }];

export const dialogOptions: Readonly<Record<Exclude<Choosing, ChoosingPlace>, OpenDialogOptions>> = {
  'backup-folder': { title: CHOOSING.folder, buttonLabel: CHOOSING.takeFolder, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
  'journal-folder': { title: CHOOSING.journal, buttonLabel: CHOOSING.takeFolder, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
  'rescue-folder': { title: CHOOSING.rescue, buttonLabel: CHOOSING.takeFolder, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] },
  'backup-file': { title: CHOOSING.file, buttonLabel: CHOOSING.takeFile, properties: ['openFile', 'dontAddToRecent'], filters: [{ name: CHOOSING.kind, extensions: ['ocb'] }] },
  'agreement-file': { title: CHOOSING.openAgreement, buttonLabel: CHOOSING.takeForeign, properties: ['openFile', 'dontAddToRecent'], filters: agreements },
  'template-file': { title: CHOOSING.openTemplate, buttonLabel: CHOOSING.takeForeign, properties: ['openFile', 'dontAddToRecent'], filters: templates },
};

export const saveDialogOptions: Readonly<Record<ChoosingPlace, SaveDialogOptions>> = {
  'agreement-place': { title: CHOOSING.saveAgreement, buttonLabel: CHOOSING.save, defaultPath: 'agreement.oca', filters: agreements, properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'] },
  'template-place': { title: CHOOSING.saveTemplate, buttonLabel: CHOOSING.save, defaultPath: 'template.oct', filters: templates, properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'] },
};

type Dialogs = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;

/** Asks in front of the window that is there; null when nothing was chosen or nobody can be asked. */
export function choosing(dialog: Dialogs, front: () => BrowserWindow | null, fault: (happening: string, error: unknown) => void): (what: Choosing) => Promise<string | null> {
  return async (what) => {
    const window = front();
    if (!window || window.isDestroyed()) return null;
    try {
      const chosen = isPlace(what) ? await askForPlace(dialog, window, what) : await askForOne(dialog, window, what);
      return chosen !== null && path.isAbsolute(chosen) ? chosen : null;
    } catch (error) {
      fault('choosing', error);
      return null;
    }
  };
}

async function askForOne(dialog: Dialogs, window: BrowserWindow, what: Exclude<Choosing, ChoosingPlace>): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, dialogOptions[what]);
  return canceled || filePaths.length !== 1 ? null : filePaths[0]!;
}

async function askForPlace(dialog: Dialogs, window: BrowserWindow, what: ChoosingPlace): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, saveDialogOptions[what]);
  return canceled ? null : filePath;
}

function isPlace(what: Choosing): what is ChoosingPlace {
  return what in saveDialogOptions;
}
