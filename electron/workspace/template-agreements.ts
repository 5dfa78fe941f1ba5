import type { Database, Statement } from 'better-sqlite3';
import { keep, reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { AgreedTemplate } from '../../shared/template-agreement.ts';
import type { TemplateVersion } from '../../shared/template.ts';
import type { TemplateAgreementEntry } from './entry.ts';

interface Row { id: RecordId; pairing: RecordId; agreed: string }

/** Which templates the peers of a pairing have agreed on. */
export class TemplateAgreements {
  readonly #put: Statement;
  readonly #remove: Statement;
  readonly #of: Statement<[RecordId], Row>;
  readonly #agreed: Statement<[string], 1>;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO template_agreement (id, pairing, agreed) VALUES (?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM template_agreement WHERE id = ?');
    this.#of = db.prepare('SELECT id, pairing, agreed FROM template_agreement WHERE pairing = ? ORDER BY id');
    this.#agreed = db.prepare<[string], 1>("SELECT 1 FROM template_agreement WHERE agreed ->> '$.template.fingerprint' = ? LIMIT 1").pluck();
  }

  put({ id, pairing, agreed }: TemplateAgreementEntry): void {
    this.#put.run(id, pairing, JSON.stringify(reveal(agreed)));
  }

  remove(id: RecordId): void {
    this.#remove.run(id);
  }

  /** Whether anybody has agreed on these very words. */
  isAgreed(fingerprint: TemplateVersion['fingerprint']): boolean {
    return this.#agreed.get(fingerprint) !== undefined;
  }

  of(pairing: RecordId): TemplateAgreementEntry[] {
    return this.#of.all(pairing).map(({ id, agreed, ...rest }) => ({ kind: 'template-agreement', id, ...rest, agreed: keep('us', JSON.parse(agreed) as AgreedTemplate) }));
  }
}
