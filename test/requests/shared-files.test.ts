/** The files two peers hand each other, as the window asks for them: it names no path, and nothing is read before the person says so. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FOREIGN_BYTES_MAX } from '../../shared/foreign-json.ts';
import type { Choosing, Notice } from '../../shared/process-messages.ts';
import { requests, type RequestName } from '../../shared/requests.ts';
import type { LeavingFile, ReceivedTemplate } from '../../shared/requests/shared-files.ts';
import { answer } from '../../electron/requests/answer.ts';
import { Custody } from '../../electron/requests/custody.ts';
import { testPrepared } from './prepared-journal.ts';

vi.mock(import('../../electron/vault/derivation.ts'), async (original) => {
  const real = await original();
  const { remembering } = await import('../vault/remembered-derivations.ts');
  return { ...real, derive: remembering(real.derive) };
});

const example = (ending: string) => readFileSync(path.join(import.meta.dirname, `../../shared/formats/example.${ending}`));
let folder: string;
let custody: Custody;
let notices: Notice[];
let logged: string[];
let choice: string | null;
let asked: Choosing[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-shared-files-'));
  [notices, logged, asked, choice] = [[], [], [], null];
  await testPrepared.lay(path.join(folder, 'journal', 'journal.ocv'));
  custody = new Custody(
    { journalFolder: path.join(folder, 'journal'), settingsFolder: path.join(folder, 'settings') },
    { notice: (notice) => notices.push(notice), preferencesAre: () => undefined, unlocked: () => undefined, choose: (what) => (asked.push(what), Promise.resolve(choice)), log: (line) => logged.push(line), locked: () => undefined },
  );
});
afterEach(() => {
  custody.lock();
  rmSync(folder, { recursive: true, force: true });
});

interface Replied { ok: boolean; value?: unknown; refusal?: { why: string } }
const ask = async (name: RequestName, input: unknown = {}) => (await answer(custody, { ask: 1, name, input }, (line) => logged.push(line)))?.with as Replied;
const why = async (name: RequestName, input: unknown = {}) => (await ask(name, input)).refusal?.why;
const value = async <T>(name: RequestName, input: unknown = {}) => (await ask(name, input)).value as T;
const unlock = () => ask('unlockWithPassphrase', { passphrase: testPrepared.passphrase });
const at = (name: string) => path.join(folder, name);

test('a template goes out and comes in through dialogs, and the window never names a path', async () => {
  await unlock();
  choice = at('theirs.oct');
  writeFileSync(choice, example('oct'));
  const received = await value<ReceivedTemplate>('openTemplateFile');
  const kept = await value<{ id: string }>('acceptTemplateFile', { sha256: received.sha256, pairing: null });
  choice = at('mine.oct');
  const { sha256, text } = await value<LeavingFile>('lookAtTemplateFile', { id: kept.id });
  expect(await value('exportTemplate', { id: kept.id, sha256, to: 'other', pairing: null })).toEqual({ bytes: text.length });
  expect(readFileSync(at('mine.oct'))).toEqual(example('oct'));
  expect(asked).toEqual(['template-file', 'template-place']);
  for (const name of Object.keys(requests) as RequestName[]) expect(JSON.stringify((requests[name].input as { shape?: object }).shape ?? {}), name).not.toMatch(/"(?:path|file|folder)"/u);
});

test('a dialog that is closed changes nothing', async () => {
  await unlock();
  expect(await why('openTemplateFile')).toBe('cancelled');
  expect(await value('listTravelled', { before: null, limit: 10 })).toEqual({ rows: [], earlier: false, breaks: 0 });
});

test('dropped bytes are measured before anything else, and only bytes are taken', async () => {
  await unlock();
  expect(await why('dropTemplateFile', { bytes: new Uint8Array(FOREIGN_BYTES_MAX + 1) })).toBe('file-too-large');
  expect(await why('dropTemplateFile', { bytes: new Uint8Array(9 * 1024 * 1024) })).toBe('bad-input');
  for (const bytes of ['{}', [1, 2], { length: 3 }, null, new ArrayBuffer(4), new Uint16Array(2)]) expect(await why('dropTemplateFile', { bytes })).toBe('bad-input');
  expect((await ask('dropTemplateFile', { bytes: new Uint8Array(example('oct')) })).ok).toBe(true);
  expect(logged).toEqual([]);
});

test('a file that is double-clicked is asked about when a journal is open, read when that is wanted, and at hand once', async () => {
  writeFileSync(at('theirs.oct'), example('oct'));
  custody.offered(at('theirs.oct'));
  expect(notices).toEqual([]);
  expect(await why('openOfferedTemplate')).toBe('wrong-state');
  await unlock();
  expect(notices).toContainEqual({ notice: 'offered', kind: 'template' });
  // Nothing of it was read until now: it may still change, or go.
  rmSync(at('theirs.oct'));
  expect(await why('openOfferedTemplate')).toBe('file-unreadable');
  expect(await why('openOfferedTemplate')).toBe('nothing-offered');

  writeFileSync(at('ours.OCA'), example('oca'));
  custody.offered(at('ours.OCA'));
  expect(notices.at(-1)).toEqual({ notice: 'offered', kind: 'agreement' });
  await ask('leaveOffered');
  expect(await why('openOfferedTemplate')).toBe('nothing-offered');
  custody.offered(at('ours.OCA'));
  const { id } = await value<{ id: string }>('addPairing', { pairing: { name: 'Ben', since: null, note: null }, begins: 'active' });
  expect(await value('openOfferedAgreement', { pairing: id })).toMatchObject({ held: false, own: null, text: { parties: ['Ada', 'Ben'] } });
});

test('a refusal logs nothing of the file', async () => {
  await unlock();
  choice = at('secret name.oct');
  writeFileSync(choice, '{"a canary":"in a file", "a canary":2}');
  expect(await why('openTemplateFile')).toBe('key-twice');
  writeFileSync(choice, JSON.stringify({ ...(JSON.parse(example('oct').toString()) as object), canary: 'in a file' }));
  expect(await why('openTemplateFile')).toBe('unknown-field');
  expect(logged).toEqual([]);
});
