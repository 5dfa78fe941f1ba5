import type { Session, WebPreferences } from 'electron';
import { describe, expect, test } from 'vitest';
import { windowOptions } from '../../electron/shell/window-options.ts';

const session = { name: 'in memory' } as unknown as Session;
const options = windowOptions({ preload: '/app/preload.cjs', session, dark: false, bounds: null });

/** Held to Electron's own types: an option that is renamed there fails the type check here. */
const PINNED = {
  preload: '/app/preload.cjs',
  session,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  devTools: false,
  spellcheck: false,
  experimentalFeatures: false,
  plugins: false,
  webgl: false,
  enableWebSQL: false,
  safeDialogs: true,
  v8CacheOptions: 'none',
} satisfies { [K in keyof WebPreferences]?: WebPreferences[K] };

describe('a window', () => {
  test('is sandboxed, isolated and without any of the ways out of a page', () => {
    expect(options.webPreferences).toStrictEqual(PINNED);
  });

  test('has a title that says nothing and is not shown before its page is drawn', () => {
    expect(options).toMatchObject({ title: 'Other Chair', show: false, minWidth: 720, minHeight: 560 });
  });

  test('stands where the one before it stood', () => {
    const bounds = { x: 40, y: 60, width: 900, height: 700 };
    expect(windowOptions({ preload: '', session, dark: false, bounds })).toMatchObject(bounds);
    expect(options).toMatchObject({ width: 1280, height: 860 });
  });

  test('has the paper of its theme behind the page', () => {
    expect(options.backgroundColor).toBe('#FAF7F2');
    expect(windowOptions({ preload: '', session, dark: true, bounds: null }).backgroundColor).toBe('#1A1917');
  });
});
