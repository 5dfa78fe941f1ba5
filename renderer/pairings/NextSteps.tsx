import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { PairingStateName } from '../../shared/pairing.ts';
import { isFinished, readinessOf } from '../../shared/readiness.ts';
import { useAnswer } from '../keeper.ts';
import { useTopics } from '../readiness/in-words.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { placeOf, type PartName, type PartProps } from './places.ts';
import style from './PairingPage.module.css';

/** What each state offers, besides writing a session down. */
const OFFERED: Record<PairingStateName, readonly (PartName & ('readiness' | 'differences' | 'agreement' | 'holdings' | 'sessions'))[]> = {
  considering: ['readiness', 'differences', 'agreement'],
  active: ['agreement', 'differences'],
  paused: ['readiness', 'agreement'],
  ended: ['sessions', 'holdings'],
};

/** Links to what can come next, each in a sentence. None of them is a duty. */
export function NextSteps({ pairing }: PartProps) {
  const { t } = useTranslation('pairings');
  const { is } = pairing.state;
  return (
    <section className={style.next} aria-label={t('next.title')}>
      <h2>{t('next.title')}</h2>
      <ul>
        {OFFERED[is].map((part) => (
          <li key={part}>
            <GoLink to={placeOf(pairing.id, part)}>{t(`parts.${part}`)}</GoLink>
            {': '}
            {t(`next.${part}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Said quietly and once, where somebody went ahead although the answers asked for waiting. */
export function StartedWith({ pairing }: PartProps) {
  const { t } = useTranslation('readiness');
  const topics = useTopics();
  const read = useAnswer('listReadiness', { pairing: pairing.id }, { keepShown: true });
  if (read.state !== 'answered') return null;
  const last = read.value.answerings.find(isFinished);
  if (last === undefined || last.ahead === null) return null;
  return <p className={style.quiet}>{t('ahead.startedWith', { topics: topics(readinessOf(reveal(last.answers)).because) })}</p>;
}
