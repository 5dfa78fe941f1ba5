/**
 * The journal's contents as ordinary tables in memory, with a full-text index: a projection of the sealed records, made at unlocking,
 * thrown away at locking, and able to be made again at any moment.
 */
import Database from 'better-sqlite3';
import type { RecordId } from '../../shared/record-id.ts';
import { Agreements } from './agreements.ts';
import { Asymmetries } from './asymmetries.ts';
import { Backups } from './backups.ts';
import { Belongings } from './belongings.ts';
import type { Entry } from './entry.ts';
import { Events } from './events.ts';
import { Notes } from './notes.ts';
import { PairingNames } from './pairing-names.ts';
import { Pairings } from './pairings.ts';
import { PeerNotes } from './peer-notes.ts';
import { Readiness } from './readiness.ts';
import { RecoverySheets } from './recovery-sheets.ts';
import { Reflections } from './reflections.ts';
import { SCHEMA, SEARCH_SETTINGS } from './schema.ts';
import { Search } from './search.ts';
import { SessionVersions } from './session-versions.ts';
import { Sessions } from './sessions.ts';
import { TemplateAgreements } from './template-agreements.ts';
import { Templates } from './templates.ts';
import { Travelled } from './travelled.ts';

export class Workspace {
  readonly pairings: Pairings;
  readonly sessions: Sessions;
  readonly versions: SessionVersions;
  readonly search: Search;
  readonly peerNotes: PeerNotes;
  readonly belongings: Belongings;
  readonly recoverySheets: RecoverySheets;
  readonly backups: Backups;
  readonly travelled: Travelled;
  readonly agreements: Agreements;
  readonly readiness: Readiness;
  readonly asymmetries: Asymmetries;
  readonly events: Events;
  readonly notes: Notes;
  readonly templates: Templates;
  readonly templateAgreements: TemplateAgreements;
  readonly reflections: Reflections;
  readonly #db: Database.Database;
  readonly #names: PairingNames;
  readonly #applyAll: (entries: readonly Entry[], removed: readonly RecordId[]) => void;

