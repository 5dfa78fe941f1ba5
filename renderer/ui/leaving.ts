/** A page that must be asked before one leaves it, because something on it is not kept anywhere else. */
import { useEffect, useRef } from 'react';
import type { AroundNavHandler } from 'wouter';

/** @param to where one wants to go. Resolves to `false` to stay. */
export type MayLeave = (to: string) => Promise<boolean>;

let mayLeave: MayLeave | null = null;

/** Asks `ask` before any step to another page, for as long as the component is mounted. One page at a time. */
export function useBeforeLeaving(ask: MayLeave): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    const mine: MayLeave = (to) => latest.current(to);
    mayLeave = mine;
    return () => {
      if (mayLeave === mine) mayLeave = null;
    };
  }, []);
}

/** For the router: every step to another page goes through here. */
export const askBeforeLeaving: AroundNavHandler = (navigate, to, options) => {
  if (mayLeave === null) navigate(to, options);
  else void mayLeave(to).then((may) => may && navigate(to, options));
};
