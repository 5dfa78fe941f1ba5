import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '../../shared/date.ts';
import { CHAIRS, type Chair } from '../../shared/measures.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { LENGTHS, SETTINGS, type Session } from '../../shared/session.ts';
import { ChairMark } from '../ui/ChairMark.tsx';
import { Choice } from '../ui/Choice.tsx';
import { DateField } from '../ui/DateField.tsx';
import { useDates } from '../ui/dates.ts';
import { inChairs, isToCome, isWhole, type Draft } from './draft.ts';
import style from './Entry.module.css';
import { PairingField } from './PairingField.tsx';
import type { Writing } from './writing.ts';

export interface FrameSectionProps extends Pick<Draft, 'pairing' | 'date' | 'setting' | 'length' | 'chairs'> {
  /** What the journal holds: the date stays this one while the field has none that can be kept. */
  confirmed: Session | null;
  pairings: readonly PairingRow[];
  /** Of the agreement the two had on this day; null: none. */
  agreementVersion: number | null;
  change: Writing['change'];
  isNew: boolean;
}

type Chairs = Chair | 'both';

/** With whom, when and how, and in which chair. */
export const FrameSection = memo(function FrameSection({ pairing, date, setting, length, chairs, confirmed, pairings, agreementVersion, change, isNew }: FrameSectionProps) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  const now = today();
  const kept = day(confirmed?.date ?? now);
  const dateProblem = !isWhole(date) ? t('frame.dateMissing', { kept }) : isToCome(date, now) ? t('frame.dateToCome', { date: day(date), kept }) : null;
  const sat: Chairs | null = chairs.length === 2 ? 'both' : (chairs[0] ?? null);
  const sit = (chosen: Chairs | null) => {
    if (chosen === 'both') change((draft) => inChairs(draft, bothFrom(draft.chairs)));
    else if (chosen) change((draft) => inChairs(draft, [chosen]));
  };

  return (
    <section className={style.frame} aria-label={t('frame.title')}>
      <div className={style.who}>
        <PairingField pairings={pairings} chosen={pairing} onChoose={(chosen) => change((draft) => ({ ...draft, pairing: chosen }))} autoFocus={isNew && pairing === null} />
        <DateField label={t('frame.date')} value={date} max={now} error={dateProblem} onChange={(chosen) => change((draft) => ({ ...draft, date: chosen }))} />
      </div>
      <Choice
        label={t('frame.chair')}
        options={([...CHAIRS, 'both'] as const).map((value) => ({ value, label: t(`frame.chairs.${value}`), mark: marks(value) }))}
        value={sat}
        onChange={sit}
      />
      {sat === 'both' && (
        <Choice
          label={t('frame.first')}
          options={CHAIRS.map((value) => ({ value, label: t(`frame.chairs.${value}`), mark: marks(value) }))}
          value={chairs[0] ?? null}
          onChange={(first) => {
            if (first) change((draft) => inChairs(draft, bothFrom([first])));
          }}
        />
      )}
      <Choice label={t('frame.setting')} options={SETTINGS.map((value) => ({ value, label: t(`frame.settings.${value}`) }))} value={setting} onChange={(chosen) => change((draft) => ({ ...draft, setting: chosen }))} clearable />
      <Choice label={t('frame.length')} options={LENGTHS.map((value) => ({ value, label: t(`frame.lengths.${value}`) }))} value={length} onChange={(chosen) => change((draft) => ({ ...draft, length: chosen }))} clearable />
      {agreementVersion !== null && <p className={style.agreement}>{t('frame.agreement', { number: agreementVersion })}</p>}
    </section>
  );
});

/** Both chairs, the one that is known to have come first in front. */
function bothFrom(chairs: readonly Chair[]): Chair[] {
  return chairs[0] === 'coachee' ? ['coachee', 'coach'] : ['coach', 'coachee'];
}

function marks(chairs: Chairs) {
  return chairs === 'both' ? (
    <>
      <ChairMark chair="coach" words="none" />
      <ChairMark chair="coachee" words="none" />
    </>
  ) : (
    <ChairMark chair={chairs} words="none" />
  );
}
