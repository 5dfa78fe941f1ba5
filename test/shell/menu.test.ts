import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from '../../electron/shell/menu.ts';

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

function everyItem(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? everyItem(item.submenu) : [])]);
}

describe.each(PLATFORMS)('the menu on %s', (platform) => {
  let locks = 0;
  const items = everyItem(menuTemplate(platform, () => { locks += 1; }));

  test('locks by its item and its keys', () => {
    const lock = items.find(({ id }) => id === 'lock');
    expect(lock).toMatchObject({ label: 'Lock now', accelerator: 'CmdOrCtrl+L' });
    (lock?.click as () => void)();
    expect(locks).toBe(1);
  });

  test('has these standard items and no other: nothing reloads, inspects, shares or looks anything up', () => {
    const ofTheApp = platform === 'darwin' ? ['about', 'hide', 'hideOthers', 'unhide', 'quit'] : ['quit'];
    expect(items.flatMap(({ role }) => role ?? [])).toEqual([
      ...ofTheApp, 'undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'minimize', 'close',
    ]);
    expect(items.filter(({ click }) => click)).toHaveLength(1);
  });
});
