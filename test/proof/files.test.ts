/**
 * Nothing a person typed is readable in any file that any process of the app wrote, at any moment; and nobody asked for a network.
 *
 * With strace, every byte written is looked at, also of what was deleted or overwritten a moment later. Without it, only what is there
 * at the moments named below; then a line says so. Not covered in either case: what Chromium draws (pictures of text in the memory it
 * shares between its processes), and what the system writes by itself: swap, hibernation, its own crash dumps.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canariesOf, canariesOfWords, freshCanaries } from '../canary/canaries.ts';
import { Detector, inWords, type Sighting } from '../canary/detector.ts';
import { hasSharedMemory } from '../stand-in/browser.ts';
import { deletedFilesOf, processesUnder } from './processes.ts';
import { startTeller, type Teller } from './teller.ts';
import { readTrace, traced, whyNotTraced, type Trace } from './trace.ts';

/** Keepers killed in the middle of a save. More take longer. */
const KILLS = Number(process.env['OTHER_CHAIR_PROOF_KILLS'] ?? 1);

const whyNot = whyNotTraced();
const isTraced = whyNot === null;
const texts = freshCanaries();
const planted = `planted ${freshCanaries().intention}`;
const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-proof-'));
const traces = mkdtempSync(path.join(os.tmpdir(), 'other-chair-trace-'));
const userData = path.join(folder, 'app');
const smallDisk = path.join(folder, 'disk');
const sharedMemoryBefore = sharedMemory();

/** Written through mappings. */
const INDEXES = /^temp\/other-chair-stand-in-[^/]+\/profile\/.*Cache\/(data_\d|index)$/u;

interface Moment { files: string[]; sightings: Sighting[] }
const moments = new Map<string, Moment>();
let words: string[] = [];
let detector: Detector;
let hasSmallDisk = false;
let wasHot = false;
let printedToTerminal = '';
const recorded: Trace[] = [];

beforeAll(async () => {
  if (!hasSharedMemory()) process.stderr.write('There is hardly any shared memory here, so Chromium keeps what its processes share in the temporary folder.\n');
  if (!isTraced) process.stderr.write(`Not every write is looked at, only what is there at some moments: ${whyNot}.\n`);
  mkdirSync(userData);
  await firstEvening();
  hasSmallDisk = process.platform === 'linux' && madeSmallDisk();
  if (!hasSmallDisk) process.stderr.write('The story is told without its full disk: no small disk may be mounted here.\n');
  await secondEvening();
  for (const name of ['first', 'second']) if (isTraced) recorded.push(await readTrace(path.join(traces, name)));
}, 240_000 + KILLS * 20_000);

afterAll(() => {
  if (hasSmallDisk) spawnSync('umount', [smallDisk]);
  for (const each of [folder, traces]) rmSync(each, { recursive: true, force: true, maxRetries: 5 });
});

async function firstEvening(): Promise<void> {
  const teller = startTeller(folder, isTraced ? traced(path.join(traces, 'first')) : []);
  await teller.tell('opens', { userData, texts });
  words = await teller.tell('makesAJournal');
  detector = new Detector([...canariesOf(texts), ...canariesOfWords(words), { name: 'planted', text: planted }]);
  await teller.tell('namesAPairing');
  await teller.tell('writesASession');
  await teller.tell('changesItsMind');
  expect(await teller.tell('seeks')).toBe(1);
  await teller.tell('leavesAnEntryUnsaved');
  await look('in use', teller);
  await teller.tell('locksWhileTyping');
  await look('locked', teller);
  await teller.tell('triesAWrongPassphrase');
  await teller.tell('unlocks');
  await teller.tell('losesItsWindow');
  await look('window crashed', teller);
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await teller.tell('unlocksWithWords', words);
    wasHot = (await teller.tell('losesItsKeeperWhileSaving')) || wasHot;
    await look('keeper killed', teller);
  }
  await teller.tell('unlocks');
  await teller.tell('typesAndIsCutOff');
  for (const { pid, kind } of processesUnder(teller.pid)) if (kind !== 'other') process.kill(pid, 'SIGKILL');
  await teller.gone;
  printedToTerminal += teller.output();
  await look('everything killed', null);
}

