/**
 * What is done to a journal, one step after the other. Each step has happened or it has not: whatever comes upon it, the journal is in
 * the state before it or in the state after it.
 */
import fs from 'node:fs';
import path from 'node:path';
import { writeBackup } from '../../electron/vault/backup-writer.ts';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { restoreBackup } from '../../electron/vault/restoring.ts';
import { newRecordId, prepareVault, type Vault } from '../../electron/vault/vault.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Random } from './random.ts';

/** A text is some word many times over, so that a step can be told in a line. */
export type Text = [word: string, times: number];

export type Step =
  | { do: 'create'; passphrase: string; words: string }
  | { do: 'save'; puts: [id: string, text: Text][]; removes: string[] }
  | { do: 'front page' }
  | { do: 'passphrase'; next: string }
  | { do: 'words'; words: string }
  | { do: 'rekey' }
  | { do: 'backup'; name: string }
  | { do: 'restore'; name: string };

/** What can be known of a journal from outside. */
export interface State {
  /** Null: there is no journal. */
  journal: Held | null;
  /** What each backup holds. */
  backups: Record<string, Held>;
}

export interface Held {
  passphrase: string;
  words: string;
  texts: Record<string, Text>;
}

export function journalIn(folder: string): string {
  return path.join(folder, 'journal.ocv');
}

export function backupIn(folder: string, name: string): string {
  return path.join(folder, `${name}.ocb`);
}

/** The state after a step. */
export function after(state: State, step: Step): State {
  if (step.do === 'create') return { ...state, journal: { passphrase: step.passphrase, words: step.words, texts: {} } };
  if (step.do === 'restore') return { ...state, journal: state.backups[step.name]! };
  const journal = state.journal!;
  switch (step.do) {
    case 'save': {
      const kept = Object.entries(journal.texts).filter(([id]) => !step.removes.includes(id));
      return { ...state, journal: { ...journal, texts: { ...Object.fromEntries(kept), ...Object.fromEntries(step.puts) } } };
    }
    case 'passphrase': return { ...state, journal: { ...journal, passphrase: step.next } };
    case 'words': return { ...state, journal: { ...journal, words: step.words } };
    case 'backup': return { ...state, backups: { ...state.backups, [step.name]: journal } };
    case 'rekey': case 'front page': return state;
  }
}

/** A flow chooses its next step by the state it is in; `begin` says that the step is about to be taken. */
export interface Flow {
  name: string;
  /** Whether a journal is there when it begins. */
  startsWithout?: 'journal';
  /** Most of a step is over after this time: when a kill is worth most. */
  withinMs: number;
  /** How many kills of a hundred are its own. */
  weight: number;
  take: (run: Run, random: Random, turn: number) => Promise<void>;
}

export interface Run {
  /** No other run in this folder has it. */
  label: string;
  folder: string;
  state: State;
  vault: Vault | null;
  /** Says what is about to be done, and then that it was done. */
  step: (step: Step, act: () => Promise<void> | void) => Promise<void>;
}

const cost = RECOVERY_COST;

/** A flow is added by one entry here. */
export const FLOWS: readonly Flow[] = [
  { name: 'create', startsWithout: 'journal', withinMs: 30, weight: 5, take: create },
  { name: 'save', withinMs: 25, weight: 30, take: (run, random, turn) => save(run, random, turn, false) },
  { name: 'delete', withinMs: 25, weight: 20, take: (run, random, turn) => save(run, random, turn, true) },
  { name: 'front page', withinMs: 25, weight: 5, take: frontPage },
  { name: 'change of passphrase', withinMs: 900, weight: 10, take: changePassphrase },
  { name: 'new recovery words', withinMs: 40, weight: 5, take: changeWords },
  { name: 're-key', withinMs: 1600, weight: 10, take: rekey },
  { name: 'backup', withinMs: 60, weight: 10, take: backup },
  { name: 'restore', withinMs: 500, weight: 5, take: restore },
];

