/** The menu: editing, the size of the text, and locking. Nothing in it reloads, inspects, prints or looks anything up. */
import type { MenuItemConstructorOptions } from 'electron';
import { MENU, TITLE } from './wording.ts';

export function menuTemplate(platform: NodeJS.Platform, lock: () => void): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const ofTheApp: MenuItemConstructorOptions = { label: TITLE, submenu: [{ role: 'about' }, line, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, line, { role: 'quit' }] };
  const lockNow: MenuItemConstructorOptions = { id: 'lock', label: MENU.lock, accelerator: 'CmdOrCtrl+L', click: lock };
  return [
    ...(mac ? [ofTheApp] : []),
    { label: MENU.journal, submenu: mac ? [lockNow] : [lockNow, line, { role: 'quit' }] },
    { label: MENU.edit, submenu: [{ role: 'undo' }, { role: 'redo' }, line, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'pasteAndMatchStyle' }, { role: 'delete' }, line, { role: 'selectAll' }] },
    { label: MENU.view, submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, line, { role: 'togglefullscreen' }] },
    { label: MENU.window, submenu: [{ role: 'minimize' }, { role: 'close' }] },
  ];
}
