/**
 * What one would take instead: an ordinary SQLite file with a full-text index on disk, in clear (the limit to compare with) or with
 * its pages encrypted by SQLite3MultipleCiphers. Same durability as the journal: rollback journal, synchronous=EXTRA.
 */
import Database from 'better-sqlite3';
import Encrypted from 'better-sqlite3-multiple-ciphers';
import path from 'node:path';
import { firstWords, sessionText } from '../../electron/workspace/session-text.ts';
import { toQuery } from '../../electron/workspace/search.ts';
import type { Session } from '../../shared/session.ts';
import { HITS, PAGE, type Design, type Opened } from './design.ts';

const KEY = '11'.repeat(32);

const SCHEMA = `
CREATE TABLE pairing (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE session (place INTEGER PRIMARY KEY, pairing TEXT NOT NULL, date TEXT NOT NULL, chairs TEXT NOT NULL, first_words TEXT, body TEXT NOT NULL, me TEXT NOT NULL, us TEXT NOT NULL, peer TEXT NOT NULL);
CREATE INDEX session_by_date ON session (date DESC, place DESC);
CREATE VIRTUAL TABLE session_search USING fts5 (me, us, peer, content='session', content_rowid='place', tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER session_added AFTER INSERT ON session BEGIN INSERT INTO session_search (rowid, me, us, peer) VALUES (new.place, new.me, new.us, new.peer); END;
CREATE TRIGGER session_changed AFTER UPDATE ON session BEGIN
  INSERT INTO session_search (session_search, rowid, me, us, peer) VALUES ('delete', old.place, old.me, old.us, old.peer);
  INSERT INTO session_search (rowid, me, us, peer) VALUES (new.place, new.me, new.us, new.peer);
END;`;

export const plainDesign: Design = sqliteDesign((file) => new Database(file));

export const cipherDesign: Design = sqliteDesign((file) => {
  const db = new Encrypted(file);
  db.pragma(`key = "x'${KEY}'"`);
  return db;
});

function sqliteDesign(connect: (file: string) => Database.Database): Design {
  const open = (folder: string) => {
    const db = connect(path.join(folder, 'journal.db'));
    db.pragma('journal_mode = TRUNCATE');
    db.pragma('synchronous = EXTRA');
    db.pragma('temp_store = MEMORY');
    return db;
  };
  return {
    make(folder, corpus) {
      const db = open(folder);
      db.exec(SCHEMA);
      db.transaction(() => {
        const putPairing = db.prepare('INSERT INTO pairing VALUES (?, ?)');
        for (const { id, pairing } of corpus.pairings) putPairing.run(id, pairing.name);
        const put = insertInto(db);
        corpus.sessions.forEach(({ session }, place) => put.run({ place, ...rowOf(session) }));
      })();
      db.close();
      return Promise.resolve();
    },
    prepare: (folder) => Promise.resolve({ open: () => Promise.resolve(openedSqlite(open(folder))) }),
  };
}

function openedSqlite(db: Database.Database): Opened {
  const page = db.prepare('SELECT place, date, chairs, first_words, name FROM session JOIN pairing ON pairing.id = session.pairing ORDER BY date DESC, place DESC LIMIT ?');
  const find = db.prepare(`
    SELECT session.place, date, chairs, first_words, name, ${[0, 1, 2].map((column) => `snippet(session_search, ${column}, '<', '>', '…', 18) AS s${column}`).join(', ')}
    FROM session_search JOIN session ON session.place = session_search.rowid JOIN pairing ON pairing.id = session.pairing
    WHERE session_search MATCH ? ORDER BY rank LIMIT ?`);
  const insert = insertInto(db);
  const update = db.prepare('UPDATE session SET pairing = :pairing, date = :date, chairs = :chairs, first_words = :firstWords, body = :body, me = :me, us = :us, peer = :peer WHERE place = :place');
  const body = db.prepare<[number], string>('SELECT body FROM session WHERE place = ?').pluck();
  return {
    firstPage: () => Promise.resolve(page.all(PAGE).length),
    searchReady: () => Promise.resolve(),
    search: (text) => find.all(toQuery(text), HITS).length,
    save(place, session) {
      if (place === null) insert.run({ place: null, ...rowOf(session) });
      else update.run({ place, ...rowOf(session) });
      return Promise.resolve();
    },
    read: (place) => JSON.parse(body.get(place) ?? 'null') as unknown,
    close: () => db.close(),
  };
}

function insertInto(db: Database.Database) {
  return db.prepare('INSERT INTO session VALUES (:place, :pairing, :date, :chairs, :firstWords, :body, :me, :us, :peer)');
}

function rowOf(session: Session) {
  return { pairing: session.pairing, date: session.date, chairs: session.sittings.map(({ chair }) => chair).join(' '), firstWords: firstWords(session), body: JSON.stringify(session), ...sessionText(session) };
}
