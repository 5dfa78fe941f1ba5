/** Who does what the window asks. A request of the table without a handler does not compile. */
import type { AnswerOf, ParsedInputOf, RequestName } from '../../shared/requests.ts';
import { suggestPassphrase, weighPassphrase } from '../journal/passphrase.ts';
import type { Custody } from './custody.ts';

export type Handlers = { [N in RequestName]: (custody: Custody, input: ParsedInputOf<N>) => AnswerOf<N> | Promise<AnswerOf<N>> };

export const handlers: Handlers = {
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

  listPairings: ({ journal }) => journal.pairings.list(),
  savePairing: ({ journal }, { id, pairing }) => journal.pairings.save(id, pairing),
  removePairing: async ({ journal }, { id }) => {
    await journal.pairings.remove(id);
    return null;
  },

  listSessions: ({ journal }, asked) => journal.sessions.list(asked),
  readSession: ({ journal }, { id }) => journal.sessions.read(id),
  saveSession: ({ journal }, { id, session }) => journal.sessions.save(id, session),
  trashSession: async ({ journal }, { id }) => {
    await journal.sessions.trash(id);
    return null;
  },
  restoreSession: async ({ journal }, { id }) => {
    await journal.sessions.restore(id);
    return null;
  },
  eraseSession: async ({ journal }, { id }) => {
    await journal.sessions.erase(id);
    return null;
  },
  listSessionVersions: ({ journal }, { id }) => journal.sessions.listVersions(id),
  readSessionVersion: ({ journal }, { id, version }) => journal.sessions.readVersion(id, version),
  restoreSessionVersion: ({ journal }, { id, version }) => journal.sessions.restoreVersion(id, version),
  listTags: ({ journal }) => journal.sessions.tags(),
  search: ({ journal }, asked) => journal.search(asked),

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

  takeCopy: ({ journal }) => {
    journal.takeCopy();
    return null;
  },
  saveReadable: ({ journal }) => journal.rescue.save(),
  openRescued: (custody) => {
    custody.openRescued();
    return null;
  },

  backupStatus: ({ journal }) => journal.backups.status(),
  chooseBackupFolder: (custody) => custody.chooseBackupFolder(),
  stopBackups: ({ journal }) => journal.backups.stop(),
  backupNow: (custody) => custody.journal.backups.make(custody.backupProgress()),
  listBackups: ({ journal }) => journal.backups.list(),
  drillBackup: (custody, { name }) => custody.journal.backups.drill(name, custody.backupProgress()),
  cancelBackup: ({ journal }) => {
    journal.backups.cancel();
    return null;
  },
  chooseBackupFile: (custody) => custody.chooseBackup(),
  restoreBackup: (custody, { secret }) => custody.restore(secret),

  protectionFacts: (custody) => custody.protectionFacts(),
  chooseJournalFolder: (custody) => custody.chooseJournalFolder(),
  moveJournal: (custody, { to }) => custody.move(to),
  cancelMoving: (custody) => {
    custody.cancelMoving();
    return null;
  },
  findJournal: (custody) => custody.findJournal(),
  forgetJournalFolder: (custody) => custody.forgetJournalFolder(),
};
