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
  finishJournal: (custody, { words }) => done(custody.finish(words)),
  unlockWithPassphrase: async (custody, { passphrase }) => done(await custody.unlock({ kind: 'passphrase', passphrase })),
  unlockWithRecoveryWords: async (custody, { words }) => done(await custody.unlock({ kind: 'recovery', words })),
  cancelUnlocking: (custody) => done(custody.cancelDeriving()),
  lock: (custody) => done(custody.lock()),

  listPairings: ({ journal }) => journal.pairings.list(),
  savePairing: ({ journal }, { id, pairing }) => journal.pairings.save(id, pairing),
  removePairing: async ({ journal }, { id }) => done(await journal.pairings.remove(id)),

  listSessions: ({ journal }, asked) => journal.sessions.list(asked),
  readSession: ({ journal }, { id }) => journal.sessions.read(id),
  saveSession: ({ journal }, { id, session }) => journal.sessions.save(id, session),
  trashSession: async ({ journal }, { id }) => done(await journal.sessions.trash(id)),
  restoreSession: async ({ journal }, { id }) => done(await journal.sessions.restore(id)),
  eraseSession: async ({ journal }, { id }) => done(await journal.sessions.erase(id)),
  listSessionVersions: ({ journal }, { id }) => journal.sessions.listVersions(id),
  readSessionVersion: ({ journal }, { id, version }) => journal.sessions.readVersion(id, version),
  restoreSessionVersion: ({ journal }, { id, version }) => journal.sessions.restoreVersion(id, version),
  listTags: ({ journal }) => journal.sessions.tags(),
  search: ({ journal }, asked) => journal.search(asked),
};

/** Marks a request that is answered by having been done. */
function done(_nothing: undefined | void): null {
  return null;
}
