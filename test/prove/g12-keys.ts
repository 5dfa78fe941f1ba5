/** G12: after each change of what opens a journal, and after each pair of them, exactly the secrets open it that should. */
import { KEY_ROWS, KeyMatrix, someKeyRows } from '../vault/key-matrix.ts';
import { Count, inWords, type Figure, type Line, type Order } from './figure.ts';

const SAMPLE = 8;

export const g12: Figure = { id: 'G12', shares: 2, run: async (order) => [await rows(order)] };

async function rows(order: Order): Promise<Line> {
  const rows = order.full ? KEY_ROWS : someKeyRows(SAMPLE);
  const count = new Count('changes of passphrase, words and key, in pairs, with passphrases of four kinds', { goal: KEY_ROWS.length, asked: rows.length });
  const matrix = new KeyMatrix(order.folder);
  for (const row of rows.filter((_, index) => index % order.shares === order.share)) {
    const wrong = await matrix.wrongAfter(row).catch(inWords);
    if (wrong === null) count.held(row[0]);
    else count.failed(`${row.join(', ')}: ${wrong}`);
  }
  return count;
}
