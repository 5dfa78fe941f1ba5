import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import wording from '../../shared/content/en/events.json';
import type { Disclosure } from '../../shared/event.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { TextField } from '../ui/TextField.tsx';
import style from './Events.module.css';

/** Something travelled without a yes. Said once, with a sentence to begin from; what is made of it is not kept. */
export function TellingMyPeer({ disclosure, onDone }: { disclosure: Disclosure; onDone: () => void }) {
  const { t } = useTranslation('events');
  const sentence = useSentence(disclosure);
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <div className={style.form}>
      <p>{wording.missingConsent}</p>
      {draft !== null && <TextField label={t('telling.label')} hint={t('telling.hint')} value={draft} onChange={setDraft} multiline written autoFocus />}
      <p>
        {draft === null && (
          <>
            <Button kind="primary" onPress={() => setDraft(sentence)} autoFocus>
              {t('telling.draft')}
            </Button>{' '}
          </>
        )}
        <Button onPress={onDone}>{t(draft === null ? 'telling.notNow' : 'telling.close')}</Button>
      </p>
    </div>
  );
}

/** What went where, and the question what is needed now (as the clause on slips has it). */
function useSentence({ date, row, toRole }: Disclosure): string {
  const { t } = useTranslation('events');
  const { day } = useDates();
  const what = t(`telling.rows.${row}`);
  return toRole === null ? t('telling.sentence', { date: day(date), what }) : t('telling.sentenceTo', { date: day(date), what, role: toRole });
}
