/** `screen`: one display, of a common size. */
import { EventEmitter } from 'node:events';
import { refuseUnknownMembers } from './unknown-member.ts';

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: 1, bounds: area, workArea: area, size: { width: 1920, height: 1080 }, workAreaSize: { width: 1920, height: 1080 }, scaleFactor: 1, rotation: 0, internal: true } as Electron.Display;

type Used = Pick<Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching' | 'getDisplayNearestPoint'>;

class Screen extends EventEmitter implements Used {
  getPrimaryDisplay = (): Electron.Display => display;
  getAllDisplays = (): Electron.Display[] => [display];
  getDisplayMatching = (): Electron.Display => display;
  getDisplayNearestPoint = (): Electron.Display => display;
}

refuseUnknownMembers('screen', Screen);
export const screen = new Screen();
