import { afterEach, beforeEach, expect, test } from 'vitest';
import { keep } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import type { PairingEvent } from '../../shared/event.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { answerTo } from '../../shared/reflection.ts';
import type { RichText } from '../../shared/rich-text.ts';
import { session as sessionSchema, type Session } from '../../shared/session.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { settledDraft } from '../arbitrary/settled-agreement.ts';
import { ben, entry, newJournal, passphrase, type TestJournal } from './open-journal.ts';

/** Stands in every text about the peer or the two; the other one in every text about me. */
const THEIRS = 'zebra';
const MINE = 'maple';

let opened: TestJournal;
let pairing: RecordId;

beforeEach(async () => {
  opened = await newJournal();
  pairing = (await opened.journal.pairings.add({ ...ben, name: keep('peer', `Ben ${THEIRS}`), note: keep('us', THEIRS) }, 'active')).id;
});
afterEach(() => {
  opened.remove();
});

const doc = (text: string): RichText => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

function fullEntry(of: RecordId, keepUntil = '2026-05-31'): Session {
  const written = entry(of, MINE);
  const [sitting] = written.sittings;
  return sessionSchema.parse({
    ...written,
    setting: 'walk',
    length: '30_60',
    sittings: [{ ...sitting, ratings: { ...sitting.ratings, candour: 4, safety: 2, statusFelt: 5 }, intention: doc(MINE) }],
    between: { note: doc(THEIRS), nicer: doc(THEIRS), travelled: null },
    peerNote: { keywords: THEIRS, theirStep: THEIRS, keepUntil },
  });
}

/** A session with an earlier state, a map, events, an agreement in force, reflections on the sitting and on the pairing. */
async function fill(of: RecordId): Promise<{ session: RecordId }> {
  const { journal, clock } = opened;
  const { id } = await journal.sessions.save(null, fullEntry(of));
  clock.passMinutes(30);
  await journal.sessions.save(id, { ...fullEntry(of), length: '60_90' });
  await journal.asymmetries.save(of, keep('us', { influence: { value: 2, named: 'no', note: THEIRS, moves: [] } }));
  await journal.events.save(null, keep('us', { kind: 'outside_interest', pairing: of, date: '2026-03-01', who: 'hr', wanted: null, answered: null, toldPeer: null, note: THEIRS } as PairingEvent));
  await reflect('after-coaching', { is: 'sitting', session: id, chair: 'coach' }, { intention: MINE, 'peer-note': THEIRS });
  await reflect('ending-a-pairing', { is: 'pairing', pairing: of }, { learned: MINE, unsaid: THEIRS });
  await reflect('ending-a-pairing', { is: 'pairing', pairing: of }, { unsaid: THEIRS });
  return { session: id };
}

async function reflect(template: string, occasion: Parameters<TestJournal['journal']['reflections']['begin']>[1], answers: Record<string, string>): Promise<void> {
  const { text, reflection } = await opened.journal.reflections.begin(template, occasion);
  const given = Object.entries(answers).map(([id, words]) => answerTo(text.prompts.find((prompt) => prompt.id === id)!, { kind: 'long_text', text: doc(words) }));
  await opened.journal.reflections.save(null, { ...reflection, answers: [...reflection.answers, ...given] });
}

/** One with the peer's name in it, in force from today. @returns its id */
async function agree(of: RecordId): Promise<RecordId> {
  const { agreements } = opened.journal;
  const { id } = await agreements.begin(of, false);
  await agreements.saveDraft(id, { ...settledDraft(), parties: ['Ada', THEIRS] });
  await agreements.propose(id);
  await agreements.agree(id, opened.clock.today());
  return id;
}

/** Every record of the file, opened: what could be read by whoever has the passphrase. */
async function everyPayload(): Promise<string[]> {
  opened.journal.close();
  const vault = await openVault(opened.file, { kind: 'passphrase', passphrase });
  const texts = [...vault.gather(100)].flat().map(({ payload }) => new TextDecoder().decode(payload));
  vault.close();
  await (await opened.reopen()).whole();
  return texts;
}

const found = (text: string) => {
  const answer = opened.journal.search({ text, pairing: null, chair: null, limit: 50 });
  return answer.ready ? answer.hits.length + answer.notes.length + answer.reflections.length : -1;
};
const fault = (work: Promise<unknown>) => work.then(() => 'no fault', (error: unknown) => (error as { fault?: string }).fault);

test('everything about the peer and the two is shown, and nothing about me', async () => {
  const { session } = await fill(pairing);
  const held = await opened.journal.holdings.of(pairing);
  expect(held).toMatchObject({ differences: 1, agreements: 0, events: 1, sessions: [{ id: session, trashed: false, earlierStates: 1 }] });
  expect(held.sessions[0]!.values.map(({ field, chair }) => `${chair ?? '–'} ${field}`)).toEqual(['coach statusFelt', 'coach safety', '– note', '– nicer', '– keywords', '– theirStep', '– keepUntil']);
  expect(held.reflections).toHaveLength(3);
  expect(JSON.stringify(held.sessions)).not.toContain(MINE);
});

