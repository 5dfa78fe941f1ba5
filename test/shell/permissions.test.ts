import type { Session } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { refusePermissions } from '../../electron/shell/permissions.ts';

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1];

/** Every permission of this version of Electron: one that is added there fails the type check here. */
const PERMISSIONS: Record<Permission, true> = {
  ar: true, 'automatic-fullscreen': true, 'background-fetch': true, 'background-sync': true, 'captured-surface-control': true, 'clipboard-read': true, 'clipboard-sanitized-write': true,
  'deprecated-sync-clipboard-read': true, 'display-capture': true, fileSystem: true, fullscreen: true, geolocation: true, 'geolocation-approximate': true, 'hand-tracking': true, hid: true, 'idle-detection': true,
  keyboardLock: true, 'local-fonts': true, 'local-network': true, 'local-network-access': true, 'loopback-network': true, media: true, mediaKeySystem: true, midi: true, midiSysex: true, nfc: true, notifications: true,
  openExternal: true, 'payment-handler': true, 'periodic-background-sync': true, 'persistent-storage': true, pointerLock: true, 'screen-wake-lock': true, sensors: true, serial: true, 'smart-card': true,
  'speaker-selection': true, 'storage-access': true, 'system-wake-lock': true, 'top-level-storage-access': true, usb: true, vr: true, 'web-app-installation': true, 'web-printing': true, 'window-management': true, unknown: true,
};

class RecordingSession extends EventEmitter {
  request: ((contents: null, permission: string, decide: (granted: boolean) => void) => void) | null = null;
  check: ((contents: null, permission: string) => boolean) | null = null;
  device: (() => boolean) | null = null;
  display: ((request: null, decide: (streams: unknown) => void) => void) | null = null;
  setPermissionRequestHandler(handler: typeof this.request) { this.request = handler; }
  setPermissionCheckHandler(handler: typeof this.check) { this.check = handler; }
  setDevicePermissionHandler(handler: typeof this.device) { this.device = handler; }
  setDisplayMediaRequestHandler(handler: typeof this.display) { this.display = handler; }
}

const session = new RecordingSession();
refusePermissions(session as unknown as Session);

describe('a page', () => {
  test.each(Object.keys(PERMISSIONS))('is refused the permission %s, asked for or looked up', (permission) => {
    const granted: boolean[] = [];
    session.request?.(null, permission, (grant) => granted.push(grant));
    expect(granted).toEqual([false]);
    expect(session.check?.(null, permission)).toBe(false);
  });

  test('gets no device and no picture of the screen', () => {
    expect(session.device?.()).toBe(false);
    const streams: unknown[] = [];
    session.display?.(null, (stream) => streams.push(stream));
    expect(streams).toEqual([null]);
  });

  test('saves no file', () => {
    let prevented = false;
    session.emit('will-download', { preventDefault: () => { prevented = true; } });
    expect(prevented).toBe(true);
  });
});
