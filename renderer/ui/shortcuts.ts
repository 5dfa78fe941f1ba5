/** The keys of the whole window, in one list: what listens and what is shown are the same. */

export type KeyName = 'mod' | 'K' | 'N' | 'L' | 'Esc' | '?' | 'Enter';

export type Shortcut = 'find' | 'newSession' | 'lock' | 'close' | 'keys';

export const shortcuts: Readonly<Record<Shortcut, readonly KeyName[]>> = {
  find: ['mod', 'K'],
  newSession: ['mod', 'N'],
  lock: ['mod', 'L'],
  close: ['Esc'],
  keys: ['?'],
};

const onMac = /mac/iu.test(navigator.userAgent);

export function keyName(key: KeyName): string {
  return key === 'mod' ? (onMac ? '⌘' : 'Ctrl') : key;
}

/** Which shortcut a key press is, if any. `?` only counts outside a field, where it would be a letter. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.isComposing || event.altKey) return null;
  const mod = onMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const key = event.key.toLowerCase();
  if (mod && !event.shiftKey) return key === 'k' ? 'find' : key === 'n' ? 'newSession' : key === 'l' ? 'lock' : null;
  return key === '?' && !mod && !isWriting(event.target) ? 'keys' : null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=textbox], [role=spinbutton]') !== null);
}
