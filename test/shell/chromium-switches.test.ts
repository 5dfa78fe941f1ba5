import { describe, expect, test } from 'vitest';
import { applySwitches, chromiumSwitches } from '../../electron/shell/chromium-switches.ts';

describe('Chromium', () => {
  test('is started with exactly these switches', () => {
    const given: unknown[][] = [];
    applySwitches({ appendSwitch: (...one: unknown[]) => given.push(one) }, 'linux');
    expect(given).toEqual([
      ['disable-http-cache'],
      ['disable-gpu-shader-disk-cache'],
      ['disable-breakpad'],
      ['disable-background-networking'],
      ['disable-component-update'],
      ['disable-domain-reliability'],
      ['disable-sync'],
      ['no-pings'],
      ['dns-prefetch-disable'],
      ['host-resolver-rules', 'MAP * ~NOTFOUND'],
      ['disable-features', 'MediaRouter,DialMediaRouteProvider,OptimizationHints,Translate,AutofillServerCommunication,SpareRendererForSitePerProcess'],
      ['password-store', 'basic'],
    ]);
  });

  test('is never given a switch that opens it up', () => {
    const names = (['linux', 'darwin', 'win32'] as const).flatMap((platform) => chromiumSwitches(platform).map(([name]) => name));
    expect(names.filter((name) => /^no-sandbox|disable-web-security|remote-debugging|inspect|disable-site-isolation|allow-|ignore-certificate/u.test(name))).toEqual([]);
  });
});
