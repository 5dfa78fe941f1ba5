/** What the keeper has prepared and not written yet. */
export interface Begun {
  recoveryWords: string[];
  /** Three places on the sheet, counted from 1. */
  ask: number[];
}
