import { describe, expect, test } from 'vitest';
import type { ShellFacts } from '../../shared/process-messages.ts';
import { captureOn, Facts, FACTS_EVERY_MS } from '../../electron/shell/facts.ts';

describe('requests that were refused', () => {
  function counting() {
    const told: ShellFacts[] = [];
    const waiting: (() => void)[] = [];
    const facts = new Facts('in-part', (ms, run) => {
      expect(ms).toBe(FACTS_EVERY_MS);
      waiting.push(run);
    });
    return { facts, told, waiting, keeper: { tell: (each: ShellFacts) => told.push(each) } };
  }

  test('are counted all, and told of together', () => {
    const { facts, told, waiting, keeper } = counting();
    facts.tellTo(keeper);
    for (let request = 0; request < 1000; request++) facts.refused();
    expect([told.length, waiting.length]).toEqual([1, 1]);
    waiting.shift()!();
    expect(told).toEqual([{ refusedRequests: 0, capture: 'in-part' }, { refusedRequests: 1000, capture: 'in-part' }]);
    facts.refused();
    waiting.shift()!();
    expect(told.at(-1)?.refusedRequests).toBe(1001);
  });

  test('before the first keeper and under an earlier one are told to the one of now', () => {
    const { facts, told, keeper } = counting();
    facts.refused();
    facts.tellTo({ tell: () => undefined });
    facts.tellTo(keeper);
    expect(told).toEqual([{ refusedRequests: 1, capture: 'in-part' }]);
  });
});

test.each<[NodeJS.Platform, string, ShellFacts['capture']]>([
  ['win32', '10.0.26100', 'honoured'],
  ['darwin', '23.6.0', 'honoured'],
  ['darwin', '24.0.0', 'in-part'],
  ['darwin', '25.1.0', 'in-part'],
  ['linux', '6.8.0-48-generic', 'not-honoured'],
])('on %s %s keeping the window out of screenshots is %s', (platform, release, capture) => {
  expect(captureOn(platform, release)).toBe(capture);
});
