/** A real journal in a temporary folder, with the cheapest key derivation the format allows. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keep } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { Pairing } from '../../shared/pairing.ts';
import { session, type Session } from '../../shared/session.ts';
import { emptySession } from '../../shared/session.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Clock } from '../../electron/journal/clock.ts';
import { Journal } from '../../electron/journal/journal.ts';
import { openVault, prepareVault, type PreparedVault } from '../../electron/vault/vault.ts';

export const passphrase = 'six quiet words for a test journal';
const cost = { passes: 3, memoryKiB: 64 * 1024 };
/** Keys are derived once: what is written of one of these is the same journal in another file. */
const preparing = new Map<boolean, Promise<PreparedVault>>();

export class TestClock implements Clock {
  ms = Date.UTC(2026, 2, 2, 12);
  nowMs(): number { return this.ms; }
  today(): IsoDate { return new Date(this.ms).toISOString().slice(0, 10) as IsoDate; }
  passMinutes(minutes: number): void { this.ms += minutes * 60_000; }
}

export interface TestJournal {
  journal: Journal;
  readonly file: string;
  readonly clock: TestClock;
  /** Closes and opens again, as locking and unlocking do. */
  reopen(): Promise<Journal>;
  remove(): void;
}

/** An open, empty journal: always the same one, or always the same other one. */
export async function newJournal({ another = false } = {}): Promise<TestJournal> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-journal-'));
  const file = path.join(folder, 'journal.ocv');
  const clock = new TestClock();
  const gathering = { progress: () => undefined, damaged: () => undefined };
  if (!preparing.has(another)) preparing.set(another, prepareVault(passphrase, { cost }));
  const prepared = await preparing.get(another)!;
  const opened: TestJournal = {
    journal: new Journal(prepared.write(file), gathering, clock),
    file,
    clock,
    async reopen() {
      opened.journal.close();
      opened.journal = new Journal(await openVault(file, { kind: 'passphrase', passphrase }), gathering, clock);
      return opened.journal;
    },
    remove() {
      opened.journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return opened;
}

export const ben: Pairing = { name: keep('peer', 'Ben'), since: null, note: null };

export function entry(pairing: RecordId, takeaway: string, date = '2026-03-02'): Session {
  const empty = emptySession(pairing, date as IsoDate, 'coach');
  return session.parse({ ...empty, sittings: [{ ...empty.sittings[0], takeaway: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: takeaway }] }] } }] });
}
