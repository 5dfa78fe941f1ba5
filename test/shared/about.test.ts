import { expect, expectTypeOf, test } from 'vitest';
import { aboutOf, keep, kept, reveal, type Kept } from '../../shared/about.ts';
import { coacheeSitting, coachSitting, session, type PeerNote, type Session } from '../../shared/session.ts';
import { z } from '../../shared/zod.ts';

test('text about the peer is not text to anything that has not said whom it may hold', () => {
  const aboutPeer = keep('peer', 'a handover');
  // @ts-expect-error kept text is not a string
  const leaked: string = aboutPeer;
  // @ts-expect-error what is about the peer is not about me
  const mine: Kept<'me', string> = aboutPeer;
  // @ts-expect-error a plain string has not been said to be about anybody
  const unsaid: Kept<'peer', string> = 'a handover';
  expect([leaked, mine, unsaid].map(String)).toHaveLength(3);
  expectTypeOf<PeerNote['keywords']>().toEqualTypeOf<Kept<'peer', string> | null>();
  expect(reveal(aboutPeer)).toBe('a handover');
});

test('challenge and support are about me in the coach’s chair and about us in the coachee’s', () => {
  type Of<C extends Session['sittings'][number]['chair']> = Extract<Session['sittings'][number], { chair: C }>['ratings'];
  expectTypeOf<Of<'coach'>['challenge']>().toEqualTypeOf<Kept<'me', 1 | 2 | 3 | 4 | 5> | null>();
  expectTypeOf<Of<'coachee'>['challenge']>().toEqualTypeOf<Kept<'us', 1 | 2 | 3 | 4 | 5> | null>();
});

test('a schema remembers whom its value is about', () => {
  const schema = kept('us', z.string().max(5));
  expect(aboutOf.get(schema)).toEqual({ about: 'us' });
  expect(schema.safeParse('too long').success).toBe(false);
  expect(aboutOf.get(z.string())).toBeUndefined();
});

/** Every leaf of a session: words and numbers a person enters, by their path. */
function leaves(schema: z.ZodType, path: string, out: Map<string, string>): Map<string, string> {
  const about = aboutOf.get(schema)?.about;
  const def = (schema as unknown as { def: { type: string; innerType?: z.ZodType; shape?: Record<string, z.ZodType> } }).def;
  if (about) out.set(path, about);
  else if (def.innerType) leaves(def.innerType, path, out);
  else if (def.shape) for (const [key, each] of Object.entries(def.shape)) leaves(each, `${path}.${key}`, out);
  return out;
}

test('each field of a session says whom it is about, as the specification lists them', () => {
  const named = (schema: z.ZodType) => Object.fromEntries(leaves(schema, '', new Map()));
  const everySitting = { '.ratings.candour': 'me', '.ratings.selfModeration': 'me', '.ratings.newPerspective': 'me', '.ratings.statusFelt': 'us', '.ratings.safety': 'us', '.takeaway': 'me', '.nextStep.text': 'me', '.nextStep.by': 'me', '.heldBack.text': 'me', '.heldBack.tags': 'me', '.heldBack.reasons': 'me' };
  expect(named(coachSitting)).toEqual({ ...everySitting, '.ratings.challenge': 'me', '.ratings.support': 'me', '.intention': 'me' });
  expect(named(coacheeSitting)).toEqual({ ...everySitting, '.ratings.challenge': 'us', '.ratings.support': 'us', '.brought': 'me', '.broughtTags': 'me' });
  expect(named(session)).toEqual({ '.between.note': 'us', '.between.nicer': 'us', '.between.travelled': 'us', '.peerNote.keywords': 'peer', '.peerNote.theirStep': 'peer', '.peerNote.keepUntil': 'peer' });
});
