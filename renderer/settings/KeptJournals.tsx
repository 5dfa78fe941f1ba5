import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptJournal } from '../../shared/kept-journals.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSizes } from '../ui/sizes.ts';
import where from './Whereabouts.module.css';
import style from './Backups.module.css';

/** Journals that were put aside beside this one; each can be removed, after a question. Nothing where there are none. */
export function KeptJournals() {
  const { t } = useTranslation('settings');
  const list = useAnswer('listKeptJournals', {});
  const remove = useAsking('removeKeptJournal');
  const [asked, setAsked] = useState<KeptJournal | null>(null);
  const rows = list.state === 'answered' ? list.value : [];
  if (rows.length === 0) return null;
  return (
    <div className={style.backups}>
      <h3>{t('kept.title')}</h3>
      <p>{t('kept.what')}</p>
      <RefusalMessage name="removeKeptJournal" refusal={remove.refusal} />
      <ul className={style.list}>
        {rows.map((row) => (
          <Line key={row.name} row={row} onRemove={() => setAsked(row)} />
        ))}
      </ul>
      <Dialog
        question
        title={t('kept.ask')}
        open={asked !== null}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button
              onPress={() => {
                if (asked !== null) void remove.ask({ name: asked.name });
                setAsked(null);
              }}
            >
              {t('kept.remove')}
            </Button>
            <Button kind="primary" autoFocus onPress={() => setAsked(null)}>
              {t('kept.keep')}
            </Button>
          </>
        }
      >
        <p className={where.file}>{asked?.name}</p>
        <p>{t('kept.meaning')}</p>
      </Dialog>
    </div>
  );
}

function Line({ row: { because, date, time, bytes }, onRemove }: { row: KeptJournal; onRemove: () => void }) {
  const { t } = useTranslation('settings');
  const { day } = useDates();
  const size = useSizes();
  const words = t(`kept.${because}`, { day: day(date), time });
  return (
    <li className={style.line}>
      <span>{words}</span>
      <span className={style.soft}>{size(bytes)}</span>
      <Button kind="plain" onPress={onRemove}>
        {t('kept.removeThis')}
        <span className={style.hidden}>{words}</span>
      </Button>
    </li>
  );
}
