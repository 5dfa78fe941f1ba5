import type { Database, Statement } from 'better-sqlite3';
import type { RecordId } from '../../shared/record-id.ts';
import type { TemplateOrigin, TemplateText, TemplateVersion } from '../../shared/template.ts';
import type { TemplateChoicesEntry, TemplateEntry } from './entry.ts';

interface Row { id: RecordId; template: string; version: number; fingerprint: string; origin: TemplateOrigin; copied_from: string | null; text: string; saved_at_ms: number; trashed_at_ms: number | null }

/** The versions of templates this journal holds: a person's own, those of peers, and of the app's the ones somebody has answered. */
export class Templates {
  readonly #put: Statement;
  readonly #remove: Statement<[RecordId]>;
  readonly #byFingerprint: Statement<[string, string], Row>;
  readonly #ofOne: Statement<[string], Row>;
  readonly #newest: Statement<[0 | 1], Row>;
  readonly #putChoices: Statement<[RecordId, string]>;
  readonly #removeChoices: Statement<[RecordId]>;
  readonly #choices: Statement<[], { id: RecordId; favourites: string }>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO template (id, template, version, fingerprint, origin, copied_from, text, saved_at_ms, trashed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM template WHERE id = ?');
    this.#byFingerprint = db.prepare('SELECT * FROM template WHERE template = ? AND fingerprint = ? ORDER BY id LIMIT 1');
    this.#ofOne = db.prepare('SELECT * FROM template WHERE template = ? ORDER BY version DESC, id');
    this.#newest = db.prepare(`
      SELECT * FROM template AS one
      WHERE (trashed_at_ms IS NOT NULL) = ? AND origin <> 'built_in'
        AND NOT EXISTS (SELECT 1 FROM template AS later WHERE later.template = one.template AND (later.version, later.id) > (one.version, one.id))
      ORDER BY lower(text ->> 'title'), id`);
    this.#putChoices = db.prepare('INSERT OR REPLACE INTO template_choices (id, favourites) VALUES (?, ?)');
    this.#removeChoices = db.prepare('DELETE FROM template_choices WHERE id = ?');
    this.#choices = db.prepare('SELECT id, favourites FROM template_choices ORDER BY id LIMIT 1');
  }

  put({ id, text, version, fingerprint, origin, copiedFrom, savedAtMs, trashedAtMs }: TemplateEntry): void {
    this.#put.run(id, text.id, version, fingerprint, origin, copiedFrom && JSON.stringify(copiedFrom), JSON.stringify(text), savedAtMs, trashedAtMs);
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
    this.#removeChoices.run(id);
  }

  putChoices({ id, favourites }: TemplateChoicesEntry): void {
    this.#putChoices.run(id, JSON.stringify(favourites));
  }

  /** The version with these very words, if the journal has it. */
  withFingerprint({ id, fingerprint }: Pick<TemplateVersion, 'id' | 'fingerprint'>): TemplateEntry | null {
    const row = this.#byFingerprint.get(id, fingerprint);
    return row === undefined ? null : toEntry(row);
  }

  /** Every version of one template, newest first, those in the trash included. */
  versionsOf(template: string): TemplateEntry[] {
    return this.#ofOne.all(template).map(toEntry);
  }

  /** Of each template that did not come with the app its newest version, by title. */
  newest({ trashed }: { trashed: boolean }): TemplateEntry[] {
    return this.#newest.all(trashed ? 1 : 0).map(toEntry);
  }

  /** Ids of the templates somebody wants to see first; null as long as nobody has said. */
  get choices(): TemplateChoicesEntry | null {
    const row = this.#choices.get();
    return row === undefined ? null : { kind: 'template-choices', id: row.id, favourites: JSON.parse(row.favourites) as string[] };
  }
}

function toEntry({ id, version, fingerprint, origin, copied_from, text, saved_at_ms, trashed_at_ms }: Row): TemplateEntry {
  return { kind: 'template', id, text: JSON.parse(text) as TemplateText, version, fingerprint: fingerprint as TemplateEntry['fingerprint'], origin, copiedFrom: copied_from === null ? null : (JSON.parse(copied_from) as TemplateVersion), savedAtMs: saved_at_ms, trashedAtMs: trashed_at_ms };
}
