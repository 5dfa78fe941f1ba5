/** The words of a session by whom they are about: what is searched, and the first words a list may show. */
import { reveal, type About } from '../../shared/about.ts';
import { plainText, type RichText } from '../../shared/rich-text.ts';
import type { Session, Sitting } from '../../shared/session.ts';
import type { Kept } from '../../shared/about.ts';

export type SessionText = Record<About, string>;

const FIRST_WORDS_MAX = 160;

export function sessionText(session: Session): SessionText {
  const { between, peerNote, sittings } = session;
  return {
    me: join(sittings.flatMap(wordsAboutMe)),
    us: join([written(between.note), written(between.nicer), written(between.travelled)]),
    peer: join([peerNote?.keywords && reveal(peerNote.keywords), peerNote?.theirStep && reveal(peerNote.theirStep)]),
  };
}

/** The beginning of what was written about me, on one line; `null` when nothing was. */
export function firstWords(session: Session): string | null {
  for (const sitting of session.sittings) {
    for (const text of [sitting.takeaway, opening(sitting), sitting.heldBack.text]) {
      const words = written(text)?.trim();
      if (words) return shortened(words);
    }
  }
  return null;
}

/** Tags of a sitting with the field they stand in. */
export function tagsOf(sitting: Sitting): { field: 'broughtTags' | 'heldBack'; tag: string }[] {
  const heldBack = reveal(sitting.heldBack.tags).map((tag) => ({ field: 'heldBack' as const, tag }));
  return sitting.chair === 'coach' ? heldBack : [...reveal(sitting.broughtTags).map((tag) => ({ field: 'broughtTags' as const, tag })), ...heldBack];
}

function wordsAboutMe(sitting: Sitting): (string | null)[] {
  return [
    written(opening(sitting)),
    written(sitting.takeaway),
    sitting.nextStep && reveal(sitting.nextStep.text),
    written(sitting.heldBack.text),
    ...tagsOf(sitting).map(({ tag }) => tag),
  ];
}

function opening(sitting: Sitting): Kept<'me', RichText> | null {
  return sitting.chair === 'coach' ? sitting.intention : sitting.brought;
}

function written(text: Kept<About, RichText> | null): string | null {
  return text && plainText(reveal(text));
}

function join(texts: (string | null | undefined)[]): string {
  return texts.filter((text) => text?.trim()).join('\n');
}

export function shortened(text: string): string {
  // A few times the length is enough to fold white space in, and a long text is not walked to its end.
  const folded = text.slice(0, FIRST_WORDS_MAX * 4).replace(/\s+/gu, ' ');
  // Counted in UTF-16 units: a pair that the cut would halve is left out.
  return folded.length <= FIRST_WORDS_MAX ? folded : `${folded.slice(0, FIRST_WORDS_MAX - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
