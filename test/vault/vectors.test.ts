/** Journals with one thing wrong, and sound ones: what must come of each is stored beside it. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder } from './journals.ts';
import { disagreementsOfOurs } from './vectors/agreement.ts';
import { made } from './vectors/make.ts';
import { readByOurCode, readVector } from './vectors/ours.ts';
import { GROUPS, read, type Vector } from './vectors/vector.ts';
import fs from 'node:fs';

const file = path.join(newFolder(), 'journal.ocv');

describe.each(GROUPS)('each vector of the group %s', (group) => {
  test('is read as it says, and nothing comes out of one that is refused', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const vector of read(group)) for (const each of disagreementsOfOurs(vector, await readVector(vector, file, readByOurCode))) wrong.push(`${vector.name}: ${each}`);
    expect(wrong).toEqual([]);
  });

  test('is what its maker makes', { timeout: 120_000 }, () => {
    expect(made(group) === fs.readFileSync(path.join(import.meta.dirname, 'vectors', `${group}.json`), 'utf8')).toBe(true);
  });
});

test('there are at least 300 vectors, each with a name of its own, three of four of them refused, in at most 3 MB', () => {
  const all = GROUPS.flatMap((group) => read(group).map((vector): [string, Vector] => [`${group}: ${vector.name}`, vector]));
  const refusing = all.filter(([, { refuses }]) => refuses).length;
  console.log(`${all.length} vectors, ${refusing} of them refused`);
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  expect(refusing).toBeGreaterThanOrEqual(3 * (all.length - refusing));
  expect(GROUPS.reduce((sum, group) => sum + fs.statSync(path.join(import.meta.dirname, 'vectors', `${group}.json`)).size, 0)).toBeLessThan(3_000_000);
});

test.each([['header', 80], ['slots', 60], ['records', 60], ['root-and-head', 40]] as const)('the group %s has at least %i', (group, count) => {
  expect(read(group).length).toBeGreaterThanOrEqual(count);
});
