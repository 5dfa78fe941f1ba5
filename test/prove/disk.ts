/**
 * A disk that loses its power. What was not followed by a sync of its file may have been written, or not, or in part, each write for
 * itself; names that were made, removed or changed before a sync of the folder are there in their order up to some point. What was synced is there.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from './random.ts';
import { resized, written, type Event } from './recording.ts';

const SECTOR = 512;

type Content = Extract<Event, { kind: 'write' | 'truncate' }>;
type Naming = Extract<Event, { kind: 'create' | 'unlink' | 'rename' | 'link' }>;

/** How much of what was not synced is there: all (only the process died), nothing, or some of it, by chance. */
export type Loss = 'none' | 'all' | 'some';

export class Disk {
  readonly #durable = new Map<number, Buffer>();
  readonly #pending = new Map<number, Content[]>();
  #names = new Map<string, number>();
  #pendingNames: Naming[] = [];

  /** @param files what is there, durably, in the order of their numbers */
  constructor(files: ReadonlyMap<string, Buffer>) {
    let inode = 1;
    for (const [name, bytes] of files) {
      this.#durable.set(inode, bytes);
      this.#names.set(name, inode++);
    }
  }

  take(event: Event): void {
    switch (event.kind) {
      case 'write': case 'truncate': {
        const list = this.#pending.get(event.inode);
        if (list === undefined) this.#pending.set(event.inode, [event]);
        else list.push(event);
        return;
      }
      case 'sync':
        this.#durable.set(event.inode, contentOf(this.#durable.get(event.inode), this.#pending.get(event.inode) ?? []));
        this.#pending.delete(event.inode);
        return;
      case 'create': case 'unlink': case 'rename': case 'link':
        this.#pendingNames.push(event);
        return;
      case 'syncFolder':
        this.#names = namesAfter(this.#names, this.#pendingNames);
        this.#pendingNames = [];
        return;
      case 'said':
    }
  }

  /** Whether there is anything that could be lost. */
  get isAtRisk(): boolean {
    return this.#pending.size > 0 || this.#pendingNames.length > 0;
  }

  /** The files as the next start finds them. */
  afterLoss(loss: Loss, random: Random): Map<string, Buffer> {
    const kept = loss === 'none' ? this.#pendingNames.length : loss === 'all' ? 0 : random.below(this.#pendingNames.length + 1);
    const names = namesAfter(this.#names, this.#pendingNames.slice(0, kept));
    const contents = new Map<number, Buffer>();
    return new Map([...names].map(([name, inode]) => {
      const content = contents.get(inode) ?? contentOf(this.#durable.get(inode), this.#survivors(inode, loss, random));
      contents.set(inode, content);
      return [name, content];
    }));
  }

  #survivors(inode: number, loss: Loss, random: Random): Content[] {
    const pending = this.#pending.get(inode) ?? [];
    if (loss !== 'some') return loss === 'none' ? pending : [];
    return pending.flatMap((event): Content[] => {
      const fate = random.below(4);
      if (fate === 0) return [];
      return fate === 1 && event.kind === 'write' ? torn(event, random) : [event];
    });
  }
}

/** Some sectors of a write. */
function torn(write: Extract<Content, { kind: 'write' }>, random: Random): Content[] {
  const sectors: Content[] = [];
  for (let at = 0; at < write.bytes.length; at += SECTOR) if (random.isOneIn(2)) sectors.push({ ...write, at: write.at + at, bytes: write.bytes.subarray(at, at + SECTOR) });
  return sectors;
}

function contentOf(durable: Buffer | undefined, events: readonly Content[]): Buffer {
  return events.reduce<Buffer>((content, event) => (event.kind === 'write' ? written(content, event.at, event.bytes) : resized(content, event.length)), durable ?? Buffer.alloc(0));
}

function namesAfter(names: ReadonlyMap<string, number>, events: readonly Naming[]): Map<string, number> {
  const after = new Map(names);
  for (const event of events) {
    if (event.kind === 'create') after.set(event.name, event.inode);
    else if (event.kind === 'unlink') after.delete(event.name);
    else {
      const inode = after.get(event.from);
      if (event.kind === 'rename') after.delete(event.from);
      if (inode !== undefined) after.set(event.to, inode);
    }
  }
  return after;
}

/** The folder holds these files and nothing else. */
export function layDown(files: ReadonlyMap<string, Buffer>, folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  for (const [name, bytes] of files) fs.writeFileSync(path.join(folder, name), bytes);
}
