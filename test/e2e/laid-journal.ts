/**
 * A folder of the app with a journal already in it, laid there by the journal's own code: for stories that begin later than on the first
 * day. The derivation is the cheapest the format allows, and a laid folder can be copied as often as a file of tests needs one.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Clock } from '../../electron/journal/clock.ts';
import { Journal } from '../../electron/journal/journal.ts';
import { openVault, prepareVault, type Vault } from '../../electron/vault/vault.ts';
import { keep, reveal } from '../../shared/about.ts';
import { addDays, today, type IsoDate } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { emptySitting, PEER_NOTE_DAYS, session, type LENGTHS, type Session, type SETTINGS } from '../../shared/session.ts';
import type { SessionToWrite, SittingToWrite } from './coach.ts';
import { samplePairings, sampleSessions, type SamplePairing } from './sample-sessions.ts';

export const JOURNAL_FILE = path.join('journal', 'journal.ocv');
const PASSPHRASE = 'copper lantern meadow seven quiet';
const CHEAPEST = { passes: 3, memoryKiB: 64 * 1024 };
const HOUR_MS = 3_600_000;
const folders: string[] = [];
const nobodyWatches = { progress: () => undefined, damaged: () => undefined };

const where: Record<NonNullable<SessionToWrite['where']>, (typeof SETTINGS)[number]> = { 'In person': 'in_person', Video: 'video', Phone: 'phone', 'On a walk': 'walk' };
const howLong: Record<NonNullable<SessionToWrite['howLong']>, (typeof LENGTHS)[number]> = { 'Under 30 minutes': 'under_30', '30 to 60': '30_60', '60 to 90': '60_90', 'Over 90': 'over_90' };

export interface LaidJournal {
  folder: string;
  passphrase: string;
  recoveryWords: readonly string[];
}

/** A fresh folder, removed when this process ends. */
export function freshFolder(): string {
  if (folders.length === 0) process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-e2e-'));
  folders.push(folder);
  return folder;
}

export async function layJournal(pairings: readonly SamplePairing[] = samplePairings, sessions: readonly SessionToWrite[] = sampleSessions): Promise<LaidJournal> {
  const folder = freshFolder();
  mkdirSync(path.join(folder, 'journal'), { mode: 0o700 });
  const prepared = await prepareVault(PASSPHRASE, { cost: CHEAPEST });
  const recoveryWords = [...prepared.recoveryWords];
  await writeInto(prepared.write(path.join(folder, JOURNAL_FILE)), pairings, sessions);
  return { folder, passphrase: PASSPHRASE, recoveryWords };
}

/** Writes into a journal that no app has open, each session on the evening of its day. */
export async function writeIntoJournal(folder: string, passphrase: string, pairings: readonly SamplePairing[], sessions: readonly SessionToWrite[]): Promise<void> {
  await writeInto(await openVault(path.join(folder, JOURNAL_FILE), { kind: 'passphrase', passphrase }), pairings, sessions);
}

/** Does something in a journal that no app has open, as on the evening of that day. */
export async function onTheDay(day: IsoDate, { folder, passphrase }: LaidJournal, work: (journal: Journal) => Promise<void>): Promise<void> {
  const vault = await openVault(path.join(folder, JOURNAL_FILE), { kind: 'passphrase', passphrase });
  const journal = new Journal(vault, nobodyWatches, { nowMs: () => Date.parse(`${day}T00:00:00Z`) + 18 * HOUR_MS, today: () => day });
  try {
    await work(journal);
  } finally {
    journal.close();
  }
}

/** The same journal in a folder of its own, to change it. */
export function copyOf(laid: LaidJournal): LaidJournal {
  const folder = freshFolder();
  cpSync(laid.folder, folder, { recursive: true });
  return { ...laid, folder };
}

async function writeInto(vault: Vault, pairings: readonly SamplePairing[], sessions: readonly SessionToWrite[]): Promise<void> {
  let now = today();
  const clock: Clock = { nowMs: () => Date.parse(`${now}T00:00:00Z`) + 18 * HOUR_MS, today: () => now };
  const journal = new Journal(vault, nobodyWatches, clock);
  try {
    const idByName = new Map<string, RecordId>((await journal.pairings.list()).map(({ id, name }) => [reveal(name), id]));
    for (const { name, sinceDaysAgo, note } of pairings) {
      const { id } = await journal.pairings.add({ name: keep('peer', name), since: addDays(today(), -sinceDaysAgo), note: keep('us', note) }, 'active');
      idByName.set(name, id);
    }
    for (const written of sessions) {
      now = (written.date ?? today()) as IsoDate;
      await journal.sessions.save(null, sessionOf(written, idByName.get(written.pairing)!, now));
    }
  } finally {
    journal.close();
  }
}

function sessionOf(written: SessionToWrite, pairing: RecordId, date: IsoDate): Session {
  const { betweenUs, aboutMyPeer } = written;
  return session.parse({
    pairing,
    date,
    setting: written.where ? where[written.where] : null,
    length: written.howLong ? howLong[written.howLong] : null,
    sittings: written.sittings.map(sittingOf),
    between: { note: richText(betweenUs?.note), nicer: richText(betweenUs?.nicer), travelled: richText(betweenUs?.confidentiality) },
    peerNote: aboutMyPeer ? { keywords: aboutMyPeer.keywords ?? null, theirStep: aboutMyPeer.theirStep ?? null, keepUntil: addDays(date, PEER_NOTE_DAYS) } : null,
  });
}

function sittingOf({ chair, intention, brought, takeaway, nextStep, heldBack, heldBackTags = [], reasons = [], ratings }: SittingToWrite): unknown {
  const empty = emptySitting(chair);
  return {
    ...empty,
    ...(chair === 'coach' ? { intention: richText(intention) } : { brought: richText(brought) }),
    takeaway: richText(takeaway),
    nextStep: nextStep === undefined ? null : { text: nextStep, by: null },
    heldBack: { answered: heldBack !== undefined, text: richText(heldBack), tags: heldBackTags, reasons },
    ratings: { ...empty.ratings, ...ratings },
  };
}

function richText(text: string | undefined): unknown {
  return text === undefined ? null : { type: 'doc', content: text.split('\n').map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })) };
}