test('a pairing cleared of the other keeps my own learning and no word about them, in no record, in no search', async () => {
  const { session } = await fill(pairing);
  expect(found(THEIRS)).toBeGreaterThan(0);
  expect((await everyPayload()).join('\n')).toContain(THEIRS);
  const row = await opened.journal.holdings.clear(pairing, keep('peer', 'Former peer'));
  expect(row).toMatchObject({ name: 'Former peer', note: null, sessions: 1 });

  const payloads = (await everyPayload()).join('\n');
  expect(payloads).not.toContain(THEIRS);
  expect(payloads.split(MINE).length - 1).toBe(6);
  expect(found(THEIRS)).toBe(0);
  expect(found(MINE)).toBeGreaterThan(0);
  const left = opened.journal.sessions.read(session).session;
  expect(left).toMatchObject({ setting: null, length: null, peerNote: null, sittings: [{ ratings: { candour: 4, safety: null, statusFelt: null } }] });
  expect(await opened.journal.holdings.of(pairing)).toEqual({ sessions: [], reflections: [], readiness: 0, differences: 0, agreements: 0, events: 0 });
});

test('of an agreement that was in force its days and digits stay, and not a word; a draft goes', async () => {
  const { journal, clock } = opened;
  const agreed = await agree(pairing);
  const before = (await journal.agreements.list(pairing)).find(({ id }) => id === agreed)!;
  await journal.agreements.begin(pairing, false);
  await journal.holdings.clear(pairing, keep('peer', 'Former peer'));
  const [row, ...more] = await journal.agreements.list(pairing);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ id: agreed, cleared: true, agreedOn: clock.today(), fingerprint: before.fingerprint });
  expect((await everyPayload()).join('\n')).not.toContain(THEIRS);
});

test('another pairing is not touched by clearing or deleting this one', async () => {
  const other = (await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Carla') }, 'active')).id;
  await fill(other);
  await fill(pairing);
  const before = await opened.journal.holdings.of(other);
  await opened.journal.holdings.clear(pairing, keep('peer', 'Former peer'));
  expect(await opened.journal.holdings.of(other)).toEqual(before);
  await opened.journal.holdings.delete(pairing);
  expect(await opened.journal.holdings.of(other)).toEqual(before);
  expect((await opened.journal.pairings.list()).map(({ id }) => id)).toEqual([other]);
});

test('a state an entry had while it was this pairing’s goes with this pairing', async () => {
  const other = (await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Carla') }, 'active')).id;
  const { id } = await opened.journal.sessions.save(null, fullEntry(pairing));
  opened.clock.passMinutes(30);
  await opened.journal.sessions.save(id, entry(other, MINE));
  await opened.journal.holdings.delete(pairing);
  expect(await opened.journal.sessions.listVersions(id)).toEqual([]);
  expect((await everyPayload()).join('\n')).not.toContain(THEIRS);
});

test('a deleted pairing leaves nothing, not in the trash either', async () => {
  const { session } = await fill(pairing);
  await opened.journal.sessions.trash(session);
  await opened.journal.holdings.delete(pairing);
  const payloads = (await everyPayload()).join('\n');
  expect(payloads).not.toContain(THEIRS);
  expect(payloads).not.toContain(MINE);
  expect(found(MINE)).toBe(0);
  expect(await fault(opened.journal.holdings.of(pairing))).toBe('not-found');
});

test('the name it is cleared to is one no other pairing has', async () => {
  await opened.journal.pairings.add({ ...ben, name: keep('peer', 'Former peer') }, 'active');
  expect(await fault(opened.journal.holdings.clear(pairing, keep('peer', 'former peer ')))).toBe('same-name');
});

test('notes about the peer are due after their day, kept for another while, and cleared in earlier states too', async () => {
  const { journal, clock } = opened;
  const { id: early } = await journal.sessions.save(null, fullEntry(pairing, '2026-03-01'));
  const { id: late } = await journal.sessions.save(null, fullEntry(pairing, '2026-03-02'));
  expect((await journal.holdings.peerNotes(pairing, true)).map(({ session }) => session)).toEqual([early]);
  expect((await journal.holdings.peerNotes(pairing, false)).map(({ session }) => session)).toEqual([early, late]);

  await journal.holdings.settlePeerNotes([early], 'keep');
  expect(await journal.holdings.peerNotes(pairing, true)).toEqual([]);
  expect(journal.sessions.read(early).session.peerNote?.keepUntil).toBe('2026-05-31' as IsoDate);

  clock.passMinutes(30);
  await journal.sessions.save(late, { ...fullEntry(pairing), length: 'under_30' });
  await journal.holdings.settlePeerNotes([early, late], 'clear');
  expect(await journal.holdings.peerNotes(pairing, false)).toEqual([]);
  const versions = await journal.sessions.listVersions(late);
  expect(versions.map(({ id }) => journal.sessions.readVersion(late, id).peerNote)).toEqual([null]);
  expect(journal.sessions.read(late).session.between.note).not.toBeNull();
});
