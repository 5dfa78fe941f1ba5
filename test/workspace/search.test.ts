import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { keep, reveal } from '../../shared/about.ts';
import type { IsoDate } from '../../shared/date.ts';
import { stateBeforeStates } from '../../shared/pairing.ts';
import { recordId, type RecordId } from '../../shared/record-id.ts';
import { emptySession, session, type Session } from '../../shared/session.ts';
import type { Entry } from '../../electron/workspace/entry.ts';
import { toQuery } from '../../electron/workspace/search.ts';
import { Workspace } from '../../electron/workspace/workspace.ts';
import { anyText } from '../arbitrary/session.ts';

const ben = recordId.parse('0000000000000001');
const first = recordId.parse('0000000000000010');
const second = recordId.parse('0000000000000011');
const everything = { pairing: null, chair: null, limit: 20 };

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.apply([{ kind: 'pairing', id: ben, pairing: { name: keep('peer', 'Ben'), since: null, note: null }, state: stateBeforeStates(null), putAside: {} }]);
  return () => workspace.close();
});

const doc = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

function written(parts: { takeaway?: string; note?: string; keywords?: string }): Session {
  const empty = emptySession(ben, '2026-03-02' as IsoDate, 'coach');
  return session.parse({
    ...empty,
    sittings: [{ ...empty.sittings[0], takeaway: parts.takeaway ? doc(parts.takeaway) : null }],
    between: { ...empty.between, note: parts.note ? doc(parts.note) : null },
    peerNote: parts.keywords ? { keywords: parts.keywords, theirStep: null, keepUntil: '2026-06-02' } : null,
  });
}

function put(id: typeof first, parts: Parameters<typeof written>[0], trashedAtMs: number | null = null): void {
  workspace.apply([{ kind: 'session', id, session: written(parts), agreementVersion: null, savedAtMs: 1, trashedAtMs }]);
}

const found = (text: string) => workspace.search.find({ ...everything, text }).hits.map((hit) => hit.row.id);

test('a word finds the session it was written in, whatever its accents and capitals', () => {
  put(first, { takeaway: 'Ein Über-Gedanke about naïve plans' });
  put(second, { takeaway: 'Nothing of the sort' });
  expect(found('uber')).toEqual([first]);
  expect(found('NAIVE')).toEqual([first]);
  expect(found('sort')).toEqual([second]);
});

test('the beginning of a word finds it, and all words must occur', () => {
  put(first, { takeaway: 'the restructuring was announced' });
  put(second, { takeaway: 'the restructuring was forgotten' });
  expect(found('restruct annou')).toEqual([first]);
});

test('words in double quotes must stand together', () => {
  put(first, { takeaway: 'the other chair was empty' });
  put(second, { takeaway: 'the chair and the other table' });
  expect(found('"other chair"')).toEqual([first]);
});

test('a snippet shows the hit and says whom it is about', () => {
  put(first, { takeaway: 'I kept quiet', note: 'a quiet room', keywords: 'quiet handover' });
  const [hit] = workspace.search.find({ ...everything, text: 'quiet' }).hits;
  expect(hit!.snippets.map((snippet) => snippet.about)).toEqual(['me', 'us', 'peer']);
  expect(reveal(hit!.snippets[0]!.parts)).toEqual([{ text: 'I kept ', hit: false }, { text: 'quiet', hit: true }]);
});

test('what was replaced, trashed or removed is not found', () => {
  put(first, { takeaway: 'lighthouse' });
  put(first, { takeaway: 'windmill' });
  expect(found('lighthouse')).toEqual([]);
  put(first, { takeaway: 'windmill' }, 5);
  expect(found('windmill')).toEqual([]);
  put(first, { takeaway: 'windmill' });
  expect(found('windmill')).toEqual([first]);
  workspace.apply([], [first]);
  expect(found('windmill')).toEqual([]);
});

test('a search can be kept to a pairing and a chair', () => {
  put(first, { takeaway: 'windmill' });
  expect(workspace.search.find({ ...everything, text: 'windmill', chair: 'coachee' }).hits).toEqual([]);
  expect(workspace.search.find({ ...everything, text: 'windmill', pairing: second }).hits).toEqual([]);
  expect(workspace.search.find({ ...everything, text: 'windmill', pairing: ben, chair: 'coach' }).hits).toHaveLength(1);
});

test('text that holds the marks of a hit cannot fake one', () => {
  put(first, { takeaway: 'before \ue000fake\ue001 after windmill' });
  const [hit] = workspace.search.find({ ...everything, text: 'windmill' }).hits;
  expect(reveal(hit!.snippets[0]!.parts).filter((part) => part.hit).map((part) => part.text)).toEqual(['windmill']);
});

