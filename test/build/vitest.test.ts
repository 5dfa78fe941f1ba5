import { expect, test } from 'vitest';

test('the electron package cannot be imported at run time by a test', async () => {
  const name = 'electron';
  await expect(import(/* @vite-ignore */ name)).rejects.toThrow('A test imported the "electron" package at run time');
});
