import type { keyRequests } from '../../../shared/requests/keys.ts';
import type { HandlersOf } from './handler.ts';

export const keyHandlers: HandlersOf<typeof keyRequests> = {
  changePassphrase: async ({ journal }, { current, next }) => {
    await journal.keys.changePassphrase(current, next);
    return null;
  },
  beginRecoverySheet: ({ journal }, { passphrase }) => journal.keys.beginSheet(passphrase),
  finishRecoverySheet: async ({ journal }, { words }) => {
    await journal.keys.finishSheet(words);
    return null;
  },
  rehearseRecovery: ({ journal }, { words }) => journal.keys.rehearse(words),
  recoverySheetStatus: ({ journal }) => journal.keys.sheetStatus(),
  rekeyJournal: async (custody, secrets) => {
    await custody.rekey(secrets);
    return null;
  },
  cancelKeyChange: ({ journal }) => {
    journal.keys.cancel();
    return null;
  },
};
