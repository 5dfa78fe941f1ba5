/**
 * contextBridge: two halves, one in the page's world and one in the preload's, joined by synchronous events of the document, whose
 * detail Chromium clones from world to world. The event's name is a secret of the two; a page can neither hear nor speak it.
 *
 * Its source is put into the page, so it must not refer to anything outside itself.
 */
export interface Bridge {
  expose(name: string, api: unknown): void;
}

export function joinWorlds(side: 'page' | 'preload', secret: string): Bridge {
  type Packed =
    | { kind: 'value'; value: unknown }
    | { kind: 'function'; id: number }
    | { kind: 'promise'; id: number }
    | { kind: 'error'; message: string }
    | { kind: 'array'; items: Packed[] }
    | { kind: 'object'; entries: [string, Packed][] };
  type Said =
    | { say: 'expose'; name: string; api: Packed }
    | { say: 'call'; id: number; args: Packed[] }
    | { say: 'answer'; result: Packed }
    | { say: 'threw'; message: string }
    | { say: 'settled'; id: number; ok: boolean; result: Packed };
  interface Waiting { resolve(value: unknown): void; reject(error: Error): void }

  // Taken before any script of the page can change them.
  const { CustomEvent, document } = window;
  const dispatch = EventTarget.prototype.dispatchEvent.bind(document);
  const other = side === 'page' ? 'preload' : 'page';
  const functionById = new Map<number, (...args: unknown[]) => unknown>();
  const waitingById = new Map<number, Waiting>();
  let lastId = 0;
  let answered: Said | null = null;

  const say = (said: Said): void => {
    dispatch(new CustomEvent(secret + other, { detail: said }));
  };

  const pack = (value: unknown): Packed => {
    if (typeof value === 'function') return packFunction(value as (...args: unknown[]) => unknown);
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return { kind: 'value', value };
    if (value instanceof Promise) return packPromise(value);
    if (value instanceof Error) return { kind: 'error', message: value.message };
    if (Array.isArray(value)) return { kind: 'array', items: value.map(pack) };
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return { kind: 'object', entries: Object.entries(value).map(([key, item]): [string, Packed] => [key, pack(item)]) };
    return { kind: 'value', value: structuredClone(value) };
  };

  const packFunction = (value: (...args: unknown[]) => unknown): Packed => {
    lastId += 1;
    functionById.set(lastId, value);
    return { kind: 'function', id: lastId };
  };

  const packPromise = (value: Promise<unknown>): Packed => {
    lastId += 1;
    const id = lastId;
    value.then(
      (result) => { say({ say: 'settled', id, ok: true, result: pack(result) }); },
      (error: unknown) => { say({ say: 'settled', id, ok: false, result: pack(error) }); },
    );
    return { kind: 'promise', id };
  };

  const unpack = (packed: Packed): unknown => {
    switch (packed.kind) {
      case 'value':
        return packed.value;
      case 'error':
        return new Error(packed.message);
      case 'array':
        return packed.items.map(unpack);
      case 'object':
        return Object.fromEntries(packed.entries.map(([key, item]) => [key, unpack(item)]));
      case 'promise':
        return new Promise((resolve, reject) => waitingById.set(packed.id, { resolve, reject }));
      case 'function':
        return (...args: unknown[]) => call(packed.id, args);
    }
  };

  const call = (id: number, args: unknown[]): unknown => {
    answered = null;
    say({ say: 'call', id, args: args.map(pack) });
    const answer = answered as Said | null;
    answered = null;
    if (answer?.say === 'threw') throw new Error(answer.message);
    return answer?.say === 'answer' ? unpack(answer.result) : undefined;
  };

  const answerCall = (id: number, args: Packed[]): void => {
    try {
      say({ say: 'answer', result: pack(functionById.get(id)!(...args.map(unpack))) });
    } catch (error) {
      say({ say: 'threw', message: error instanceof Error ? error.message : String(error) });
    }
  };

  const settle = (id: number, ok: boolean, result: Packed): void => {
    const waiting = waitingById.get(id);
    waitingById.delete(id);
    if (ok) waiting?.resolve(unpack(result));
    else waiting?.reject(unpack(result) as Error);
  };

  const frozen = (value: unknown): unknown => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return value;
    if (typeof value === 'object') for (const item of Object.values(value)) frozen(item);
    return Object.freeze(value);
  };

  const exposeHere = (name: string, api: Packed): void => {
    Object.defineProperty(window, name, { value: frozen(unpack(api)), enumerable: true, writable: false, configurable: false });
  };

  document.addEventListener(secret + side, (event) => {
    const said = (event as CustomEvent<Said>).detail;
    if (said.say === 'call') answerCall(said.id, said.args);
    else if (said.say === 'settled') settle(said.id, said.ok, said.result);
    else if (said.say === 'expose') exposeHere(said.name, said.api);
    else answered = said;
  });

  const exposed = new Set<string>();
  return {
    expose(name, api) {
      if (exposed.has(name)) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${name}`);
      exposed.add(name);
      say({ say: 'expose', name, api: pack(api) });
    },
  };
}

/**
 * In Electron `window.open` gives null where the shell denies it. Chromium's own would give a window that is closed a moment later.
 * Self-contained like the above.
 */
export function openNoWindows(): void {
  const open = window.open.bind(window);
  window.open = (...args) => {
    open(...args)?.close();
    return null;
  };
}
