import { describe, expect, test } from 'vitest';
import { faultLine, passKeeperLines } from '../../electron/shell/fault-log.ts';

const CANARY = 'Ana said she is leaving';

describe('a line of the log', () => {
  test('names kind, code and places, and not a word of the message', () => {
    const fault = Object.assign(new RangeError(CANARY), { code: 'ENOSPC' });
    const line = faultLine('starting', fault);
    expect(line).toMatch(/^shell: starting: RangeError \| ENOSPC \| at .*fault-log\.test\.ts:\d+:\d+/u);
    expect(line).not.toContain(CANARY);
    expect(line.indexOf('\n')).toBe(line.length - 1);
  });

  test('is not fooled by a message that looks like places', () => {
    expect(faultLine('uncaught', new Error(`first\n    at ${CANARY} (file.js:1:1)\n    at ${CANARY}:2:2`))).not.toContain(CANARY);
  });

  test.each([
    ['a text', CANARY],
    ['an object', { message: CANARY, stack: `    at ${CANARY}:1:1` }],
    ['a code made of words', Object.assign(new Error(''), { code: CANARY })],
    ['a parser that quotes what it choked on', parserFault()],
    ['a changed message', Object.assign(new Error(CANARY), { message: 'other' })],
    ['an aggregate', new AggregateError([new Error(CANARY)], CANARY)],
    ['an error with a cause', new Error('outer', { cause: new Error(CANARY) })],
  ])('holds nothing of %s', (_kind, thrown) => {
    expect(faultLine('unhandled', thrown)).not.toContain('Ana');
  });
});

describe('what the keeper prints', () => {
  test('passes line by line, whole, and only where it was meant for the log', () => {
    const passed: string[] = [];
    const pass = passKeeperLines((line) => passed.push(line));
    for (const letter of `${CANARY}\nkeeper: uncaught: Error | at keeper.js:1:1\n keeper: ${CANARY}\nxkeeper: ${CANARY}\n`) pass(letter);
    expect(passed).toEqual(['keeper: uncaught: Error | at keeper.js:1:1\n']);
  });

  test('without any end of a line is not gathered for ever', () => {
    const passed: string[] = [];
    const pass = passKeeperLines((line) => passed.push(line));
    for (let chunk = 0; chunk < 1000; chunk++) pass('x'.repeat(1000));
    pass('\nkeeper: still here\n');
    expect(passed).toEqual(['keeper: still here\n']);
  });
});

function parserFault(): unknown {
  try {
    return JSON.parse(CANARY);
  } catch (error) {
    return error;
  }
}
