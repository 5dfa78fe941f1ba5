import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import style from './Unlock.module.css';

/** At the foot of the pages before the journal is open. */
export function RestoreLink({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation('backups');
  return (
    <div className={style.outset}>
      <Button kind="plain" onPress={onPress}>
        {t('restore.link')}
      </Button>
    </div>
  );
}
