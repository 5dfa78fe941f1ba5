/** `nativeTheme`: windows are told the colour scheme, open ones and later ones. */
import { EventEmitter } from 'node:events';
import { host } from './host.ts';
import { refuseUnknownMembers } from './unknown-member.ts';

type Used = Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'inForcedColorsMode' | 'prefersReducedTransparency'>;

export class NativeTheme extends EventEmitter implements Used {
  readonly shouldUseHighContrastColors = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  #themeSource: Electron.NativeTheme['themeSource'] = 'system';

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#themeSource;
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.#themeSource = source;
    host.tell('setColourScheme', source);
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#themeSource === 'dark';
  }
}

refuseUnknownMembers('nativeTheme', NativeTheme);
export const nativeTheme = new NativeTheme();
