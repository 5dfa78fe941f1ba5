import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal, type About, type Kept } from '../../shared/about.ts';
import wording from '../../shared/content/en/measures.json';
import { MEASURES, type Chair, type Measure, type Rating } from '../../shared/measures.ts';
import type { ReflectionRow } from '../../shared/reflection.ts';
import type { Sitting } from '../../shared/session.ts';
import { Button } from '../ui/Button.tsx';
import field from '../ui/field.module.css';
import { GoLink } from '../ui/GoLink.tsx';
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
  /** Reflections on this sitting: what was rated in one of them is not asked again. `null` as long as they are not known. */
  reflections: readonly ReflectionRow[] | null;
  onRate: (rated: Rated) => void;
}

/** Seven worded scales for a person's own memory. Nothing is chosen beforehand, and each can be left out or taken back. */
export const RatingsBlock = memo(function RatingsBlock({ chair, ratings, reflections, onRate }: RatingsBlockProps) {
  const { t } = useTranslation('sessions');
  const say = useSay();
  const [skipped, setSkipped] = useState(false);
  const elsewhere = useRatedElsewhere(ratings, reflections);

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
          <RatedElsewhere measures={elsewhere} reflections={reflections ?? []} />
          {MEASURES.filter((measure) => !elsewhere.includes(measure)).map((measure) => {
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

/** Those that were rated in a reflection before the entry was opened. One that is rated here now does not vanish under the pointer. */
function useRatedElsewhere(ratings: Sitting['ratings'], reflections: readonly ReflectionRow[] | null): readonly Measure[] {
  const [elsewhere, setElsewhere] = useState<readonly Measure[] | null>(null);
  if (elsewhere === null && reflections !== null) setElsewhere(MEASURES.filter((measure) => ratings[measure] !== null && reflections.some(({ measures }) => measures.includes(measure))));
  return elsewhere ?? [];
}

function RatedElsewhere({ measures, reflections }: { measures: readonly Measure[]; reflections: readonly ReflectionRow[] }) {
  const { t } = useTranslation('reflections');
  if (measures.length === 0) return null;
  return (
    <p className={field.hint}>
      {t('ratedElsewhere', { count: measures.length })}{' '}
      {reflections
        .filter((row) => row.measures.some((measure) => measures.includes(measure)))
        .map(({ id, title }) => (
          <GoLink key={id} to={`/reflections/${id}`}>
            {title}
          </GoLink>
        ))}
    </p>
  );
}

function valueOf(ratings: Sitting['ratings'], measure: Measure): Rating | null {
  const rated = ratings[measure];
  return rated === null ? null : reveal(rated);
}

const unrated: Rated = { candour: null, selfModeration: null, newPerspective: null, challenge: null, support: null, statusFelt: null, safety: null };
