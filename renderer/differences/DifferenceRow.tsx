import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import wording from '../../shared/content/en/asymmetry.json';
import { DIFFERENCE_NOTE_MAX, FOLDED_AWAY, NAMED, type Difference } from '../../shared/asymmetry.ts';
import { MOVES_BY_DIMENSION, type AsymmetryDimension, type Move } from '../../shared/asymmetry-moves.ts';
import { AboutMark } from '../sessions/AboutMark.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Folded } from '../ui/Folded.tsx';
import { TextField } from '../ui/TextField.tsx';
import { DifferenceLine } from './DifferenceLine.tsx';
import type { Drawing } from './drawing.ts';
import style from './Differences.module.css';

export interface DifferenceRowProps {
  dimension: AsymmetryDimension;
  said: Difference;
  onSay: Drawing['say'];
}

/** One difference: where the dot stands, and, folded, whether it was said aloud and what can help. */
export const DifferenceRow = memo(function DifferenceRow({ dimension, said, onSay }: DifferenceRowProps) {
  const { t } = useTranslation('differences');
  const summary = useSummary(said);
  const { name, shows, moves } = wording.dimensions[dimension];
  const { value, named, note, moves: chosen } = said;
  return (
    <section className={style.row} aria-label={name}>
      <h2 className={style.name}>{name}</h2>
      <DifferenceLine dimension={dimension} value={value} onChange={(placed) => onSay(dimension, { value: placed })} />
      <Folded level={3} title={t('more.title', { dimension: name })} summary={summary}>
        <p>{t('more.shows', { text: shows })}</p>
        <Choice label={t('more.named')} options={NAMED.map((each) => ({ value: each, label: t(`more.namedAnswers.${each}`) }))} value={named} onChange={(answer) => onSay(dimension, { named: answer })} clearable />
        <Checklist<Move>
          label={t('more.moves')}
          options={MOVES_BY_DIMENSION[dimension].map((move) => ({ value: move, label: (moves as Record<Move, string>)[move] }))}
          values={chosen}
          onChange={(picked) => onSay(dimension, { moves: picked })}
        />
        <TextField
          label={t('more.note')}
          mark={<AboutMark about="us" />}
          hint={dimension === FOLDED_AWAY ? wording.dimensions.belonging.help : undefined}
          value={note ?? ''}
          onChange={(text) => onSay(dimension, { note: text === '' ? null : text })}
          max={DIFFERENCE_NOTE_MAX}
          multiline
          written
        />
      </Folded>
    </section>
  );
});

/** What is said inside, in a few words; nothing where nothing is. */
function useSummary({ named, note, moves }: Difference): string | undefined {
  const { t } = useTranslation('differences');
  const parts = [named && t(`more.talked.${named}`), moves.length > 0 && t('more.moved', { count: moves.length }), note !== null && t('more.noted')].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(' · ');
}