async function secondEvening(): Promise<void> {
  const kept = hasSmallDisk ? path.join(smallDisk, 'app') : userData;
  if (hasSmallDisk) cpSync(userData, kept, { recursive: true });
  const teller = startTeller(folder, isTraced ? traced(path.join(traces, 'second')) : []);
  await teller.tell('opens', { userData: kept, texts });
  await teller.tell('unlocks');
  expect(await teller.tell('entries')).toBe(1);
  if (hasSmallDisk) await teller.tell('savesOnAFullDisk', { ballast: path.join(smallDisk, 'ballast') });
  await look('after a full disk', teller);
  await teller.tell('locks');
  if (isTraced) await teller.tell('leaksOnPurpose', { text: planted });
  printedToTerminal += await teller.tell('leaves');
  await teller.end();
  printedToTerminal += teller.output();
  await look('closed', null);
}

/** Everything below the private folders, and what lives on in a process without a name. */
async function look(moment: string, teller: Teller | null): Promise<void> {
  const files = globSync('**/*', { cwd: folder }).map((file) => path.join(folder, file)).filter(isRegular);
  const nameless = teller === null || process.platform !== 'linux' ? [] : deletedFilesOf(processesUnder(teller.pid)).filter(({ was }) => !isMemory(was));
  const sightings: Sighting[] = [];
  const elsewhere = isTraced || moment !== 'closed' ? [] : changedElsewhere();
  for (const file of [...files, ...nameless.map(({ path: open }) => open), ...elsewhere]) {
    // Files of a running browser come and go.
    sightings.push(...(await detector.file(file).catch(() => [])));
  }
  const before = moments.get(moment) ?? { files: [], sightings: [] };
  moments.set(moment, { files: [...before.files, ...files.map((file) => path.relative(folder, file))], sightings: [...before.sightings, ...sightings] });
}

