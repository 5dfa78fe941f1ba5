/** A window shows one page for as long as it lives. It goes nowhere, opens nothing and holds no other page. */
import type { Event, WebContents } from 'electron';

const stay = (event: Pick<Event, 'preventDefault'>): void => event.preventDefault();

export function guardNavigation(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', stay);
  // Unheard, Chromium's question which device to take is answered with the first one.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
}