  constructor() {
    this.#db = openInMemory();
    this.#names = new PairingNames(this.#db);
    this.pairings = new Pairings(this.#db, this.#names);
    this.search = new Search(this.#db, this.#names);
    this.sessions = new Sessions(this.#db, this.search);
    this.versions = new SessionVersions(this.#db);
    this.peerNotes = new PeerNotes(this.#db);
    this.belongings = new Belongings(this.#db);
    this.recoverySheets = new RecoverySheets(this.#db);
    this.backups = new Backups(this.#db);
    this.travelled = new Travelled(this.#db);
    this.notes = new Notes(this.#db);
    this.agreements = new Agreements(this.#db);
    this.readiness = new Readiness(this.#db, this.notes);
    this.asymmetries = new Asymmetries(this.#db, this.notes);
    this.events = new Events(this.#db, this.notes);
    this.templates = new Templates(this.#db);
    this.templateAgreements = new TemplateAgreements(this.#db);
    this.reflections = new Reflections(this.#db);
    this.#applyAll = this.#db.transaction((entries: readonly Entry[], removed: readonly RecordId[]) => {
      for (const id of removed) this.#remove(id);
      this.fill(entries);
    });
  }

  /** Brings the tables up to date with records that are already durable. All or nothing. */
  apply(entries: readonly Entry[], removed: readonly RecordId[] = []): void {
    this.#applyAll(entries, removed);
  }

  /** Until `endFilling`, records are put in by `fill`: the index is then written once for many of them, not once for each batch. */
  beginFilling(): void {
    this.#db.exec('BEGIN');
  }

  fill(entries: readonly Entry[]): void {
    for (const entry of entries) this.#put(entry);
  }

  endFilling(): void {
    this.#db.exec('COMMIT');
  }

  /** Merges a little of the search index. True while there is more to do; each step takes a few milliseconds. */
  tidy(): boolean {
    return this.search.mergeALittle();
  }

  /** Every row of every table, in an order that does not depend on how it came to be: two workspaces of equal records dump alike. */
  dump(): Record<string, unknown[]> {
    const rows = (sql: string) => this.#db.prepare(sql).all();
    return {
      pairing: rows('SELECT * FROM pairing ORDER BY id'),
      pairingNames: this.#names.words(),
      session: rows('SELECT id, pairing, date, setting, length, chairs, first_words, saved_at_ms, trashed_at_ms FROM session ORDER BY id'),
      sitting: rows('SELECT session.id AS of, sitting.* FROM sitting JOIN session ON place = session ORDER BY id, seat').map(withoutPlace),
      tag: rows('SELECT session.id AS of, tag.* FROM tag JOIN session ON place = session ORDER BY id, seat, field, tag').map(withoutPlace),
      version: rows('SELECT * FROM session_version ORDER BY id'),
      peerNote: rows('SELECT * FROM peer_note ORDER BY session'),
      belonging: rows('SELECT * FROM belonging ORDER BY id'),
      recoverySheet: rows('SELECT * FROM recovery_sheet ORDER BY id'),
      backups: rows('SELECT * FROM backups ORDER BY id'),
      travelled: rows('SELECT * FROM travelled ORDER BY id'),
      readiness: rows('SELECT * FROM readiness ORDER BY id'),
      asymmetry: rows('SELECT * FROM asymmetry ORDER BY id'),
      agreement: rows('SELECT * FROM agreement ORDER BY id'),
      event: rows('SELECT * FROM event ORDER BY id'),
      note: rows('SELECT id, kind, event, pairing, date FROM note ORDER BY id'),
      noteText: rows('SELECT id, me, us, peer FROM note_search LEFT JOIN note ON place = note_search.rowid ORDER BY id'),
      noteWords: this.notes.words(),
      text: rows('SELECT id, me, us, peer FROM session_search LEFT JOIN session ON place = session_search.rowid ORDER BY id'),
      words: this.search.words(),
      template: rows('SELECT * FROM template ORDER BY id'),
      templateAgreement: rows('SELECT * FROM template_agreement ORDER BY id'),
      templateChoices: rows('SELECT * FROM template_choices ORDER BY id'),
      reflection: rows(`SELECT id, template, version, fingerprint, session, chair, pairing, begun_on, done, first_words, saved_at_ms, trashed_at_ms FROM reflection ORDER BY id`),
      reflectionText: rows('SELECT id, me, us, peer FROM reflection_search JOIN reflection ON place = reflection_search.rowid ORDER BY id'),
      reflectionWords: this.reflections.words(),
    };
  }

  close(): void {
    this.#db.close();
  }

  #put(entry: Entry): void {
    this.belongings.put(entry);
    if (entry.kind === 'session') this.peerNotes.put(entry);
    if (entry.kind === 'pairing') this.pairings.put(entry);
    else if (entry.kind === 'template') this.templates.put(entry);
    else if (entry.kind === 'template-agreement') this.templateAgreements.put(entry);
    else if (entry.kind === 'template-choices') this.templates.putChoices(entry);
    else if (entry.kind === 'reflection') this.reflections.put(entry);
    else if (entry.kind === 'session') this.sessions.put(entry);
    else if (entry.kind === 'session-version') this.versions.put(entry);
    else if (entry.kind === 'recovery-sheet') this.recoverySheets.put(entry);
    else if (entry.kind === 'backups') this.backups.put(entry);
    else if (entry.kind === 'travelled') this.travelled.put(entry);
    else if (entry.kind === 'readiness') this.readiness.put(entry);
    else if (entry.kind === 'asymmetry') this.asymmetries.put(entry);
    else if (entry.kind === 'agreement') this.agreements.put(entry);
    else this.events.put(entry);
  }

  #remove(id: RecordId): void {
    this.belongings.remove(id);
    this.peerNotes.remove(id);
    this.pairings.remove(id);
    this.sessions.remove(id);
    this.versions.remove(id);
    this.templates.remove(id);
    this.templateAgreements.remove(id);
    this.reflections.remove(id);
    this.recoverySheets.remove(id);
    this.backups.remove(id);
    this.travelled.remove(id);
    this.readiness.remove(id);
    this.asymmetries.remove(id);
    this.agreements.remove(id);
    this.events.remove(id);
  }
}

function openInMemory(): Database.Database {
  const db = new Database(':memory:');
  // Without this, large sorts of a database in memory are spilled to a temporary file, readable (the library is built with TEMP_STORE=1).
  db.pragma('temp_store = MEMORY');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('journal_mode = MEMORY');
  db.exec(SCHEMA);
  db.exec(SEARCH_SETTINGS);
  return db;
}

function withoutPlace(row: unknown): unknown {
  const { session: _place, ...rest } = row as { session: number };
  return rest;
}
