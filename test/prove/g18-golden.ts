/** G18: journals of released formats open for ever; a journal of a later format is refused and stays as it is. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { VaultFault } from '../../electron/vault/fault.ts';
import { openVault, type Secret } from '../../electron/vault/vault.ts';
import { unpacked, read, type Vector } from '../vault/vectors/vector.ts';
import { Count, inWords, type Figure, type Line, type Order } from './figure.ts';

const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures');

interface Expected {
  passphrase: string;
  words: string;
  records: { id: string; type: number; schema: number; revision: number; says: unknown }[];
}

export const g18: Figure = { id: 'G18', shares: 1, run: async (order) => [await golden(order), await later(order)] };

async function golden(order: Order): Promise<Line> {
  const formats = fs.existsSync(FIXTURES) ? fs.readdirSync(FIXTURES, { withFileTypes: true }).filter((each) => each.isDirectory() && fs.existsSync(path.join(FIXTURES, each.name, 'journal.ocv'))) : [];
  const goal = Math.max(2, formats.length * 2);
  const count = new Count('golden journals that open, by passphrase and by words, and say what they said', { goal, asked: goal });
  for (const { name } of formats) {
    const expected = JSON.parse(fs.readFileSync(path.join(FIXTURES, name, 'expected.json'), 'utf8')) as Expected;
    for (const secret of [{ kind: 'passphrase', passphrase: expected.passphrase }, { kind: 'recovery', words: expected.words }] as const) {
      const file = path.join(order.folder, 'golden.ocv');
      fs.copyFileSync(path.join(FIXTURES, name, 'journal.ocv'), file);
      const said = await whatItSays(file, secret);
      if (said === JSON.stringify(expected.records)) count.held(name);
      else count.failed(`${name} by ${secret.kind}: ${said.startsWith('[') ? 'other records' : said}`);
    }
  }
  return count;
}

async function whatItSays(file: string, secret: Secret): Promise<string> {
  try {
    const vault = await openVault(file, secret);
    try {
      const records = [...vault.gather(64)].flat().sort((one, other) => (one.id < other.id ? -1 : 1));
      return JSON.stringify(records.map(({ id, type, schema, revision, payload }) => ({ id, type, schema, revision, says: JSON.parse(new TextDecoder().decode(payload)) as unknown })));
    } finally {
      vault.close();
    }
  } catch (error) {
    return error instanceof VaultFault ? error.fault : inWords(error);
  }
}

/** Every way in which a file can say that it is of a later format. */
async function later(order: Order): Promise<Line> {
  const vectors = (['file', 'header'] as const).flatMap((group) => read(group)).filter((vector) => vector.outcome === 'newer-version');
  const count = new Count('journals of a later format: refused as such, the file and its folder untouched', { goal: vectors.length, asked: vectors.length });
  for (const vector of vectors) {
    const wrong = await wrongWith(vector, path.join(order.folder, `later-${count.reached}`));
    if (wrong === null) count.held();
    else count.failed(`${vector.name}: ${wrong}`);
  }
  return count;
}

async function wrongWith(vector: Vector, folder: string): Promise<string | null> {
  fs.mkdirSync(folder);
  const file = path.join(folder, 'journal.ocv');
  fs.writeFileSync(file, unpacked(vector.file));
  const before = stateOf(folder);
  const said = await whatItSays(file, { kind: 'passphrase', passphrase: 'any' });
  if (said !== 'newer-version') return said;
  return stateOf(folder) === before ? null : 'something was written';
}

/** Names, times of change and contents. */
function stateOf(folder: string): string {
  return JSON.stringify(fs.readdirSync(folder).map((name) => {
    const { mtimeMs, size, mode } = fs.statSync(path.join(folder, name));
    return [name, mtimeMs, size, mode, createHash('sha256').update(fs.readFileSync(path.join(folder, name))).digest('hex')];
  }));
}
