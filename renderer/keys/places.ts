/** Where the pages about passphrase and recovery words are. */
export const KEYS_PLACE = {
  passphrase: '/settings/passphrase',
  rehearsal: '/settings/rehearsal',
  sheet: '/settings/recovery-sheet',
  rekey: '/settings/new-key',
} as const;
