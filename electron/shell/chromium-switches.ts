/** Switches given to Chromium before it is ready: nothing out, nothing on disk that can be helped. */
import type { CommandLine } from 'electron';

export type ChromiumSwitch = readonly [name: string, value?: string];

/** Parts of Chromium that would look something up or keep something. */
const FEATURES_OFF = ['MediaRouter', 'DialMediaRouteProvider', 'OptimizationHints', 'Translate', 'AutofillServerCommunication', 'SpareRendererForSitePerProcess'];

export function chromiumSwitches(platform: NodeJS.Platform): readonly ChromiumSwitch[] {
  return [
    ['disable-http-cache'],
    ['disable-gpu-shader-disk-cache'],
    ['disable-breakpad'],
    ['disable-background-networking'],
    ['disable-component-update'],
    ['disable-domain-reliability'],
    ['disable-sync'],
    ['no-pings'],
    ['dns-prefetch-disable'],
    // No name has an address, not even for the parts of Chromium that no session's guard can see.
    ['host-resolver-rules', 'MAP * ~NOTFOUND'],
    ['disable-features', FEATURES_OFF.join(',')],
    // There is no cookie to encrypt; without this, Linux asks to unlock the keyring.
    ...(platform === 'linux' ? [['password-store', 'basic'] as const] : []),
  ];
}

export function applySwitches(commandLine: Pick<CommandLine, 'appendSwitch'>, platform: NodeJS.Platform): void {
  for (const [name, value] of chromiumSwitches(platform)) {
    if (value === undefined) commandLine.appendSwitch(name);
    else commandLine.appendSwitch(name, value);
  }
}
