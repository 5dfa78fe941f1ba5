/** `crashReporter`: a crash dump holds what was in memory, so the app never starts one. */
import { refusingUnknown } from './unknown-member.ts';

export const crashReporter = refusingUnknown('crashReporter', {
  start(): never {
    throw new Error('The crash reporter is never started: even without uploading, it writes memory to disk.');
  },
} satisfies Pick<Electron.CrashReporter, 'start'>);
