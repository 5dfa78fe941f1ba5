import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { today, type IsoDate } from '../../shared/date.ts';
import { comesBackOn } from '../../shared/readiness-due.ts';
import { useAsking } from '../keeper.ts';
import { DateField } from '../ui/DateField.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import type { FinishedRow } from './Result.tsx';
import style from './Readiness.module.css';

/** After "not now": the day to be asked again. */
export function AskAgain({ row }: { row: FinishedRow }) {
  const { t } = useTranslation('readiness');
  const say = useSay();
  const asking = useAsking('askReadinessAgain');
  const [on, setOn] = useState<IsoDate | null>(() => comesBackOn({ answeredOn: row.answeredOn, savedAtMs: row.savedAtMs, answers: reveal(row.answers), askAgainOn: row.askAgainOn, aheadOn: null }));
  const [changed, setChanged] = useState(false);
  const change = async (chosen: IsoDate | null) => {
    setOn(chosen);
    setChanged(true);
    if (chosen === null || chosen <= today()) return;
    const reply = await asking.ask({ id: row.id, on: chosen });
    if (reply.ok) say(t('askAgain.saved'));
  };
  return (
    <div className={style.askAgain}>
      <DateField label={t('askAgain.label')} hint={t('askAgain.hint')} value={on} onChange={(chosen) => void change(chosen)} error={changed && on !== null && on <= today() ? t('askAgain.notToCome') : null} />
      <RefusalMessage name="askReadinessAgain" refusal={asking.refusal} />
    </div>
  );
}
