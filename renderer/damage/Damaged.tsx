import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Damage, Rescued } from '../../shared/damage.ts';
import { useAsking, useNotices } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import style from './Damaged.module.css';

/** What of a damaged journal can be read, and what to do: shown above every page as long as it is open. */
export function Damaged({ damage }: { damage: Damage | null }) {
  const { t } = useTranslation('damage');
  return (
    <div className={style.damaged}>
      <Message kind="attention" title={t('damaged.title')}>
        <p>{t('damaged.why')}</p>
        {damage !== null && <Numbers damage={damage} />}
        <p>{t('damaged.backups')}</p>
      </Message>
      {damage !== null && <Rescue damage={damage} />}
    </div>
  );
}

function Numbers({ damage: { readable, altered, missing, whole } }: { damage: Damage }) {
  const { t } = useTranslation('damage');
  const isComplete = altered === 0 && missing === 0;
  return (
    <ul className={style.numbers}>
      <li>{t('damaged.readable', { count: readable })}</li>
      {altered > 0 && <li>{t('damaged.altered', { count: altered })}</li>}
      {missing === null ? <li>{t('damaged.missingUnknown')}</li> : missing > 0 && <li>{t('damaged.missing', { count: missing })}</li>}
      {isComplete && <li>{t(whole ? 'damaged.whole' : 'damaged.notTheLastSave')}</li>}
    </ul>
  );
}

function Rescue({ damage }: { damage: Damage }) {
  const { t } = useTranslation('damage');
  const save = useAsking('saveReadable');
  const open = useAsking('openRescued');
  const cancel = useAsking('cancelRescue');
  const [saved, setSaved] = useState<Rescued | null>(null);
  const [progress, setProgress] = useState<{ step: 'saving' | 'checking'; fraction: number } | null>(null);
  useNotices((notice) => {
    if (notice.notice === 'rescuing') setProgress({ step: notice.step, fraction: notice.total === 0 ? 1 : notice.done / notice.total });
  });
  const saveIt = async (where: 'beside' | 'chosen') => {
    setProgress(null);
    const reply = await save.ask({ where });
    if (reply.ok) setSaved(reply.value);
  };

  if (save.asking) return <Progress label={t(`damaged.step.${progress?.step ?? 'preparing'}`)} fraction={progress?.fraction ?? null} onCancel={() => void cancel.ask({})} />;
  return (
    <>
      <RefusalMessage name="saveReadable" refusal={save.refusal} />
      <RefusalMessage name="openRescued" refusal={open.refusal} />
      {saved !== null && <Saved saved={saved} damage={damage} />}
      <div className={style.actions}>
        <Button onPress={() => void saveIt('beside')} kind={saved === null ? 'quiet' : 'plain'}>
          {t(saved === null ? 'damaged.save' : 'saved.again')}
        </Button>
        <Button onPress={() => void saveIt('chosen')} kind="plain">
          {t('damaged.saveElsewhere')}
        </Button>
        {saved !== null && (
          <Button onPress={() => void open.ask({})} pending={open.asking}>
            {t('saved.open')}
          </Button>
        )}
      </div>
    </>
  );
}

/** What was saved and where, and what is not in it. */
function Saved({ saved: { saved, name, folder }, damage: { altered, missing } }: { saved: Rescued; damage: Damage }) {
  const { t } = useTranslation('damage');
  return (
    <Message>
      <p>
        {t(folder === null ? 'saved.count' : 'saved.elsewhere', { count: saved })} <span className={style.file}>{name}</span>
      </p>
      {folder !== null && <p className={style.file}>{folder}</p>}
      <p>{missing === null ? t('saved.withoutUnknown') : altered + missing === 0 ? t('saved.withoutNone') : t('saved.without', { count: altered + missing })}</p>
      <p>{t('saved.next')}</p>
    </Message>
  );
}
