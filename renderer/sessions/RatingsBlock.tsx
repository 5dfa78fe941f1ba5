import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal, type About, type Kept } from '../../shared/about.ts';
import wording from '../../shared/content/en/measures.json';
import { MEASURES, type Chair, type Measure, type Rating } from '../../shared/measures.ts';
import type { Sitting } from '../../shared/session.ts';
import { Button } from '../ui/Button.tsx';
import field from '../ui/field.module.css';
import { Scale } from '../ui/Scale.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { AboutMark } from './AboutMark.tsx';
import style from './Entry.module.css';
import { aboutOfMeasure } from '../../shared/measure-about.ts';

/** What was rated, or taken back. */
export type Rated = Partial<Record<Measure, Kept<About, Rating> | null>>;

export interface RatingsBlockProps {
  chair: Chair;
  ratings: Sitting['ratings'];
  onRate: (rated: Rated) => void;
}

/** Seven worded scales for a person's own memory. Nothing is chosen beforehand, and each can be left out or taken back. */
export const RatingsBlock = memo(function RatingsBlock({ chair, ratings, onRate }: RatingsBlockProps) {
  const { t } = useTranslation('sessions');
  const say = useSay();
  const [skipped, setSkipped] = useState(false);

  const skipAll = () => {
    setSkipped(true);
    if (MEASURES.every((measure) => ratings[measure] === null)) return;
    onRate(unrated);
    say(t('ratings.cleared'), {
      undo: () => {
        setSkipped(false);
        onRate(ratings);
      },
    });
  };

  return (
    <section className={style.ratings} aria-label={t('ratings.of', { chair: t(`sitting.${chair}`) })}>
      <header className={style.ratingsTop}>
        <h3 className={style.heading}>{t('ratings.title')}</h3>
        {skipped && <span className={field.hint}>{t('ratings.skipped')}</span>}
        <Button kind="plain" onPress={skipped ? () => setSkipped(false) : skipAll}>
          {t(skipped ? 'ratings.after' : 'ratings.skip')}
        </Button>
      </header>
      {!skipped && (
        <>
          {MEASURES.map((measure) => {
            const about = aboutOfMeasure(measure, chair);
            return (
              <Scale
                key={measure}
                label={wording[measure].question[chair]}
                mark={<AboutMark about={about} />}
                points={wording[measure].points[chair]}
                value={valueOf(ratings, measure)}
                onChange={(value) => onRate({ [measure]: value && keep(about, value) })}
              />
            );
          })}
          <p className={field.hint}>{t('ratings.help')}</p>
        </>
      )}
    </section>
  );
});

function valueOf(ratings: Sitting['ratings'], measure: Measure): Rating | null {
  const rated = ratings[measure];
  return rated === null ? null : reveal(rated);
}

const unrated: Rated = { candour: null, selfModeration: null, newPerspective: null, challenge: null, support: null, statusFelt: null, safety: null };
