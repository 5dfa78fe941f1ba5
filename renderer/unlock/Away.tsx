import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalStatus } from '../../shared/requests.ts';
import { askAgain, useAsking } from '../keeper.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import where from '../settings/Whereabouts.module.css';
import { Quiet } from './Quiet.tsx';
import style from './FirstRun.module.css';

/** The journal was moved to a folder that is not there now. Nothing is made in its stead. */
export function Away({ status }: { status: JournalStatus }) {
  const { t } = useTranslation('unlock');
  const client = useQueryClient();
  const find = useAsking('findJournal');
  const forget = useAsking('forgetJournalFolder');
  const [asking, setAsking] = useState(false);
  return (
    <Quiet title={t('away.title')}>
      {status.file === '' ? (
        <p>{t('away.unknown')}</p>
      ) : (
        <>
          <p>{t('away.where')}</p>
          <p className={where.file}>{status.file}</p>
        </>
      )}
      <p>{t('away.what')}</p>
      <RefusalMessage name="findJournal" refusal={find.refusal?.why === 'cancelled' ? null : find.refusal} />
      <RefusalMessage name="forgetJournalFolder" refusal={forget.refusal} />
      <div className={style.actions}>
        <Button kind="primary" onPress={() => void askAgain(client, ['journalStatus'])} autoFocus>
          {t('away.again')}
        </Button>
        <Button onPress={() => void find.ask({})} pending={find.asking}>
          {t('away.find')}
        </Button>
        <Button kind="plain" onPress={() => setAsking(true)}>
          {t('away.forget')}
        </Button>
      </div>
      <Dialog
        question
        title={t('away.forgetTitle')}
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="careful" onPress={() => void forget.ask({})}>
              {t('away.forgetYes')}
            </Button>
            <Button kind="primary" autoFocus onPress={() => setAsking(false)}>
              {t('away.forgetNo')}
            </Button>
          </>
        }
      >
        <p>{t('away.forgetWhat')}</p>
      </Dialog>
    </Quiet>
  );
}
