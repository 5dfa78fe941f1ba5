/** G2: journals with at most one thing wrong, read by the app's code and by the reader. */
import path from 'node:path';
import { reader } from '../reader/reader.ts';
import { disagreements, disagreementsOfOurs } from '../vault/vectors/agreement.ts';
import { readByOurCode, readVector } from '../vault/vectors/ours.ts';
import { readByReader } from '../vault/vectors/reader.ts';
import { GROUPS, read, type Vector } from '../vault/vectors/vector.ts';
import { Count, inWords, type Figure, type Line, type Order } from './figure.ts';

const GOAL = 300;

export const g2: Figure = { id: 'G2', shares: 2, run };

async function run(order: Order): Promise<Line[]> {
  const all = GROUPS.flatMap((group) => read(group).map((vector) => ({ group, vector })));
  // The reader's own Argon2id takes seconds for each secret: in a process of its own.
  const isReaders = order.share === 1;
  const count = new Count(isReaders ? 'vectors, by the reader that shares no code with the app' : 'vectors, by the app’s own code', { goal: GOAL, asked: all.length });
  const reading = isReaders ? readByReader(reader.derive) : readByOurCode;
  for (const { group, vector } of all) {
    const wrong = await wrongWith(vector, async () => {
      const file = path.join(order.folder, 'journal.ocv');
      return isReaders ? disagreements(vector, await readVector(vector, file, reading)) : disagreementsOfOurs(vector, await readVector(vector, file, reading));
    });
    if (wrong.length === 0) count.held(vector.outcome);
    else count.failed(`${group}, ${vector.name}: ${wrong.join(', ')}`);
  }
  return [count];
}

async function wrongWith(_vector: Vector, look: () => Promise<string[]>): Promise<string[]> {
  try {
    return await look();
  } catch (error) {
    return [inWords(error)];
  }
}
