/**
 * What is kept beside and outside the journal's file, to tell at the next opening whether it is the same file: an anchor of its last save, and a
 * seal over all its bytes.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { CopyFound } from '../../shared/damage.ts';
import { ANCHOR_BYTES } from '../vault/anchor.ts';
import { writeWhole } from '../vault/small-file.ts';
import type { Vault } from '../vault/vault.ts';

/** Work on the seal in a quiet moment: the window waits no longer than that. */
const SEAL_QUIETLY_MS = 15;
/** And at locking, where half a second is all there is. */
const SEAL_AT_LOCKING_MS = 60;

export interface TracesPlace {
  /** Where anchors are kept; null: none are. */
  anchors: string | null;
  /** What could not be written or was not ours: codes and places only. */
  failed: (doing: string, error: unknown) => void;
}

export class Traces {
  readonly #vault: Vault;
  readonly #place: TracesPlace;
  #copy: CopyFound;
  /** Saves the journal had at least, whatever its file says. */
  #savesKnown = 0;
  /** The save that was anchored last. */
  #anchored: string | null = null;
  #sealing = true;

  constructor(vault: Vault, place: TracesPlace) {
    this.#vault = vault;
    this.#place = place;
    this.#copy = this.#look();
  }

  /** While it is another than expected, nothing is noted: the person decides first. */
  get copy(): CopyFound {
    return this.#copy;
  }

  get savesKnown(): number {
    return this.#savesKnown;
  }

  /** The person goes on with this copy. */
  takeCopy(): void {
    this.#copy = { is: 'expected' };
    this.#anchor();
  }

  /** In a quiet moment; true while there is more to do. */
  leaveALittle(): boolean {
    return this.#copy.is === 'expected' && (this.#anchor() || this.#seal(SEAL_QUIETLY_MS));
  }

  /** At locking. Where the time is too short for the seal there is none, which says nothing. */
  leave(): void {
    if (this.#copy.is !== 'expected') return;
    this.#anchor();
    this.#seal(SEAL_AT_LOCKING_MS);
  }

  #look(): CopyFound {
    if (this.#place.anchors === null) return { is: 'expected' };
    const kept = this.#read(path.join(this.#place.anchors, this.#vault.anchorName));
    if (kept === null) return { is: 'expected' };
    this.#savesKnown = this.#vault.anchoredSequence(kept) ?? 0;
    const found = this.#vault.compareAnchor(kept);
    switch (found.is) {
      case 'behind':
        return { is: 'older', savesBehind: found.saves };
      case 'diverged':
        return found;
      case 'none':
        if (this.#savesKnown === 0) this.#place.failed('an anchor that is not ours is written anew', null);
        return { is: 'expected' };
      case 'same':
        this.#anchored = this.#save;
        return { is: 'expected' };
      case 'ahead':
        return { is: 'expected' };
    }
  }

  #read(file: string): Uint8Array | null {
    try {
      // One that is longer is none of ours, and is not read.
      return fs.statSync(file).size > ANCHOR_BYTES ? new Uint8Array() : fs.readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#place.failed('reading an anchor', error);
      return null;
    }
  }

  /** True when something was written. */
  #anchor(): boolean {
    const { anchors: folder } = this.#place;
    if (folder === null || this.#anchored === this.#save) return false;
    // Also where it fails: it is not tried again for this save.
    this.#anchored = this.#save;
    return this.#tried('anchoring', () => {
      for (const { name, bytes } of this.#vault.anchors) writeWhole(path.join(folder, name), bytes);
      return true;
    });
  }

  /** True while there is more to do. */
  #seal(ms: number): boolean {
    return this.#sealing && this.#tried('sealing', () => this.#vault.sealFile(ms));
  }

  get #save(): string {
    return `${this.#vault.epoch}:${this.#vault.sequence}`;
  }

  #tried(doing: string, work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      if (doing === 'sealing') this.#sealing = false;
      this.#place.failed(doing, error);
      return false;
    }
  }
}
