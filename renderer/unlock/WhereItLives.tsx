import { useTranslation } from 'react-i18next';
import type { JournalStatus } from '../../shared/requests.ts';
import { Whereabouts } from '../settings/Whereabouts.tsx';
import { Button } from '../ui/Button.tsx';
import { Quiet } from './Quiet.tsx';

export function WhereItLives({ status, onGo }: { status: JournalStatus; onGo: () => void }) {
  const { t } = useTranslation('unlock');
  return (
    <Quiet title={t('where.title')} step={t('step.of', { at: 3 })}>
      <p>{t('where.text')}</p>
      <Whereabouts status={status} />
      <p>{t('where.oneFile')}</p>
      <div>
        <Button kind="primary" onPress={onGo} autoFocus>
          {t('go')}
        </Button>
      </div>
    </Quiet>
  );
}
