/** An agreement can be read without the app, and so can every version of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import { textOfDraft } from '../../shared/agreement.ts';
import type { AgreementStage } from '../../shared/agreement-version.ts';
import type { IsoDate } from '../../shared/date.ts';
import { toRecord } from '../../electron/journal/records.ts';
import type { Entry } from '../../electron/workspace/entry.ts';
import { settledDraft } from '../arbitrary/settled-agreement.ts';
import { Journals, passphrase } from './journals.ts';
import { PASSPHRASE, reader } from './reader.ts';

let journals: Journals;
beforeAll(async () => { journals = await Journals.prepare(); });
afterAll(() => { journals.remove(); });

const pairing = '0000000000000abc' as Extract<Entry, { kind: 'pairing' }>['id'];
const date = (day: string) => day as IsoDate;

function version(number: number, stage: AgreementStage): Entry {
  return { kind: 'agreement', id: `000000000000000${String(number)}` as typeof pairing, version: { pairing, number, stage, comparisons: [], savedAtMs: 0 } };
}

test('the reader lays out every version of an agreement, with all its clauses and what was left out on purpose', () => {
  const text = { ...textOfDraft(settledDraft(), ''), agreedOn: date('2026-03-02') };
  const entries: Entry[] = [
    { kind: 'pairing', id: pairing, pairing: { name: keep('peer', 'Ben'), since: null, note: null }, state: { is: 'active', since: null, before: null }, putAside: {} },
    version(1, { is: 'superseded', text, until: date('2026-06-02') }),
    version(2, { is: 'draft', nonce: '', draft: settledDraft() }),
  ];
  const file = journals.make([{ puts: entries.map(toRecord), removes: [] }]);
  const files = reader.filesOf(reader.readJournal(file, PASSPHRASE, reader.secretBytes(PASSPHRASE, passphrase)));
  const agreements = files.get('agreements.md')!;
  expect(agreements).toContain('## Ben, version 1');
  expect(agreements).toContain('- State: superseded\n- Parties: Ada, Ben\n- Agreed on: 2026-03-02\n- To be reviewed on: 2026-06-02\n- In force until: 2026-06-02');
  for (const { id } of text.clauses) expect(agreements).toContain(`### ${id}\n`);
  expect(agreements).toContain('texts: how Ada asks; how Ben plans');
  expect(agreements).toContain('third\\_persons never');
  expect(agreements).toContain('- Left out on purpose: off_limits, asymmetries, consultation, third_persons, circuit_breakers, slips');
});
