/** G8: once the journal is locked, no process of the app knows a note or a key any more. */
import path from 'node:path';
import { canariesOfWords, freshCanaries } from '../canary/canaries.ts';
import { Detector, type Sighting } from '../canary/detector.ts';
import type { Canary } from '../canary/forms.ts';
import { JOURNAL_FILE, layJournal } from '../e2e/laid-journal.ts';
import { keysOfFile } from '../proof/keys.ts';
import { lookThrough, whyNotLookedThrough } from '../proof/memory.ts';
import { processesUnder, type Kind } from '../proof/processes.ts';
import { startTeller } from '../proof/teller.ts';
import { whyNoApp } from './evening.ts';
import { Count, type Figure, type Line, type Order } from './figure.ts';

const NOTES = 300;
const LOCKED_WITHIN_MS = 500;
const GONE = 2;

export const g8: Figure = { id: 'G8', shares: 1, run };

interface Lines { control: Count; shell: Count; notes: Count; keys: Count; gone: Count }

async function run(order: Order): Promise<Line[]> {
  const lines: Lines = {
    control: new Count('control: notes found in the memory of the keeper while the journal is open', { goal: NOTES, asked: NOTES }),
    shell: new Count('notes, keys and words in the memory of the shell while the journal is open: none', { goal: NOTES, asked: NOTES }),
    notes: new Count('notes in the memory of shell, keeper and page after the lock: none', { goal: NOTES, asked: NOTES }),
    keys: new Count('keys, passphrase and words in the memory of shell, keeper and page after the lock: none', { goal: 1, asked: 1 }),
    gone: new Count(`keeper and page that knew the journal: gone within ${LOCKED_WITHIN_MS} ms of the lock`, { goal: GONE, asked: GONE }),
  };
  const whyNot = whyNotLookedThrough() ?? whyNoApp();
  if (whyNot === null) await look(order, lines);
  else lines.notes.note(`Not run: ${whyNot}.`);
  return Object.values(lines) as Line[];
}

async function look(order: Order, lines: Lines): Promise<void> {
  const pairing = freshCanaries()['pairing name'];
  const notes = Array.from({ length: NOTES }, (_, at) => ({ name: `note ${at}`, text: `${order.random.next().toString(36)} held back ${order.random.next().toString(36)} ö "${at}"` }));
  const laid = await layJournal([{ name: pairing, sinceDaysAgo: 500, note: 'from before' }], notes.map(({ text }) => ({ pairing, sittings: [{ chair: 'coach', takeaway: text }] })));
  const texts = { ...freshCanaries(), 'pairing name': pairing, passphrase: laid.passphrase };
  const teller = startTeller(order.onDisk);
  await teller.tell('opens', { userData: laid.folder, texts });
  await teller.tell('unlocks');
  await teller.tell('entries');
  const secrets: Canary[] = [...(await keysOfFile(path.join(laid.folder, JOURNAL_FILE), laid.passphrase)), ...canariesOfWords(laid.recoveryWords), { name: 'passphrase', text: laid.passphrase }];
  const detector = new Detector([...notes, ...secrets]);
  const open = sightingsByKind(teller.pid, detector);
  const knowing = [...new Set([...(open.get('keeper') ?? []), ...(open.get('page') ?? [])].map(({ place }) => Number(place.split(' ').at(-1))))];
  const goneAfterMs = await teller.tell('locksAndWatches', { pids: knowing });
  const locked = sightingsByKind(teller.pid, detector);
  await teller.tell('leaves');
  await teller.end();

  const names = (kinds: readonly Kind[], seen: typeof open) => new Set(kinds.flatMap((kind) => (seen.get(kind) ?? []).map(({ canary }) => canary)));
  const inKeeper = names(['keeper'], open);
  const inShell = names(['shell'], open);
  const left = names(['shell', 'keeper', 'page'], locked);
  for (const { name } of notes) {
    if (inKeeper.has(name)) lines.control.held();
    if (inShell.has(name)) lines.shell.failed(name);
    else lines.shell.held();
    if (left.has(name)) lines.notes.failed(name);
    else lines.notes.held();
  }
  for (const { name } of secrets) if (inShell.has(name)) lines.shell.failed(name);
  const inBrowser = names(['browser'], locked);
  // Chromium's other processes hand on what is typed; a key is never in any of them.
  const known = secrets.map(({ name }) => name).filter((name) => left.has(name) || (inBrowser.has(name) && name.endsWith(' key')));
  if (known.length === 0) lines.keys.held();
  else lines.keys.failed([...new Set(known)].join(', '));
  for (const ms of Object.values(goneAfterMs)) {
    if (ms <= LOCKED_WITHIN_MS) lines.gone.held(`${Math.round(ms)} ms`);
    else lines.gone.failed(`${Math.round(ms)} ms`);
  }
  lines.notes.note('Read from /proc, all that is readable: more than a core dump would hold.');
  lines.keys.note(`In Chromium’s other processes, which the stand-in types through: ${inBrowser.size === 0 ? 'nothing' : [...inBrowser].slice(0, 5).join(', ')}.`);
}

/** The story knows every text, and is no part of what is looked at. */
function sightingsByKind(pid: number, detector: Detector): Map<Kind, Sighting[]> {
  const seen = new Map<Kind, Sighting[]>();
  for (const { pid: each, kind } of processesUnder(pid)) {
    if (kind === 'story' || kind === 'other') continue;
    seen.set(kind, [...(seen.get(kind) ?? []), ...lookThrough(each, `${kind} ${each}`, detector).sightings]);
  }
  return seen;
}
