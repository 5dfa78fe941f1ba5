/** How a window is made. Pure, so that a test can hold every security option to Electron's own types. */
import type { BrowserWindowConstructorOptions, Rectangle, Session } from 'electron';
import { TITLE } from './wording.ts';

const WIDTH = 1280;
const HEIGHT = 860;
const WIDTH_MIN = 720;
const HEIGHT_MIN = 560;
/** The paper of both themes, so that the window does not flash before its page is drawn. */
const PAPER = { light: '#FAF7F2', dark: '#1A1917' } as const;

export interface WindowAsked {
  preload: string;
  session: Session;
  dark: boolean;
  /** Where the window before stood. */
  bounds: Rectangle | null;
}

export const windowOptions = ({ preload, session, dark, bounds }: WindowAsked) =>
  ({
    ...(bounds ?? { width: WIDTH, height: HEIGHT }),
    minWidth: WIDTH_MIN,
    minHeight: HEIGHT_MIN,
    show: false,
    title: TITLE,
    backgroundColor: dark ? PAPER.dark : PAPER.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
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
    },
  }) satisfies BrowserWindowConstructorOptions;
