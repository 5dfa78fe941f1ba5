import { keep } from '../../../shared/about.ts';
import type { RichText } from '../../../shared/rich-text.ts';
import { emptySession, type Session } from '../../../shared/session.ts';
import { date, pairings } from '../sample.ts';

export function text(words: string): RichText {
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] };
}

/** An entry from the coach's chair with these words to take away. */
export function coached(words: string, day = '2026-11-17'): Session {
  const session = emptySession(pairings[0]!.id, date(day), 'coach');
  const [sitting] = session.sittings;
  return { ...session, sittings: [{ ...sitting, takeaway: keep('me', text(words)) }] };
}
