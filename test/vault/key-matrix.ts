/**
 * Every way to change what opens a journal, before every other, with passphrases of every kind: sixty rows, and after each of them exactly
 * the secrets that should open the journal do.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { newRecordId, openVault, prepareVault, VaultFault, type Secret, type Vault } from '../../electron/vault/vault.ts';

/** What is chosen, and how the same is typed later on another keyboard. */
const KINDS: Record<string, [chosen: string, typed: string, next: string, nextTyped: string]> = {
  'composed': ['Gänge über Brücken', 'Gänge über Brücken'.normalize('NFD'), 'Öl für Ängste', 'Öl für Ängste'.normalize('NFD')],
  'decomposed': ['Gänge über Brücken'.normalize('NFD'), 'Gänge über Brücken', 'Öl für Ängste'.normalize('NFD'), 'Öl für Ängste'],
  'of emoji': ['🪑👩🏽‍💻🏳️‍🌈', '🪑👩🏽‍💻🏳️‍🌈', '🪑🪑👨‍👩‍👧', '🪑🪑👨‍👩‍👧'],
  'of 1,024 bytes': ['ß'.repeat(512), 'ß'.repeat(512), '🪑'.repeat(256), '🪑'.repeat(256)],
};
const cost = RECOVERY_COST;

interface State {
  passphrase: string;
  words: string;
  /** What opened it once, and must not any more. */
  refused: Secret[];
}

interface Step {
  /** Which secret is in hand: the other one may be lost. */
  by: (state: State) => Secret;
  act: (vault: Vault, state: State, next: string) => Promise<State>;
}

const byPassphrase = ({ passphrase }: State): Secret => ({ kind: 'passphrase', passphrase });
const byWords = ({ words }: State): Secret => ({ kind: 'recovery', words });

const changed = (by: (state: State) => Secret): Step['act'] => async (vault, state, next) => {
  await vault.changePassphrase(by(state), next, { cost });
  return { ...state, passphrase: next, refused: [...state.refused, byPassphrase(state)] };
};
const reissued: Step['act'] = async (vault, state) => {
  const prepared = await vault.prepareWords(byPassphrase(state));
  await vault.issueWords(prepared);
  return { ...state, words: prepared.recoveryWords.join(' '), refused: [...state.refused, byWords(state)] };
};
const rehearsed: Step['act'] = async (vault, state) => {
  await vault.tryWords(state.words);
  return state;
};
const rekeyed: Step['act'] = async (vault, state) => {
  await vault.rekey(state, { cost });
  return state;
};

const STEPS: Record<string, Step> = {
  'the passphrase is changed': { by: byPassphrase, act: changed(byPassphrase) },
  'the passphrase is lost and another set by the words': { by: byWords, act: changed(byWords) },
  'new words are issued': { by: byPassphrase, act: reissued },
  'the sheet is rehearsed': { by: byPassphrase, act: rehearsed },
  'the journal is re-keyed': { by: byWords, act: rekeyed },
};
/** After each of the five, one of three, so that every change meets one that came before: 5 × 3 × 4 rows. */
const SECONDS = ['the passphrase is changed', 'new words are issued', 'the journal is re-keyed'] as const;

export type KeyRow = readonly [kind: string, first: string, second: string];

export const KEY_ROWS: readonly KeyRow[] = Object.keys(KINDS).flatMap((kind) => Object.keys(STEPS).flatMap((first) => SECONDS.map((second) => [kind, first, second] as const)));

/** Some of the rows, spread evenly over all: seven has no part in sixty. Eight meet each kind and each change. */
export function someKeyRows(count: number): KeyRow[] {
  return KEY_ROWS.filter((_, index) => (index * 7) % KEY_ROWS.length < count);
}

interface Laid {
  file: string;
  words: string;
  digest: string;
}

/** Runs rows on journals in one folder. */
export class KeyMatrix {
  readonly #folder: string;
  readonly #layingByKind = new Map<string, Promise<Laid>>();
  #copies = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns what does not open as it should afterwards, in words; null when all does */
  async wrongAfter([kind, first, second]: KeyRow): Promise<string | null> {
    const [, typed, next, nextTyped] = KINDS[kind]!;
    const { file, words, digest } = await this.#copyOf(kind);
    let state: State = { passphrase: typed, words, refused: [] };
    state = await step(file, state, STEPS[first]!, next);
    if (state.passphrase === next) state = { ...state, passphrase: nextTyped };
    state = await step(file, state, STEPS[second]!, `${nextTyped.slice(0, 2)} again`);

    const found = { passphrase: await reading(file, byPassphrase(state)), words: await reading(file, byWords(state)) };
    for (const [secret, read] of Object.entries(found)) if (read !== digest) return `by the ${secret}: ${read.length === digest.length ? 'other records' : read}`;
    for (const secret of state.refused) {
      const read = await reading(file, secret);
      if (read !== 'wrong-secret') return `by ${secret.kind === 'passphrase' ? 'a passphrase' : 'words'} of before: ${read === digest ? 'it opens' : read}`;
    }
    fs.rmSync(file);
    return null;
  }

  async #copyOf(kind: string): Promise<Laid> {
    const laying = this.#layingByKind.get(kind) ?? lay(path.join(this.#folder, `first ${this.#layingByKind.size}.ocv`), KINDS[kind]![0]);
    this.#layingByKind.set(kind, laying);
    const original = await laying;
    const file = path.join(this.#folder, `journal ${(this.#copies += 1)}.ocv`);
    fs.copyFileSync(original.file, file);
    return { ...original, file };
  }
}

async function lay(file: string, passphrase: string): Promise<Laid> {
  const prepared = await prepareVault(passphrase, { cost });
  const vault = prepared.write(file);
  const puts = ['the first entry', 'the second'].map((text) => ({ id: newRecordId(), type: 1, schema: 1, payload: new TextEncoder().encode(text) }));
  vault.commit({ puts, removes: [] });
  const digest = digestOf(vault);
  vault.close();
  return { file, words: prepared.recoveryWords.join(' '), digest };
}

async function step(file: string, state: State, { by, act }: Step, next: string): Promise<State> {
  const vault = await openVault(file, by(state));
  try {
    for (const _ of vault.gather(64));
    return await act(vault, state, next);
  } finally {
    vault.close();
  }
}

/** @returns one number for all records, or the fault */
async function reading(file: string, secret: Secret): Promise<string> {
  try {
    const vault = await openVault(file, secret);
    try {
      return digestOf(vault);
    } finally {
      vault.close();
    }
  } catch (error) {
    if (error instanceof VaultFault) return error.fault;
    throw error;
  }
}

function digestOf(vault: Vault): string {
  const hash = crypto.createHash('sha256');
  for (const batch of vault.gather(64)) for (const { id, type, schema, revision, payload } of batch) hash.update(`${id} ${type} ${schema} ${revision} `).update(payload);
  return hash.digest('hex');
}
