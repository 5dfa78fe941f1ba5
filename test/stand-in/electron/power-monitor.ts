/** `powerMonitor`: nothing happens by itself; tests emit its events and replace `getSystemIdleTime`. */
import { EventEmitter } from 'node:events';
import { refuseUnknownMembers } from './unknown-member.ts';

type Used = Pick<Electron.PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>;

class PowerMonitor extends EventEmitter implements Used {
  /** In seconds. */
  getSystemIdleTime = (): number => 0;
  getSystemIdleState = (threshold: number): 'active' | 'idle' => (this.getSystemIdleTime() >= threshold ? 'idle' : 'active');
  isOnBatteryPower = (): boolean => false;
}

refuseUnknownMembers('powerMonitor', PowerMonitor);
export const powerMonitor = new PowerMonitor();
