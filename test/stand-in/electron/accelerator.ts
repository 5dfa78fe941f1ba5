/** Accelerators, as menu items write them: `CmdOrCtrl+Shift+L`. */
import type { KeyPress } from '../wire.ts';

const isMac = process.platform === 'darwin';

/** Whether the keys are these and no others. */
export function isPressed(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.split('+').map((part) => part.trim().toLowerCase());
  const key = parts.pop() ?? '';
  const has = (...names: string[]) => names.some((name) => parts.includes(name));
  return (
    press.key.toLowerCase() === key &&
    press.control === (has('control', 'ctrl') || (!isMac && has('cmdorctrl', 'commandorcontrol'))) &&
    press.meta === (has('cmd', 'command', 'meta', 'super') || (isMac && has('cmdorctrl', 'commandorcontrol'))) &&
    press.alt === has('alt', 'option') &&
    press.shift === has('shift')
  );
}
