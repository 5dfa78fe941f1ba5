/**
 * From a message of the window to its reply. Nothing of the message is trusted: it is measured, looked up, checked against the state
 * and parsed before a handler sees it. Faults that the request promises become refusals; anything else is our mistake, reported to
 * the window as a number and to the log without a word of what was asked.
 */
import { randomBytes } from 'node:crypto';
import { describeFault } from '../../shared/fault-description.ts';
import { MESSAGE_MAX_BYTES, requests, type Asked, type RequestName, type Told } from '../../shared/requests.ts';
import type { Custody } from './custody.ts';
import { handlers } from './handlers.ts';

type AnyReply = Extract<Told, { reply: number }>['with'];
type AnyHandler = (custody: Custody, input: unknown) => unknown;

/** Writes one line of the log. It is given codes and places in our own code, never text. */
export type Log = (line: string) => void;

/** Parsed issues told to the window at most: a hostile message must not be answered with a larger one. */
const ISSUES_MAX = 20;

/** `null` when the message is not a question at all; nothing is answered then. */
export async function answer(custody: Custody, message: unknown, log: Log): Promise<Extract<Told, { reply: number }> | null> {
  if (!isAsked(message)) return null;
  return { reply: message.ask, with: await reply(custody, message, log) };
}

async function reply(custody: Custody, { name, input }: Asked, log: Log): Promise<AnyReply> {
  if (!isRequestName(name) || isTooLarge(input)) return { ok: false, refusal: { why: 'bad-input', issues: [] } };
  const request = requests[name];
  if (request.while !== 'always' && (request.while === 'open') !== custody.isOpen) return { ok: false, refusal: { why: 'wrong-state' } };
  const parsed = request.input.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, ISSUES_MAX).map((issue) => ({ path: pathOf(issue.path), code: codeOf(issue) }));
    return { ok: false, refusal: { why: 'bad-input', issues } };
  }
  try {
    return { ok: true, value: (await (handlers[name] as AnyHandler)(custody, parsed.data)) as never };
  } catch (error) {
    return { ok: false, refusal: refusalOf(name, error, log) as never };
  }
}

function refusalOf(name: RequestName, error: unknown, log: Log): { why: string; reference?: string } {
  const fault = (error as { fault?: unknown } | null)?.fault;
  const promised: readonly string[] = requests[name].refusals;
  if (typeof fault === 'string' && promised.includes(fault)) return { why: fault };
  const reference = randomBytes(4).toString('hex');
  log(`fault ${reference} in ${name}: ${describeFault(error)}`);
  return { why: 'fault', reference };
}

function isAsked(message: unknown): message is Asked {
  if (typeof message !== 'object' || message === null) return false;
  const { ask, name } = message as Partial<Asked>;
  return Number.isSafeInteger(ask) && typeof name === 'string';
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function codeOf(issue: { code?: string; message: string }): string {
  return issue.code === 'custom' ? issue.message : (issue.code ?? 'invalid');
}

/** Keys of our own schemas and places in lists; a key the window made up is not repeated. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? String(part) : /^[a-zA-Z]{1,30}$/u.test(String(part)) ? String(part) : '?')).join('.');
}

/** Counts what the message holds, and stops as soon as it is too much, so that a hostile one is not walked to its end. */
function isTooLarge(input: unknown): boolean {
  let left = MESSAGE_MAX_BYTES;
  const open: unknown[] = [input];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') left -= value.length * 2;
    else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) left -= value.byteLength;
    else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      left -= entries.length * 16;
      if (left >= 0) for (const [key, each] of entries) { left -= key.length * 2; open.push(each); }
    } else left -= 8;
    if (left < 0) return true;
  }
  return false;
}
