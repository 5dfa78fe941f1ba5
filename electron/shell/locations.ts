/**
 * Where the app keeps its files. Never in a roaming profile and never in a documents folder: both are copied to other machines
 * behind the person's back (on Windows, Electron's own default is the roaming one).
 */
import path from 'node:path';

export interface Locations {
  /** Holds everything below. */
  folder: string;
  /** The sealed journal. */
  journalFolder: string;
  /** `preferences.json`, in clear: nothing anybody wrote. */
  settingsFolder: string;
  /** What Chromium insists on writing. Can be deleted whenever the app is closed. */
  scratch: string;
  sessionData: string;
  crashDumps: string;
  logs: string;
  temp: string;
}

export interface System {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** The value of `--user-data-dir`, absolute; empty where it was not given. */
  userDataDir: string;
}

export function locations(system: System): Locations {
  const join = (...names: string[]) => (system.platform === 'win32' ? path.win32 : path.posix).join(...names);
  const folder = system.userDataDir || dataFolder(system);
  const scratch = join(folder, 'scratch');
  return {
    folder,
    journalFolder: join(folder, 'journal'),
    settingsFolder: join(folder, 'settings'),
    scratch,
    sessionData: join(scratch, 'session'),
    crashDumps: join(scratch, 'crashes'),
    logs: join(scratch, 'logs'),
    temp: join(scratch, 'temp'),
  };
}

function dataFolder({ platform, env, home }: System): string {
  if (platform === 'win32') return path.win32.join(env.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local'), 'Other Chair');
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Other Chair');
  // The XDG base directory specification: a relative path is to be ignored.
  const data = env.XDG_DATA_HOME ?? '';
  return path.posix.join(path.posix.isAbsolute(data) ? data : path.posix.join(home, '.local', 'share'), 'other-chair');
}
