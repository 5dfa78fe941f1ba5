/** `window.otherChair` with answers a test chooses. It is typed by the contract: an answer that no handler could give does not compile. */
import type { Notice } from '../../shared/process-messages.ts';
import type { Bridge, InputOf, Reply, RequestName } from '../../shared/requests.ts';

export type Answer<N extends RequestName> = (input: InputOf<N>) => Reply<N> | Promise<Reply<N>>;
export type Answers = { [N in RequestName]?: Answer<N> };

export interface BridgeDouble {
  /** Everything asked so far, in order. */
  asked: { name: RequestName; input: unknown }[];
  /** Replaces answers from here on. */
  answers: Answers;
  say: (notice: Notice) => void;
}

export function done<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refused<const Why extends string>(why: Why): { ok: false; refusal: { why: Why } } {
  return { ok: false, refusal: { why } };
}

/** Puts a bridge with these answers on the window. A request that has none fails the test that asks it. */
export function putBridge(answers: Answers): BridgeDouble {
  const listeners = new Set<(notice: Notice) => void>();
  const double: BridgeDouble = {
    asked: [],
    answers: { ...answers },
    say: (notice) => {
      for (const listener of [...listeners]) listener(notice);
    },
  };
  const bridge: Bridge = {
    ask: async <N extends RequestName>(name: N, input: InputOf<N>): Promise<Reply<N>> => {
      double.asked.push({ name, input });
      const answer = double.answers[name];
      if (answer === undefined) throw new Error(`no answer for ${name}`);
      return answer(input);
    },
    onNotice: (listener) => {
      const entry = (notice: Notice) => listener(notice);
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
  Object.defineProperty(window, 'otherChair', { value: bridge, configurable: true });
  return double;
}
