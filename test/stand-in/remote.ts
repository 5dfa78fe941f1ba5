/** Questions and answers between two processes, typed by the table of what each can be asked. */

// A table of methods is a type alias: interfaces do not fit an index signature.
export type Methods = { [name: string]: (...args: never[]) => unknown };

export interface Remote<Theirs extends Methods> {
  /** @throws what the other side threw, by name and message; Error when it is gone */
  ask<Name extends keyof Theirs & string>(name: Name, ...args: Parameters<Theirs[Name]>): Promise<Awaited<ReturnType<Theirs[Name]>>>;
  /** Without an answer. Lost when the other side is gone. */
  tell<Name extends keyof Theirs & string>(name: Name, ...args: Parameters<Theirs[Name]>): void;
}

export interface Line {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onEnd(listener: () => void): void;
}

type Wire =
  | { kind: 'ask'; id: number; name: string; args: unknown[] }
  | { kind: 'tell'; name: string; args: unknown[] }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; name: string; message: string };

interface Waiting { resolve(value: unknown): void; reject(error: Error): void }

export function remote<Theirs extends Methods>(line: Line, mine: Partial<Methods>): Remote<Theirs> {
  const waitingById = new Map<number, Waiting>();
  let lastId = 0;
  let ended = false;

  line.onMessage((message) => {
    const wire = message as Wire;
    if (wire.kind === 'ask') void answer(wire.id, wire.name, wire.args);
    else if (wire.kind === 'tell') void run(wire.name, wire.args);
    else settle(wire);
  });
  line.onEnd(() => {
    ended = true;
    for (const waiting of waitingById.values()) waiting.reject(gone());
    waitingById.clear();
  });

  async function answer(id: number, name: string, args: unknown[]): Promise<void> {
    try {
      line.send({ kind: 'answer', id, value: await run(name, args) } satisfies Wire);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      line.send({ kind: 'failure', id, name: error.name, message: error.message } satisfies Wire);
    }
  }

  function run(name: string, args: unknown[]): unknown {
    const method = mine[name];
    if (!method) throw new Error(`The stand-in's other side knows no "${name}".`);
    return method(...(args as never[]));
  }

  function settle(wire: Extract<Wire, { kind: 'answer' | 'failure' }>): void {
    const waiting = waitingById.get(wire.id);
    waitingById.delete(wire.id);
    if (wire.kind === 'answer') waiting?.resolve(wire.value);
    else waiting?.reject(Object.assign(new Error(wire.message), { name: wire.name }));
  }

  return {
    ask: (name, ...args) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(gone());
          return;
        }
        lastId += 1;
        waitingById.set(lastId, { resolve: resolve, reject });
        line.send({ kind: 'ask', id: lastId, name, args } satisfies Wire);
      }),
    tell: (name, ...args) => {
      if (!ended) line.send({ kind: 'tell', name, args } satisfies Wire);
    },
  };
}

const gone = () => new Error('The process on the other side has ended.');
