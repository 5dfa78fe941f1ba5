import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { expect, test } from 'vitest';
import { choosing, dialogOptions, saveDialogOptions } from '../../electron/shell/choosing.ts';

const window = { isDestroyed: () => false } as unknown as BrowserWindow;

function chooserOf(answer: () => Promise<{ canceled: boolean; filePaths: string[] }>, front: BrowserWindow | null = window) {
  const shown: (OpenDialogOptions | SaveDialogOptions)[] = [];
  const faults: string[] = [];
  const dialog = {
    showOpenDialog: (...given: unknown[]) => {
      expect(given[0] === window).toBe(true);
      shown.push(given[1] as OpenDialogOptions);
      return answer();
    },
    showSaveDialog: async (...given: unknown[]) => {
      expect(given[0] === window).toBe(true);
      shown.push(given[1] as SaveDialogOptions);
      const { canceled, filePaths } = await answer();
      return { canceled, filePath: filePaths[0] ?? '' };
    },
  };
  return { choose: choosing(dialog, () => front, (happening) => faults.push(happening)), shown, faults };
}

test('a folder and a file are asked for in front of the window, one of each, and the system does not remember them', async () => {
  const { choose, shown } = chooserOf(() => Promise.resolve({ canceled: false, filePaths: ['/media/stick'] }));
  expect(await choose('backup-folder')).toBe('/media/stick');
  expect(await choose('backup-file')).toBe('/media/stick');
  expect(shown).toEqual([dialogOptions['backup-folder'], dialogOptions['backup-file']]);
  for (const { properties } of shown) {
    expect(properties).toContain('dontAddToRecent');
    expect(properties).not.toContain('multiSelections');
  }
});

test('the place of a file that leaves is asked for under a name that says nothing of what is in it', async () => {
  const { choose, shown } = chooserOf(() => Promise.resolve({ canceled: false, filePaths: ['/media/stick/ours.oca'] }));
  expect(await choose('agreement-place')).toBe('/media/stick/ours.oca');
  expect(await choose('template-place')).toBe('/media/stick/ours.oca');
  expect(shown).toEqual([saveDialogOptions['agreement-place'], saveDialogOptions['template-place']]);
  expect((shown as SaveDialogOptions[]).map(({ defaultPath }) => defaultPath)).toEqual(['agreement.oca', 'template.oct']);
  for (const { properties } of shown) expect(properties).toEqual(expect.arrayContaining(['dontAddToRecent', 'showOverwriteConfirmation']));
  expect(await chooserOf(() => Promise.resolve({ canceled: true, filePaths: ['/a.oca'] })).choose('agreement-place')).toBeNull();
  expect(await chooserOf(() => Promise.resolve({ canceled: false, filePaths: [] })).choose('agreement-place')).toBeNull();
});

test.each([
  ['cancelled', { canceled: true, filePaths: [] }],
  ['cancelled with a path', { canceled: true, filePaths: ['/a'] }],
  ['nothing', { canceled: false, filePaths: [] }],
  ['two', { canceled: false, filePaths: ['/a', '/b'] }],
  ['a path that depends on where the app was started', { canceled: false, filePaths: ['a.ocb'] }],
])('%s is no choice', async (_name, answer) => {
  expect(await chooserOf(() => Promise.resolve(answer)).choose('backup-file')).toBeNull();
});

test('a dialog that fails is no choice, and is logged without a path', async () => {
  const { choose, faults } = chooserOf(() => Promise.reject(new Error('/home/ada/secret')));
  expect(await choose('backup-file')).toBeNull();
  expect(faults).toEqual(['choosing']);
});

test('where no window is, nobody is asked', async () => {
  const { choose, shown } = chooserOf(() => Promise.resolve({ canceled: false, filePaths: ['/a'] }), null);
  expect(await choose('backup-file')).toBeNull();
  expect(shown).toEqual([]);
});
