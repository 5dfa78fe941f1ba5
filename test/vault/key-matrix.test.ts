/**
 * Every way to change what opens a journal, before every other, with passphrases of every kind: sixty rows, and after each of them exactly the secrets
 * that should open the journal do. `OTHER_CHAIR_KEY_ROWS=60` runs them all; otherwise every third, which still meets each kind and each change.
 */
import fs from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { RECOVERY_COST } from '../../electron/vault/derivation.ts';
import { openVault, prepareVault, type Secret, type Vault } from '../../electron/vault/vault.ts';
import { faultOfPromise, gatherAll, newFile, plain, put } from './journals.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('./remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const cost = RECOVERY_COST;

/** What is chosen, and how the same is typed later on another keyboard. */
const kinds: Record<string, [chosen: string, typed: string, next: string, nextTyped: string]> = {
  'composed': ['Gänge über Brücken', 'Gänge über Brücken'.normalize('NFD'), 'Öl für Ängste', 'Öl für Ängste'.normalize('NFD')],
  'decomposed': ['Gänge über Brücken'.normalize('NFD'), 'Gänge über Brücken', 'Öl für Ängste'.normalize('NFD'), 'Öl für Ängste'],
  'of emoji': ['🪑👩🏽‍💻🏳️‍🌈', '🪑👩🏽‍💻🏳️‍🌈', '🪑🪑👨‍👩‍👧', '🪑🪑👨‍👩‍👧'],
  'of 1,024 bytes': ['ß'.repeat(512), 'ß'.repeat(512), '🪑'.repeat(256), '🪑'.repeat(256)],
};

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
const reissued = (by: (state: State) => Secret): Step['act'] => async (vault, state) => {
  const prepared = await vault.prepareWords(by(state));
  await vault.issueWords(prepared);
  return { ...state, words: prepared.recoveryWords.join(' '), refused: [...state.refused, byWords(state)] };
};
const rekeyed: Step['act'] = async (vault, state) => {
  await vault.rekey(state, { cost });
  return state;
};

const steps: Record<string, Step> = {
  'the passphrase is changed': { by: byPassphrase, act: changed(byPassphrase) },
  'the passphrase is lost and another set by the words': { by: byWords, act: changed(byWords) },
  'new words are issued': { by: byPassphrase, act: reissued(byPassphrase) },
  'the sheet is rehearsed': { by: byPassphrase, act: async (vault, state) => vault.tryWords(state.words).then(() => state) },
  'the journal is re-keyed': { by: byWords, act: rekeyed },
};

/** After each of the five, one of three, so that every change meets one that came before: 5 × 3 × 4 rows. */
const seconds = ['the passphrase is changed', 'new words are issued', 'the journal is re-keyed'] as const;
const rows = Object.keys(kinds).flatMap((kind) => Object.keys(steps).flatMap((first) => seconds.map((second) => [kind, first, second] as const)));
const asked = Number(process.env['OTHER_CHAIR_KEY_ROWS'] ?? 20);
// Seven has no part in sixty: the rows that are run are spread evenly over all of them.
const run = rows.filter((_, index) => (index * 7) % rows.length < asked);

test('there are sixty rows, and those that are run meet each kind and each change', () => {
  expect(rows).toHaveLength(60);
  expect(run).toHaveLength(Math.min(asked, 60));
  expect([0, 1, 2].map((column) => new Set(run.map((row) => row[column])).size)).toEqual([4, 5, 3]);
});

describe.each(Object.keys(kinds))('with a passphrase %s', (kind) => {
  test.each(run.filter(([of]) => of === kind).map(([, ...both]) => both))('%s, then %s', async (first, second) => {
    const [chosen, typed, next, nextTyped] = kinds[kind]!;
    const { file, words, records } = await copyOf(kind, chosen);
    let state: State = { passphrase: typed, words, refused: [] };
    state = await step(file, state, steps[first]!, next);
    if (state.passphrase === next) state = { ...state, passphrase: nextTyped };
    state = await step(file, state, steps[second]!, `${nextTyped.slice(0, 2)} again`);

    expect(await opens(file, byPassphrase(state))).toEqual(records);
    expect(await opens(file, byWords(state))).toEqual(records);
    for (const secret of state.refused) expect(await faultOfPromise(opens(file, secret))).toBe('wrong-secret');
  });
});

async function step(file: string, state: State, { by, act }: Step, next: string): Promise<State> {
  const vault = await openVault(file, by(state));
  gatherAll(vault);
  try {
    return await act(vault, state, next);
  } finally {
    vault.close();
  }
}

async function opens(file: string, secret: Secret): Promise<unknown[]> {
  const vault = await openVault(file, secret);
  try {
    return plain(gatherAll(vault));
  } finally {
    vault.close();
  }
}

const journalByKind = new Map<string, Promise<{ file: string; words: string; records: unknown[] }>>();

async function copyOf(kind: string, passphrase: string): Promise<{ file: string; words: string; records: unknown[] }> {
  const laying = journalByKind.get(kind) ?? lay(passphrase);
  journalByKind.set(kind, laying);
  const original = await laying;
  const file = newFile();
  fs.copyFileSync(original.file, file);
  return { ...original, file };
}

async function lay(passphrase: string): Promise<{ file: string; words: string; records: unknown[] }> {
  const file = newFile();
  const prepared = await prepareVault(passphrase, { cost });
  const vault = prepared.write(file);
  vault.commit({ puts: [put('the first entry'), put('the second')], removes: [] });
  const records = plain(gatherAll(vault));
  vault.close();
  return { file, words: prepared.recoveryWords.join(' '), records };
}
