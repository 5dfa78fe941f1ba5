import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { useDates } from '../ui/dates.ts';
import { NextSteps, StartedWith } from './NextSteps.tsx';
import type { PartProps } from './places.ts';
import { Reminders } from './Reminders.tsx';
import { RemovePairing } from './RemovePairing.tsx';
import { StateSection } from './StateSection.tsx';
import style from './PairingPage.module.css';

/** Where a pairing stands, and what can be done with it. */
export function OverviewPart({ pairing }: PartProps) {
  const { t } = useTranslation('pairings');
  const { shortDay } = useDates();
  const { since, state, note, sessions, lastSession } = pairing;
  const counted = t('sessions', { count: sessions });
  return (
    <>
      <div>
        {since !== null && since !== state.since && <p>{t('since', { date: shortDay(since) })}</p>}
        <p>{lastSession === null ? counted : t('sessionsLast', { sessions: counted, date: shortDay(lastSession) })}</p>
        <StartedWith pairing={pairing} />
      </div>
      <Reminders pairing={pairing} />
      {note !== null && <p className={style.note}>{reveal(note)}</p>}
      <StateSection pairing={pairing} />
      <NextSteps pairing={pairing} />
      {sessions === 0 && <RemovePairing id={pairing.id} />}
    </>
  );
}