async function create(run: Run, _random: Random, turn: number): Promise<void> {
  if (run.vault !== null) {
    // Once more from the beginning: the journal before is moved out of the way, as a person would.
    run.vault.close();
    run.vault = null;
    fs.renameSync(journalIn(run.folder), path.join(run.folder, `away ${turn}.ocv`));
    run.state = { ...run.state, journal: null };
  }
  const passphrase = 'a passphrase of a new journal';
  const prepared = await prepareVault(passphrase, { cost });
  await run.step({ do: 'create', passphrase, words: prepared.recoveryWords.join(' ') }, () => { run.vault = prepared.write(journalIn(run.folder)); });
}

/** New entries, entries written over, entries taken out, several at once: whatever a save can be. */
async function save(run: Run, random: Random, turn: number, mostlyRemoves: boolean): Promise<void> {
  const ids = Object.keys(run.state.journal!.texts);
  const removes = ids.length > 10 && (mostlyRemoves || random.isOneIn(3)) ? [ids.splice(random.below(ids.length), 1)[0]!] : [];
  const over = ids.length > 2 && random.isOneIn(2) ? [random.of(ids)] : [];
  const isSmall = ids.length < 12;
  const added = Array.from({ length: isSmall ? 6 : mostlyRemoves && removes.length > 0 ? 0 : random.below(3) }, () => newRecordId());
  const puts = [...over, ...added].map((id): [string, Text] => [id, [`${process.pid} ${turn} `, 1 + random.below(random.of([10, 100, 1500]))]]);
  if (puts.length + removes.length === 0) return;
  await run.step({ do: 'save', puts, removes }, () => {
    run.vault!.commit({ puts: puts.map(([id, text]) => ({ id: id as RecordId, type: 1, schema: 1, payload: bytesOf(text) })), removes: removes as RecordId[] });
  });
}

export function bytesOf([word, times]: Text): Uint8Array {
  return Buffer.from(word.repeat(times));
}

async function frontPage(run: Run, random: Random): Promise<void> {
  await run.step({ do: 'front page' }, () => run.vault!.writeFrontPage(random.bytes(random.below(3000))));
}

async function changePassphrase(run: Run, _random: Random, turn: number): Promise<void> {
  const next = `passphrase ${process.pid} ${turn}`;
  const { passphrase } = run.state.journal!;
  await run.step({ do: 'passphrase', next }, () => run.vault!.changePassphrase({ kind: 'passphrase', passphrase }, next, { cost }));
}

async function changeWords(run: Run): Promise<void> {
  const prepared = await run.vault!.prepareWords({ kind: 'passphrase', passphrase: run.state.journal!.passphrase });
  await run.step({ do: 'words', words: prepared.recoveryWords.join(' ') }, () => run.vault!.issueWords(prepared));
}

async function rekey(run: Run): Promise<void> {
  const { passphrase, words } = run.state.journal!;
  await run.step({ do: 'rekey' }, () => run.vault!.rekey({ passphrase, words }, { cost }));
}

export function backupName(label: string, turn: number): string {
  return `backup ${label.replaceAll('/', '-')} ${turn}`;
}

async function backup(run: Run, _random: Random, turn: number): Promise<void> {
  const name = backupName(run.label, turn);
  await run.step({ do: 'backup', name }, async () => {
    const snapshot = run.vault!.snapshot();
    try {
      await writeBackup(snapshot, backupIn(run.folder, name), { madeAtMs: Date.UTC(2026, 10, 22) });
    } finally {
      snapshot.release();
    }
  });
}

async function restore(run: Run, random: Random, turn: number): Promise<void> {
  if (Object.keys(run.state.backups).length === 0) await backup(run, random, turn);
  // So that the journal differs from the backup.
  await save(run, random, turn, false);
  const [name, held] = random.of(Object.entries(run.state.backups));
  run.vault!.close();
  run.vault = null;
  await run.step({ do: 'restore', name }, async () => {
    const place = { journal: journalIn(run.folder), keepAs: path.join(run.folder, `before ${process.pid} ${turn} ${random.next()}.ocv`) };
    run.vault = (await restoreBackup(backupIn(run.folder, name), { kind: 'passphrase', passphrase: held.passphrase }, place)).vault;
    for (const _ of run.vault.gather(100));
  });
}
