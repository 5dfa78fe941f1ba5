/** On macOS, keeps other programs from reading keys while a passphrase is asked for. */
import type { App } from 'electron';

export class SecureKeyboard {
  readonly #app: Pick<App, 'setSecureKeyboardEntryEnabled'>;
  readonly #available: boolean;
  #locked = true;
  #focused = false;
  #enabled = false;

  constructor(app: Pick<App, 'setSecureKeyboardEntryEnabled'>, platform: NodeJS.Platform) {
    this.#app = app;
    this.#available = platform === 'darwin';
  }

  set locked(locked: boolean) {
    this.#locked = locked;
    this.#set();
  }

  /** It is for the whole system, so it is given back as soon as another program is in front. */
  set focused(focused: boolean) {
    this.#focused = focused;
    this.#set();
  }

  #set(): void {
    const wanted = this.#available && this.#locked && this.#focused;
    if (wanted === this.#enabled) return;
    this.#enabled = wanted;
    this.#app.setSecureKeyboardEntryEnabled(wanted);
  }
}
