/** The corpus of hostile files: what becomes of each, and what a person is told. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSharedFile, SHARED_FILE_FAULTS, sharedFileText, type SharedKind } from '../../shared/shared-file.ts';
import { hostileCases, keptFiles, sentenceOf, type HostileCase } from '../fixtures/hostile/cases.ts';

const folder = path.join(import.meta.dirname, '../fixtures/hostile');
const kindOf = (name: string): SharedKind => (name.endsWith('.oca') ? 'agreement' : 'template');

function becomesOf({ name, bytes }: HostileCase): string {
  try {
    readSharedFile(kindOf(name), bytes);
    return 'taken';
  } catch (error) {
    return (error as { fault?: string }).fault ?? 'no fault';
  }
}

test('the corpus is what it is made from, and large enough', () => {
  const kept = keptFiles();
  expect(hostileCases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(hostileCases.map(({ name }) => name)).size).toBe(hostileCases.length);
  expect(readdirSync(folder).sort()).toEqual([...kept.keys(), 'cases.ts'].sort());
  for (const [name, bytes] of kept) expect(readFileSync(path.join(folder, name)).equals(bytes), name).toBe(true);
});

describe('each file', () => {
  test.each(hostileCases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const began = performance.now();
    expect(becomesOf(each)).toBe(each.becomes);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

test('every reason there is to refuse a file is in the corpus', () => {
  const met = new Set(hostileCases.map(({ becomes }) => becomes));
  expect(SHARED_FILE_FAULTS.filter((fault) => !met.has(fault))).toEqual([]);
});

test('every refusal says in words what it is, and that nothing was taken over', () => {
  for (const each of hostileCases) {
    const sentence = sentenceOf(each);
    if (sentence !== null) expect(sentence, each.name).toMatch(/^[A-Z][^]{20,}\. Nothing has been taken over, and the file is as it was\.$/u);
  }
});

test('what is taken is handed on as the text it is', () => {
  const taken = hostileCases.filter(({ becomes }) => becomes === 'taken');
  expect(taken.length).toBeGreaterThanOrEqual(5);
  for (const { name, bytes } of taken) {
    const kind = kindOf(name);
    const text = sharedFileText(kind, readSharedFile(kind, bytes));
    expect(JSON.parse(text), name).toEqual(JSON.parse(new TextDecoder().decode(bytes)));
  }
});

test('no refusal leaves anything behind in the objects of the language', () => {
  for (const each of hostileCases) becomesOf(each);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
