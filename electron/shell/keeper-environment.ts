/** The variables of the environment a keeper gets. Everything else stays outside: tokens, proxies, options of Node. */

/** Time zone and language for dates; the home and the copying services for where the journal is, and whether the account is of an organisation; what Windows programs do not start without. */
const HANDED_ON = [
  'TZ', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_TIME',
  'HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMESHARE', 'OneDrive', 'OneDriveCommercial', 'OneDriveConsumer',
  'USERDNSDOMAIN',
  'SystemRoot', 'windir', 'SystemDrive',
] as const;

/** `temp`: where anything temporary has to go; nothing is expected to. */
export function keeperEnvironment(env: Readonly<Record<string, string | undefined>>, temp: string): Record<string, string> {
  const kept = HANDED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(kept), TMPDIR: temp, TEMP: temp, TMP: temp };
}
