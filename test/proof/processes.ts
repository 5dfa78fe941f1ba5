/** The processes of a run, as Linux shows them in `/proc`. */
import { globSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';

export type Kind = 'story' | 'shell' | 'keeper' | 'page' | 'browser' | 'other';

export interface Running {
  pid: number;
  kind: Kind;
  command: string;
}

/** A process and everything below it; those that end meanwhile are left out. */
export function processesUnder(pid: number): Running[] {
  const childrenByParent = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/u.test(name) ? read(`/proc/${name}/stat`) : null;
    // The name in brackets can hold spaces and brackets of its own.
    const parent = stat === null ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent !== undefined) childrenByParent.set(parent, [...(childrenByParent.get(parent) ?? []), Number(name)]);
  }
  const below = (parent: number): number[] => [parent, ...(childrenByParent.get(parent) ?? []).flatMap(below)];
  return below(pid).flatMap((each) => {
    const command = read(`/proc/${each}/cmdline`)?.replaceAll('\0', ' ').trim() ?? '';
    return command === '' ? [] : [{ pid: each, kind: kindOf(command), command }];
  });
}

export function kindOf(command: string): Kind {
  if (/^\S*(strace|unshare)\b/u.test(command)) return 'other';
  if (command.includes('stand-in/boot-utility.ts')) return 'keeper';
  if (command.includes('stand-in/boot.ts')) return 'shell';
  if (command.includes('proof/story.ts')) return 'story';
  if (/--type=renderer/u.test(command)) return 'page';
  return /chrom/iu.test(command) ? 'browser' : 'other';
}

export interface DeletedFile {
  /** Opens it as long as the process has it open. */
  path: string;
  /** What it was called. */
  was: string;
}

/** Files that have no name any more and live on in a process. */
export function deletedFilesOf(processes: readonly Running[]): DeletedFile[] {
  return processes.flatMap(({ pid }) =>
    globSync(`/proc/${pid}/fd/*`).flatMap((path) => {
      const was = link(path);
      return was?.endsWith(' (deleted)') ? [{ path, was: was.slice(0, -' (deleted)'.length) }] : [];
    }),
  );
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function link(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
