/** `Menu` and `MenuItem`: no bar is drawn. Tests click items by their id, people press their accelerators. */
import { EventEmitter } from 'node:events';
import type { KeyPress } from '../wire.ts';
import { isPressed } from './accelerator.ts';
import { BrowserWindow } from './browser-window.ts';
import { answerHost } from './host.ts';
import { refuseUnknownMembers } from './unknown-member.ts';

type Options = Electron.MenuItemConstructorOptions;
type UsedOfItem = Pick<Electron.MenuItem, 'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'type' | 'accelerator' | 'click'>;
type UsedOfMenu = Pick<Electron.Menu, 'popup' | 'closePopup'>;

export class MenuItem implements UsedOfItem {
  readonly id: string;
  readonly role: Options['role'];
  readonly type: NonNullable<Options['type']>;
  readonly accelerator: string | null;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: Options) {
    const { id = '', label, role, type, accelerator, submenu, enabled = true, visible = true, checked = false, click } = options;
    this.id = id;
    this.role = role;
    this.label = label ?? role ?? '';
    this.type = type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = accelerator ?? null;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as unknown as Menu | undefined);
    this.enabled = enabled;
    this.visible = visible;
    this.checked = checked;
    this.click = () => click?.(this as unknown as Electron.MenuItem, (BrowserWindow.getFocusedWindow() ?? undefined) as unknown as Electron.BaseWindow | undefined, {});
  }
}

export class Menu extends EventEmitter implements UsedOfMenu {
  static #ofApp: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: (Options | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const each of template) menu.append(each instanceof MenuItem ? each : new MenuItem(each));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#ofApp = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#ofApp;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  /** For the stand-in: the item whose accelerator this is. */
  itemFor(press: KeyPress): MenuItem | null {
    for (const item of this.items) {
      const found = item.accelerator !== null && isPressed(item.accelerator, press) ? item : item.submenu?.itemFor(press);
      if (found) return found;
    }
    return null;
  }

  popup(): void {
    this.emit('menu-will-show');
  }

  closePopup(): void {
    this.emit('menu-will-close');
  }
}

refuseUnknownMembers('Menu', Menu);
refuseUnknownMembers('MenuItem', MenuItem);

answerHost({
  keyPressed(press) {
    const item = Menu.getApplicationMenu()?.itemFor(press);
    if (item?.enabled) item.click();
  },
});
