import type { unlockingRequests } from '../../../shared/requests/unlocking.ts';
import { suggestPassphrase, weighPassphrase } from '../../journal/passphrase.ts';
import type { HandlersOf } from './handler.ts';

export const unlockingHandlers: HandlersOf<typeof unlockingRequests> = {
  journalStatus: (custody) => custody.status(),
  savePreferences: (custody, preferences) => custody.savePreferences(preferences),
  weighPassphrase: (_custody, { passphrase }) => weighPassphrase(passphrase),
  suggestPassphrase: () => ({ passphrase: suggestPassphrase() }),
  beginJournal: (custody, { passphrase }) => custody.begin(passphrase),
  finishJournal: (custody, { words }) => {
    custody.finish(words);
    return null;
  },
  unlockWithPassphrase: async (custody, { passphrase }) => {
    await custody.unlock({ kind: 'passphrase', passphrase });
    return null;
  },
  unlockWithRecoveryWords: async (custody, { words }) => {
    await custody.unlock({ kind: 'recovery', words });
    return null;
  },
  cancelUnlocking: (custody) => {
    custody.cancelDeriving();
    return null;
  },
  lock: (custody) => {
    custody.lock();
    return null;
  },
};
