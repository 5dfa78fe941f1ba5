import type { KnownSlot } from './slots.ts';

/** Recovery words nobody has yet: they open nothing until `issueWords`. */
export class PreparedWords {
  /** Twelve words, to be written down by a person. */
  readonly recoveryWords: string[];
  /** Of this generation of the vault key only. */
  readonly epoch: number;
  readonly slot: KnownSlot;

  constructor(recoveryWords: string[], epoch: number, slot: KnownSlot) {
    this.recoveryWords = recoveryWords;
    this.epoch = epoch;
    this.slot = slot;
  }

  forget(): void {
    this.recoveryWords.length = 0;
  }
}