test('nothing a person types is an error of the query language', () => {
  put(first, { takeaway: 'windmill' });
  fc.assert(fc.property(fc.oneof(anyText, fc.string(), fc.constantFrom('"', 'a AND', 'NEAR(', 'me:x', '*', '^a', '-', '""', 'a"b"c', '\0', 'NOT OR')), (text) => {
    expect(() => workspace.search.find({ ...everything, text })).not.toThrow();
  }));
  expect(toQuery('  … !')).toBeNull();
});

test('merging the index in small steps changes no answer and comes to an end', () => {
  for (let n = 0; n < 300; n += 1) put(recordId.parse((1000 + n).toString(16).padStart(16, '0')), { takeaway: `windmill number ${n} ${n % 7 === 0 ? 'lighthouse' : ''}` });
  const before = found('lighthouse');
  let steps = 0;
  while (workspace.tidy()) expect((steps += 1)).toBeLessThan(1000);
  expect(found('lighthouse')).toEqual(before);
});

describe('by the name of the peer', () => {
  const ida = recordId.parse('0000000000000002');
  const named = (id: RecordId, name: string): Entry => ({ kind: 'pairing', id, pairing: { name: keep('peer', name), since: null, note: null }, state: stateBeforeStates(null), putAside: {} });
  const with_ = (id: RecordId, pairing: RecordId, takeaway: string, date = '2026-03-02'): Entry => ({ kind: 'session', id, session: session.parse({ ...written({ takeaway }), pairing, date }), agreementVersion: null, savedAtMs: 1, trashedAtMs: null });

  test('its sessions are found, newest first, after those the word was written in', () => {
    const third = recordId.parse('0000000000000012');
    workspace.apply([named(ida, 'Ida Åberg'), with_(first, ida, 'windmill', '2026-03-02'), with_(second, ida, 'lighthouse', '2026-03-04'), with_(third, ben, 'what Ida would say')]);
    expect(found('aberg')).toEqual([second, first]);
    expect(found('IDA')).toEqual([third, second, first]);
    expect(found('ida wind')).toEqual([first]);
    expect(found('ben')).toEqual([third]);
    expect(found('"ida åberg" lighthouse')).toEqual([second]);
    expect(workspace.search.find({ ...everything, text: 'ida', pairing: ben }).hits.map(({ row }) => row.id)).toEqual([third]);
    expect(workspace.search.find({ ...everything, text: 'ida', chair: 'coachee' }).hits).toEqual([]);
    expect(workspace.search.find({ ...everything, text: 'ida', limit: 2 })).toMatchObject({ hits: [{}, {}], more: true });
    expect(workspace.search.find({ ...everything, text: 'ida', limit: 3 })).toMatchObject({ hits: [{}, {}, {}], more: false });
  });

  test('the name that holds is the one it has now: neither the old one nor that of a pairing that is gone finds anything', () => {
    workspace.apply([named(ida, 'Ida'), with_(first, ida, 'windmill')]);
    workspace.apply([named(ida, 'Former peer')]);
    expect(found('ida')).toEqual([]);
    expect(found('former')).toEqual([first]);
    workspace.apply([], [ida]);
    expect(found('former')).toEqual([]);
    expect(found('windmill')).toEqual([first]);
  });

  test('every session is found by each word of the name of its pairing, however often it was renamed', () => {
    const pairings = [ben, ida];
    const name = fc.array(fc.stringMatching(/^[a-z]{3,6}$/u), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const step = fc.oneof(fc.record({ rename: fc.constantFrom(...pairings), to: name }), fc.record({ session: fc.nat({ max: 5 }), of: fc.constantFrom(...pairings) }));
    fc.assert(fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const fresh = new Workspace();
      const nameOf = new Map<RecordId, string>();
      const pairingOf = new Map<RecordId, RecordId>();
      for (const each of steps) {
        if ('rename' in each) {
          nameOf.set(each.rename, each.to);
          fresh.apply([named(each.rename, each.to)]);
        } else {
          const id = recordId.parse((100 + each.session).toString(16).padStart(16, '0'));
          pairingOf.set(id, each.of);
          fresh.apply([with_(id, each.of, '…')]);
        }
      }
      for (const word of new Set([...nameOf.values()].flatMap((each) => each.split(' ')))) {
        const wanted = [...pairingOf].filter(([, pairing]) => nameOf.get(pairing)?.split(' ').some((each) => each.startsWith(word)) === true).map(([id]) => id);
        expect(fresh.search.find({ ...everything, text: word }).hits.map(({ row }) => row.id).sort()).toEqual(wanted.sort());
      }
      fresh.close();
    }));
  });
});
