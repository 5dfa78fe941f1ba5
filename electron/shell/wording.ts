/** The few words the shell shows itself: the title, the menu, and the one message for when no window can be shown. */

/** Constant: a window's title is seen in task bars, screenshots and lists of processes. */
export const TITLE = 'Other Chair';

export const MENU = {
  journal: 'Journal',
  lock: 'Lock now',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
} as const;

export const CANNOT_START = {
  title: 'Other Chair cannot start',
  text: 'The part of the app that keeps the journal stopped several times in a row, so the app closes now. Everything that was shown as saved is still in the journal file. Start the app again; if this comes back, restart the computer or install the app again. The journal file is not touched by that.',
} as const;

export const CANNOT_USE_FOLDER = {
  title: 'Other Chair cannot start',
  text: 'The app cannot write into its own folder, so it closes now. Check that the disk is not full and that you may write into this folder:',
} as const;

export const CHOOSING = {
  folder: 'Where backups of the journal go',
  journal: 'Where the journal is kept',
  rescue: 'Where what can be read of the journal goes',
  takeFolder: 'Use this folder',
  file: 'Restore the journal from a backup',
  takeFile: 'Take this backup',
  kind: 'Backups of Other Chair',
  openAgreement: 'Open an agreement from your peer',
  openTemplate: 'Open a template from somebody else',
  takeForeign: 'Look at this file',
  saveAgreement: 'Where the agreement goes',
  saveTemplate: 'Where the template goes',
  save: 'Write the file',
  agreements: 'Agreements of Other Chair',
  templates: 'Templates of Other Chair',
} as const;
