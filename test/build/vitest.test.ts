import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import config from '../../build/vitest.config.ts';

interface Configured {
  test: { projects: { test: { name: string; include: string[] } }[] };
}

const root = path.join(import.meta.dirname, '../..');

test('the electron package cannot be imported at run time by a test', async () => {
  const name = 'electron';
  await expect(import(/* @vite-ignore */ name)).rejects.toThrow('A test imported the "electron" package at run time');
});

// A folder that no project includes would look tested and never run.
test('every test file belongs to exactly one project', () => {
  const { projects } = (config as unknown as Configured).test;
  expect(projects.map((project) => project.test.name)).toEqual(['unit', 'component', 'e2e']);
  const files = globSync('test/**/*.test.{ts,tsx}', { cwd: root }).map((file) => file.split(path.sep).join('/'));
  expect(files.length).toBeGreaterThan(30);
  const homeless = files.filter((file) => projects.filter((project) => project.test.include.some((glob) => path.matchesGlob(file, glob))).length !== 1);
  expect(homeless).toEqual([]);
});