describe('the files of an evening with the app', () => {
  test.each(['in use', 'locked', 'window crashed', 'keeper killed', 'everything killed', 'after a full disk', 'closed'])('hold nothing readable: %s', (moment) => {
    const { files, sightings } = moments.get(moment)!;
    expect(files.length).toBeGreaterThan(0);
    expect(inWords(sightings)).toEqual([]);
  });

  test('were looked at with a rollback journal on the disk, left by a keeper killed in the middle of a save', () => {
    expect(wasHot).toBe(true);
    expect(moments.get('keeper killed')!.files).toContain('app/journal/journal.ocv-journal');
  });

  test('are, in the folder of the app, only those on this list', () => {
    const allowed = /^(app|disk\/app)\/(journal\/journal\.ocv(-journal|\.seal(\.part)?)?|settings\/preferences\.json|settings\/anchors\/[0-9a-f]{64}\.bin(\.part)?|scratch\/SingletonLock|scratch\/session\/.*)$/u;
    const found = [...moments.values()].flatMap(({ files }) => files).filter((file) => /^(app|disk\/app)\//u.test(file));
    expect(found).toContain('app/journal/journal.ocv');
    expect(found.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('are one file and its seal when the app is closed, beside its settings and one anchor', () => {
    const left = moments.get('closed')!.files.filter((file) => file.startsWith(hasSmallDisk ? 'disk/app/' : 'app/'));
    expect(left.map((file) => path.basename(file).replace(/^[0-9a-f]{64}/u, 'anchor')).sort().filter((name) => name !== 'preferences.json')).toEqual(['anchor.bin', 'journal.ocv', 'journal.ocv.seal']);
  });

  test('are gone from the temporary folder and from shared memory when the app is closed', () => {
    expect(moments.get('closed')!.files.filter((file) => !/^(app|disk)\//u.test(file) && !isOfTheSystem(file))).toEqual([]);
    expect(sharedMemory().filter((name) => !sharedMemoryBefore.includes(name) && name.includes('chromium'))).toEqual([]);
  });

  test('are not the only place: nothing was printed', async () => {
    expect(inWords(await detector.bytes(Buffer.from(printedToTerminal), 'what was printed'))).toEqual([]);
  });
});

describe.runIf(isTraced)('every write of every process', () => {
  test('was recorded: whole, and of the shell, the keeper and the browser', () => {
    for (const { processes, unseen, written } of recorded) {
      expect([...processes]).toEqual(expect.arrayContaining(['story', 'shell', 'keeper', 'browser']));
      expect(unseen).toEqual([]);
      expect([...written].filter(([file]) => file.endsWith('/journal/journal.ocv')).map(([, bytes]) => bytes.length > 8192)).toEqual([true]);
    }
  });

  test('held nothing readable, except for the one file that was planted', async () => {
    const sightings: Sighting[] = [];
    for (const { written } of recorded) for (const [file, bytes] of written) sightings.push(...(await detector.bytes(bytes, path.relative(folder, file))));
    expect(inWords(sightings)).toEqual([`planted as UTF-8 in temp/planted at 7`]);
  });

  test('went below the private folders', () => {
    const elsewhere = recorded.flatMap(({ openedForWriting }) => [...openedForWriting]).filter((file) => !path.resolve(file).startsWith(`${folder}/`));
    // The note of what the tests ran on.
    expect(elsewhere.filter((file) => !file.includes('/out/ran-on/'))).toEqual([]);
  });

  test("was a write that can be recorded, except into indexes of Chromium's caches, which are looked at while they are there", () => {
    const mapped = recorded.flatMap((trace) => [...trace.mapped]).map((file) => path.relative(folder, file));
    const known = hasSharedMemory() ? INDEXES : new RegExp(`${INDEXES.source}|^temp/\\.org\\.chromium\\.`, 'u');
    expect(mapped.filter((file) => !known.test(file) && !isMemory(path.resolve(folder, file)))).toEqual([]);
  });

  test('to a terminal or a log held nothing readable', async () => {
    for (const { printed } of recorded) for (const [stream, bytes] of printed) expect(inWords(await detector.bytes(bytes, stream))).toEqual([]);
  });
});

describe.runIf(isTraced)('the network', () => {
  test('is nothing shell and keeper know of: not even a socket for it', () => {
    const ours = recorded.flatMap(({ sockets, calls }) => [...sockets, ...calls]).filter(({ kind }) => kind === 'shell' || kind === 'keeper');
    expect(ours).toEqual([]);
  });

  test('is never called, by Chromium neither', () => {
    const called = recorded.flatMap(({ calls }) => calls);
    const sockets = recorded.flatMap((trace) => trace.sockets).filter(({ kind }) => kind === 'browser' || kind === 'page');
    process.stderr.write(`Chromium made ${sockets.length} internet sockets to ask the system about them, and called ${called.length} addresses.\n`);
    expect(called).toEqual([]);
  });
});

/** A disk that is soon full; only root may make one. */
function madeSmallDisk(): boolean {
  mkdirSync(smallDisk);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', smallDisk]).status === 0;
}

/** Shared memory and anonymous files: memory under the name of a file. */
function isMemory(file: string): boolean {
  return /^\/(dev\/shm\/|memfd:)/u.test(file);
}

/** Fonts and the like, which libraries of the system keep in a home. */
function isOfTheSystem(file: string): boolean {
  return /^(cache\/fontconfig|cache\/mesa|home\/\.pki|config\/dconf)/u.test(file);
}

function sharedMemory(): string[] {
  return existsSync('/dev/shm') ? readdirSync('/dev/shm') : [];
}

/** Without a tracer: what changed since in the places programs usually write to, and is of a size somebody's words could have. */
function changedElsewhere(): string[] {
  const places = [os.tmpdir(), ...['.config', '.cache', '.local/share'].map((name) => path.join(os.homedir(), name))].filter((place) => existsSync(place));
  const files = places.flatMap((place) => globSync('**/*', { cwd: place, exclude: ['other-chair-*'] }).map((file) => path.join(place, file)));
  return files.filter((file) => {
    const stat = lstatSync(file, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.mtimeMs > performance.timeOrigin && stat.size < 64 * 1024 * 1024;
  });
}

function isRegular(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
