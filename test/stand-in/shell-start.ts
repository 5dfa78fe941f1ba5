/** What the shell process is told at its start, through one environment variable that the app never sees. */
export interface ShellStart {
  root: string;
  main: string;
  headed: boolean;
  /** After this time a main module counts as waiting for what comes only after it. */
  evaluatedWithinMs: number;
}

const VARIABLE = 'OTHER_CHAIR_STAND_IN_START';
const given = process.env[VARIABLE];
Reflect.deleteProperty(process.env, VARIABLE);

/** @throws Error when this process was not started by the stand-in */
export function shellStart(): ShellStart {
  if (given === undefined) throw new Error('This is started by the stand-in for Electron, not by hand.');
  return JSON.parse(given) as ShellStart;
}
