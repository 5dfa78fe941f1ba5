/** This journal: sealed records, workspace in memory. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stateBeforeStates } from '../../shared/pairing.ts';
import { Journal } from '../../electron/journal/journal.ts';
import { toRecord } from '../../electron/journal/records.ts';
import { JournalFile } from '../../electron/vault/file.ts';
import { parseHeader, slotOf } from '../../electron/vault/header.ts';
import { derive } from '../../electron/vault/derivation.ts';
import { passphraseBytes } from '../../electron/vault/passphrase.ts';
import { sodiumReady } from '../../electron/vault/seal.ts';
import { prepareVault, unlock } from '../../electron/vault/vault.ts';
import type { Entry } from '../../electron/workspace/entry.ts';
import type { Corpus } from './corpus.ts';
import { HITS, PAGE, type Design, type Opened } from './design.ts';
import { doWhole } from './whole-work.ts';

const passphrase = 'a passphrase for measuring only';
const everything = { pairing: null, chair: null };
const silent = { progress: () => undefined, damaged: (error: unknown) => { throw error; } };

const fileIn = (folder: string) => path.join(folder, 'journal.ocv');
const idsIn = (folder: string) => path.join(folder, 'ids.json');

export const journalDesign: Design = {
  async make(folder, corpus) {
    const prepared = await prepareVault(passphrase, { cost: { passes: 3, memoryKiB: 64 * 1024 } });
    const vault = prepared.write(fileIn(folder));
    const entries = entriesOf(corpus);
    for (let from = 0; from < entries.length; from += 500) vault.commit({ puts: entries.slice(from, from + 500).map(toRecord), removes: [] });
    const journal = new Journal(vault, silent);
    await journal.whole();
    journal.close();
    writeFileSync(idsIn(folder), JSON.stringify(corpus.sessions.map(({ id }) => id)));
  },

  async prepare(folder) {
    await sodiumReady();
    const peek = JournalFile.open(fileIn(folder));
    const { kdf } = slotOf(parseHeader(peek.preface().header), 'passphrase');
    peek.close();
    const derived = await derive(passphraseBytes(passphrase), kdf);
    const ids = existsSync(idsIn(folder)) ? (JSON.parse(readFileSync(idsIn(folder), 'utf8')) as never[]) : [];
    return { open: () => Promise.resolve(openedJournal(new Journal(unlock(JournalFile.open(fileIn(folder)), 'passphrase', derived), silent), ids, folder)) };
  },
};

function openedJournal(journal: Journal, ids: never[], folder: string): Opened {
  return {
    firstPage: async () => (await journal.sessions.list({ ...everything, trashed: false, after: null, limit: PAGE })).rows.length,
    async searchReady() {
      await journal.whole();
    },
    search(text) {
      const answer = journal.search({ ...everything, text, limit: HITS });
      if (!answer.ready) throw new Error('not ready');
      return answer.hits.length;
    },
    async save(place, session) {
      await journal.sessions.save(place === null ? null : ids[place]!, session);
    },
    read: (place) => journal.sessions.read(ids[place]!),
    whole: (work) => doWhole(work, journal, folder, passphrase),
    close: () => journal.close(),
  };
}

function entriesOf({ pairings, sessions }: Corpus): Entry[] {
  return [
    ...pairings.map(({ id, pairing }) => ({ kind: 'pairing' as const, id, pairing, state: stateBeforeStates(pairing.since), putAside: {} })),
    ...sessions.map(({ id, session }) => ({ kind: 'session' as const, id, session, agreementVersion: null, savedAtMs: Date.parse(session.date), trashedAtMs: null })),
  ];
}
