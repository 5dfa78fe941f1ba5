/** Messages as the window sends them, and then something else in one place or more. */
import { requests, type RequestName } from '../../shared/requests.ts';
import { inputFor } from './from-schema.ts';
import type { Random } from './random.ts';

const NAMES = Object.keys(requests) as RequestName[];

/** @param ids that were answered before */
export function asked(random: Random, ids: readonly string[]): unknown {
  const name: unknown = random.isOneIn(60) ? junk(random, 0) : random.of(NAMES);
  const input = NAMES.includes(name as RequestName) ? inputFor(name as RequestName, random, ids) : {};
  const message = { ask: random.next(), name, input: random.isOneIn(3) ? input : changed(input, random) };
  return random.isOneIn(80) ? changed(message, random) : message;
}

/** A copy in which something, somewhere, is other, missing or added. */
function changed(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.isOneIn(5)) return junk(random, 0);
  if (Array.isArray(value)) {
    const list: unknown[] = [...(value as unknown[])];
    if (list.length === 0 || random.isOneIn(4)) list.push(junk(random, 0));
    else list[random.below(list.length)] = changed(list[0], random);
    return list;
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || random.isOneIn(5)) return Object.fromEntries([...entries, [random.of(['x', '__proto__', 'constructor', 'toString', 'id', '']), junk(random, 0)]]);
  const at = random.below(entries.length);
  if (random.isOneIn(6)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(entries.map(([key, each], index) => [key, index === at ? changed(each, random) : each]));
}

function junk(random: Random, depth: number): unknown {
  const plain: unknown[] = [
    null, undefined, true, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1n, '', ' ', '\0', '\ud800', '\u202e', 'x'.repeat(random.below(3000)), '__proto__', '1e999', '0000000000000000', 'ffffffffffffffff',
    '2026-02-30', '9999-12-31', new Date(), new Uint8Array(random.below(50)), new Map([[1, 2]]), new Set([1]), /x/u, Object.create(null), [], {}, '<b>', "'; DROP TABLE sessions; --",
  ];
  if (depth > 3 || !random.isOneIn(5)) return random.of(plain);
  const parts = Array.from({ length: random.below(4) }, () => junk(random, depth + 1));
  return random.isOneIn(2) ? parts : Object.fromEntries(parts.map((part, at) => [random.of(['a', 'id', 'type', 'content', String(at)]), part]));
}
