import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Damage, Rescued } from '../../shared/damage.ts';
import { useAsking } from '../keeper.ts';
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
      {damage !== null && <Rescue />}
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

function Rescue() {
  const { t } = useTranslation('damage');
  const save = useAsking('saveReadable');
  const open = useAsking('openRescued');
  const [saved, setSaved] = useState<Rescued | null>(null);
  const saveIt = async () => {
    const reply = await save.ask({});
    if (reply.ok) setSaved(reply.value);
  };

  if (save.asking) return <Progress label={t('damaged.saving')} />;
  return (
    <>
      <RefusalMessage name="saveReadable" refusal={save.refusal} />
      <RefusalMessage name="openRescued" refusal={open.refusal} />
      {saved !== null && (
        <Message>
          <p>
            {t('saved.count', { count: saved.saved })} <span className={style.file}>{saved.name}</span>
          </p>
          <p>{t('saved.next')}</p>
        </Message>
      )}
      <div className={style.actions}>
        <Button onPress={() => void saveIt()} kind={saved === null ? 'quiet' : 'plain'}>
          {t(saved === null ? 'damaged.save' : 'saved.again')}
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
