/**
 * Tables of the workspace. Ids are those of the sealed records; `place` is a row number of our own, because the full-text index
 * needs small integers; `chairs` are those of the sittings in their order, with a space between. Everything here can be made again from
 * the records.
 */
export const SCHEMA = `
CREATE TABLE pairing (
  id                 TEXT PRIMARY KEY,
  name               TEXT NOT NULL,
  since              TEXT,
  note               TEXT,
  state              TEXT NOT NULL,
  state_since        TEXT,
  state_before       TEXT,
  state_before_since TEXT,
  put_aside          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE pairing_search USING fts5 (id UNINDEXED, name, tokenize="unicode61 remove_diacritics 2");

CREATE TABLE session (
  place         INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  pairing       TEXT NOT NULL,
  date          TEXT NOT NULL,
  setting       TEXT,
  length        TEXT,
  chairs        TEXT NOT NULL,
  first_words   TEXT,
  saved_at_ms   INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
CREATE INDEX session_by_date    ON session (date DESC, id DESC);
CREATE INDEX session_by_pairing ON session (pairing, date DESC, id DESC);

CREATE TABLE sitting (
  session INTEGER NOT NULL REFERENCES session (place) ON DELETE CASCADE,
  seat    INTEGER NOT NULL,
  chair   TEXT NOT NULL,
  candour INTEGER, selfModeration INTEGER, newPerspective INTEGER, challenge INTEGER, support INTEGER, statusFelt INTEGER, safety INTEGER,
  PRIMARY KEY (session, seat)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
  session INTEGER NOT NULL REFERENCES session (place) ON DELETE CASCADE,
  seat    INTEGER NOT NULL,
  field   TEXT NOT NULL,
  tag     TEXT NOT NULL,
  PRIMARY KEY (session, seat, field, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_version (
  id          TEXT PRIMARY KEY,
  session     TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_version_by_session ON session_version (session, saved_at_ms DESC);

CREATE TABLE peer_note (
  session    TEXT PRIMARY KEY,
  pairing    TEXT NOT NULL,
  keep_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX peer_note_by_pairing ON peer_note (pairing, keep_until);

CREATE TABLE belonging (
  id      TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  pairing TEXT,
  session TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX belonging_by_pairing ON belonging (pairing);
CREATE INDEX belonging_by_session ON belonging (session);

CREATE TABLE recovery_sheet (
  id              TEXT PRIMARY KEY,
  issued_at_ms    INTEGER NOT NULL,
  rehearsed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE backups (
  id     TEXT PRIMARY KEY,
  memory TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE readiness (
  id          TEXT PRIMARY KEY,
  pairing     TEXT NOT NULL,
  begun_at_ms INTEGER NOT NULL,
  answering   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX readiness_by_pairing ON readiness (pairing, begun_at_ms DESC, id DESC);

CREATE TABLE asymmetry (
  id          TEXT PRIMARY KEY,
  pairing     TEXT NOT NULL,
  day         TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  map         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX asymmetry_by_pairing ON asymmetry (pairing, day DESC, id DESC);

CREATE TABLE agreement (
  id      TEXT PRIMARY KEY,
  pairing TEXT NOT NULL,
  number  INTEGER NOT NULL,
  version TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_by_pairing ON agreement (pairing, number DESC, id DESC);

CREATE TABLE event (
  id          TEXT PRIMARY KEY,
  pairing     TEXT,
  kind        TEXT NOT NULL,
  date        TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  event       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_pairing ON event (pairing, date DESC, id DESC);

CREATE TABLE note (
  place   INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  event   TEXT,
  pairing TEXT,
  date    TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE note_search USING fts5 (me, us, peer, tokenize="unicode61 remove_diacritics 2");
CREATE TABLE travelled (
  id     TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  line   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX travelled_by_number ON travelled (number, id);

CREATE TABLE template (
  id            TEXT PRIMARY KEY,
  template      TEXT NOT NULL,
  version       INTEGER NOT NULL,
  fingerprint   TEXT NOT NULL,
  origin        TEXT NOT NULL,
  copied_from   TEXT,
  text          TEXT NOT NULL,
  saved_at_ms   INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX template_by_fingerprint ON template (template, fingerprint);

CREATE TABLE template_agreement (
  id      TEXT PRIMARY KEY,
  pairing TEXT NOT NULL,
  agreed  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX template_agreement_by_pairing ON template_agreement (pairing, id);

CREATE TABLE template_choices (
  id         TEXT PRIMARY KEY,
  favourites TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reflection (
  place         INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  template      TEXT NOT NULL,
  version       INTEGER NOT NULL,
  fingerprint   TEXT NOT NULL,
  session       TEXT,
  chair         TEXT,
  pairing       TEXT,
  begun_on      TEXT NOT NULL,
  done          INTEGER NOT NULL,
  first_words   TEXT,
  saved_at_ms   INTEGER NOT NULL,
  trashed_at_ms INTEGER
) STRICT;
CREATE INDEX reflection_by_session ON reflection (session);
CREATE INDEX reflection_by_pairing ON reflection (pairing);

CREATE VIRTUAL TABLE reflection_search USING fts5 (me, us, peer, tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE session_search USING fts5 (me, us, peer, tokenize="unicode61 remove_diacritics 2");
`;

/**
 * Large merges of the index are kept out of the way of a save: with the defaults one save in some hundreds rewrites the whole index.
 * `tidy` merges in small steps when nothing else is asked. The words of some thousand sessions are collected in memory (4 MiB) before they are
 * written to the index, which takes about ten milliseconds.
 */
export const SEARCH_SETTINGS = `
INSERT INTO session_search (session_search, rank) VALUES ('automerge', 8);
INSERT INTO session_search (session_search, rank) VALUES ('crisismerge', 64);
INSERT INTO session_search (session_search, rank) VALUES ('hashsize', 4194304);
`;
