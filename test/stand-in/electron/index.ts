/// <reference types="electron" />
/**
 * The module `electron` as the shell imports it. A name that is not exported here fails when the app is linked; a name read from the
 * whole module, or from one of its objects, fails when it is read.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { clipboard, ClipboardItem } from './clipboard.ts';
import { crashReporter } from './crash-reporter.ts';
import { dialog } from './dialog.ts';
import { answerHost } from './host.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { MessageChannelMain } from './message-channel-main.ts';
import { nativeTheme } from './native-theme.ts';
import { powerMonitor } from './power-monitor.ts';
import { screen } from './screen.ts';
import { protocol, session } from './session.ts';
import { refusingUnknown } from './unknown-member.ts';
import { utilityProcess } from './utility-process.ts';

export { app, BrowserWindow, clipboard, ClipboardItem, crashReporter, dialog, ipcMain, Menu, MenuItem, MessageChannelMain, nativeTheme, powerMonitor, protocol, screen, session, utilityProcess };

const electron = refusingUnknown('electron', {
  app, BrowserWindow, clipboard, ClipboardItem, crashReporter, dialog, ipcMain, Menu, MenuItem, MessageChannelMain, nativeTheme, powerMonitor, protocol, screen, session, utilityProcess,
} satisfies { [Name in keyof typeof Electron.CrossProcessExports]?: unknown });
export default electron;

Object.defineProperty(process, 'type', { value: 'browser', enumerable: true });

answerHost({
  evaluate(source, argument) {
    // The test's own function, by its source.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    return new Function('electron', 'argument', `return (${source})(electron, argument)`)(electron, argument) as unknown;
  },
});
