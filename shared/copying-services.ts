/**
 * Does something copy this folder elsewhere? A sealed journal may be copied, but two machines writing one file lose entries, and a
 * person should know where a copy goes. Told from the path alone: nothing is read and nobody is asked.
 */

/** The variables of the environment that `copiedBy` looks at; whoever starts a process that asks must hand these on. */
export const COPYING_VARIABLES = ['HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMESHARE', 'OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Folder names that no one uses for anything else, wherever they stand. The first that fits names the service. */
const BY_FOLDER: readonly (readonly [RegExp, string])[] = [
  [/^onedrive(?:$| - |-)/u, 'OneDrive'],
  [/^dropbox(?:$| \(|-)/u, 'Dropbox'],
  [/^(?:google ?drive|my drive|drivefs)(?:$|-| \()/u, 'Google Drive'],
  [/^(?:icloud ?drive|mobile documents|com~apple~clouddocs)(?:$|~)/u, 'iCloud Drive'],
  [/^nextcloud\d*$/u, 'Nextcloud'],
  [/^owncloud\d*$/u, 'ownCloud'],
  [/^(?:box sync|box-box)$/u, 'Box'],
  [/^pcloud ?drive$/u, 'pCloud'],
  [/^proton ?drive(?:$|-)/u, 'Proton Drive'],
  [/^(?:seafile|seadrive)$/u, 'Seafile'],
  [/^synology ?drive$/u, 'Synology Drive'],
  [/^tresorit(?:drive)?$/u, 'Tresorit'],
  [/^yandex\.?disk$/u, 'Yandex Disk'],
  [/^kdrive$/u, 'kDrive'],
  [/^creative cloud files$/u, 'Creative Cloud'],
];

/** Everyday words: a service only where it puts its folder, directly in the home folder. */
const BY_FOLDER_AT_HOME: readonly (readonly [RegExp, string])[] = [
  [/^box$/u, 'Box'],
  [/^mega$/u, 'MEGA'],
  [/^sync$/u, 'Sync'],
];

/**
 * The name of the service that copies `path`, `network` where the folder is on another machine, or `null`.
 * `path` is absolute, in the form of the system the app runs on; names are compared without regard to case.
 */
export function copiedBy(path: string, env: Environment): string | null {
  const folders = foldersOf(path);
  if (onOneDrive(folders, env)) return 'OneDrive';
  for (const folder of folders) {
    const service = serviceOf(folder, BY_FOLDER);
    if (service) return service;
  }
  const home = foldersOf(env.USERPROFILE ?? env.HOME ?? '');
  const atHome = isWithin(folders, home) ? folders[home.length] : undefined;
  const service = atHome === undefined ? null : serviceOf(atHome, BY_FOLDER_AT_HOME);
  return service ?? (onNetwork(path, env) ? 'network' : null);
}

/** Windows tells where OneDrive is, whatever the folder is called. */
function onOneDrive(folders: readonly string[], env: Environment): boolean {
  return [env.OneDrive, env.OneDriveCommercial, env.OneDriveConsumer].some((root) => root !== undefined && isWithin(folders, foldersOf(root)));
}

function onNetwork(path: string, env: Environment): boolean {
  const plain = path.replaceAll('\\', '/').toLowerCase();
  if (plain.startsWith('//?/unc/')) return true;
  if (/^\/\/[^/?.]/u.test(plain)) return true;
  if (/^\/(?:net|network|afs)\//u.test(plain) || /^\/run\/user\/\d+\/gvfs\//u.test(plain) || plain.includes('/.gvfs/')) return true;
  const homeDrive = env.HOMESHARE ? (env.HOMEDRIVE?.toLowerCase() ?? '') : '';
  return /^[a-z]:$/u.test(homeDrive) && plain.startsWith(`${homeDrive}/`);
}

function serviceOf(folder: string, services: readonly (readonly [RegExp, string])[]): string | null {
  return services.find(([name]) => name.test(folder))?.[1] ?? null;
}

function isWithin(folders: readonly string[], outer: readonly string[]): boolean {
  return outer.length > 0 && outer.length < folders.length && outer.every((folder, index) => folder === folders[index]);
}

/** Names on the way, in lower case, without the mark of a long Windows path. */
function foldersOf(path: string): string[] {
  return path
    .replaceAll('\\', '/')
    .replace(/^\/\/\?\//u, '')
    .toLowerCase()
    .split('/')
    .filter((name) => name !== '');
}
