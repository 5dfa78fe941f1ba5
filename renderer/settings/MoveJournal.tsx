import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenPlace, MoveStep } from '../../shared/place.ts';
import type { JournalStatus } from '../../shared/requests.ts';
import { useAsking, useNotices } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { flushAll } from '../ui/unsaved.ts';
import where from './Whereabouts.module.css';
import style from './Backups.module.css';

/** Moves the journal into a folder of the person's choice, or back. What speaks against a place is said before. */
export function MoveJournal({ status }: { status: JournalStatus }) {
  const { t } = useTranslation('settings');
  const choose = useAsking('chooseJournalFolder');
  const move = useAsking('moveJournal');
  const cancel = useAsking('cancelMoving');
  const [chosen, setChosen] = useState<ChosenPlace | null>(null);
  const [progress, setProgress] = useState<{ step: MoveStep; fraction: number } | null>(null);
  useNotices((notice) => {
    if (notice.notice === 'moving') setProgress({ step: notice.step, fraction: notice.total === 0 ? 1 : notice.done / notice.total });
  });

  const look = async () => {
    move.forget();
    const reply = await choose.ask({});
    if (reply.ok) setChosen(reply.value);
  };
  const go = async (to: 'chosen' | 'own') => {
    setChosen(null);
    setProgress(null);
    choose.forget();
    if (await flushAll()) await move.ask({ to });
  };

  return (
    <>
      <RefusalMessage name="chooseJournalFolder" refusal={choose.refusal?.why === 'cancelled' ? null : choose.refusal} />
      <RefusalMessage name="moveJournal" refusal={move.refusal} />
      {move.asking ? (
        <Progress label={t(`move.step.${progress?.step ?? 'preparing'}`)} fraction={progress?.fraction ?? null} onCancel={() => void cancel.ask({})} />
      ) : (
        <div className={style.actions}>
          <Button onPress={() => void look()} pending={choose.asking}>
            {t('move.choose')}
          </Button>
          {status.place === 'chosen' && (
            <Button kind="plain" onPress={() => void go('own')}>
              {t('move.back')}
            </Button>
          )}
        </div>
      )}
      <Dialog
        question
        title={t('move.title')}
        open={chosen !== null}
        onClose={() => setChosen(null)}
        actions={
          <>
            <Button onPress={() => void go('chosen')}>{t('move.go')}</Button>
            <Button kind="primary" autoFocus onPress={() => setChosen(null)}>
              {t('move.stay')}
            </Button>
          </>
        }
      >
        {chosen !== null && <Place place={chosen} />}
      </Dialog>
    </>
  );
}

function Place({ place: { file, copiedBy, managed } }: { place: ChosenPlace }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <p>{t('move.to')}</p>
      <p className={where.file}>{file}</p>
      {copiedBy !== null && (
        <>
          <p>{copiedBy === 'network' ? t('where.network') : t('where.copied', { name: copiedBy })}</p>
          <p>{t('where.meaning')}</p>
        </>
      )}
      {managed && <p>{t('move.managed')}</p>}
      <p>{t('move.how')}</p>
    </>
  );
}
