/** The rows of `key-matrix.ts`. `OTHER_CHAIR_KEY_ROWS=60` runs them all, as `npm run prove` does; otherwise eight, which meet each kind and each change. */
import { expect, test, vi } from 'vitest';
import { newFolder } from './journals.ts';
import { KEY_ROWS, KeyMatrix, someKeyRows } from './key-matrix.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('./remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const asked = Number(process.env['OTHER_CHAIR_KEY_ROWS'] ?? 8);
const run = someKeyRows(asked);
const matrix = new KeyMatrix(newFolder());

test('there are sixty rows, and those that are run meet each kind and each change', () => {
  expect(KEY_ROWS).toHaveLength(60);
  expect(run).toHaveLength(Math.min(asked, 60));
  expect([0, 1, 2].map((column) => new Set(run.map((row) => row[column])).size)).toEqual([4, 5, 3]);
});

test.each(run)('with a passphrase %s: %s, then %s', async (...row) => {
  expect(await matrix.wrongAfter(row)).toBeNull();
});
