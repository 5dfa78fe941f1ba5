/** What was said of a difference, as sentences: for comparing two versions and for reading what is held. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { valuesOf, type Difference, type DifferencePart } from '../../shared/asymmetry.ts';
import type { AsymmetryDimension, Move } from '../../shared/asymmetry-moves.ts';
import wording from '../../shared/content/en/asymmetry.json';

/** `null` where nothing was said. */
export type PartInWords = Record<DifferencePart, string | null>;

export function useDifferenceInWords(): (dimension: AsymmetryDimension, said: Difference) => PartInWords {
  const { t } = useTranslation('differences');
  return useCallback(
    (dimension, { value, named, note, moves }) => {
      const { anchors, moves: moveWords } = wording.dimensions[dimension];
      return {
        value: value === undefined ? null : value === null ? t('line.cannotTell') : (anchors[valuesOf(dimension).indexOf(value)] ?? null),
        named: named && t(`more.namedAnswers.${named}`),
        note,
        moves: moves.length === 0 ? null : moves.map((move) => (moveWords as Record<Move, string>)[move]).join('; '),
      };
    },
    [t],
  );
}
