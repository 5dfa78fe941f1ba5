/** Starts the story in folders of its own, so that whatever is written lies below one of them, and asks for its chapters. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Answer, Chapter, InputOf, ToldTo, ValueOf } from './story.ts';

const STORY = path.join(import.meta.dirname, 'story.ts');

export interface Teller {
  /** The wrapper, or the story itself. */
  pid: number;
  tell<C extends Chapter>(chapter: C, ...input: undefined extends InputOf<C> ? [] : [InputOf<C>]): Promise<ValueOf<C>>;
  /** What the story printed. */
  output(): string;
  /** Resolves when it is gone, whoever ended it. */
  gone: Promise<unknown>;
  end(): Promise<void>;
}

/**
 * @param folder below it go home, temporary files and settings of every program
 * @param wrapper a program and its arguments, which runs the story: a tracer, a closed network
 */
export function startTeller(folder: string, wrapper: readonly string[] = []): Teller {
  const [program, ...args] = [...wrapper, process.execPath, STORY];
  const child = spawn(program, args, { env: { ...process.env, ...privateFolders(folder), OTHER_CHAIR_STAND_IN: '1' }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const gone = once(child, 'exit');
  const ask = asking(child, gone, () => printed.join(''));
  return {
    pid: child.pid!,
    tell: (chapter, ...input) => ask(chapter, input[0]) as never,
    output: () => printed.join(''),
    gone,
    async end() {
      child.disconnect();
      await gone;
    },
  };
}

function asking(child: ChildProcess, gone: Promise<unknown>, printed: () => string): (chapter: Chapter, input: unknown) => Promise<unknown> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  child.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer));
  return async (chapter, input) => {
    const id = ++last;
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    child.send({ id, chapter, input } satisfies ToldTo);
    const answer = await Promise.race([answered, gone.then(() => ({ id, failed: `The story ended. It printed:\n${printed()}` }))]);
    if ('failed' in answer) throw new Error(`In the chapter "${chapter}": ${answer.failed}`);
    return answer.value;
  };
}

function privateFolders(folder: string): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [variable, name] of [['TMPDIR', 'temp'], ['HOME', 'home'], ['XDG_CONFIG_HOME', 'config'], ['XDG_CACHE_HOME', 'cache'], ['XDG_DATA_HOME', 'data'], ['XDG_STATE_HOME', 'state'], ['XDG_RUNTIME_DIR', 'run']] as const) {
    env[variable] = path.join(folder, name);
    mkdirSync(env[variable], { recursive: true, mode: 0o700 });
  }
  return env;
}
