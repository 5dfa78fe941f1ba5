import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CopyFound } from '../../shared/damage.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';

export interface OtherCopyProps {
  copy: CopyFound;
  onLock: () => void;
}

/** Asks whether to go on where the file is another copy of the journal than the one used last. There is no third way. */
export function OtherCopy({ copy, onLock }: OtherCopyProps) {
  const { t } = useTranslation('damage');
  const take = useAsking('takeCopy');
  const [taken, setTaken] = useState(false);
  const use = async () => {
    const reply = await take.ask({});
    if (reply.ok) setTaken(true);
  };

  if (copy.is === 'expected') return null;
  return (
    <Dialog
      question
      title={t(`${copy.is}.title`)}
      open={!taken}
      onClose={() => undefined}
      actions={
        <>
          <Button kind="plain" onPress={onLock}>
            {t('older.lock')}
          </Button>
          <Button kind="primary" autoFocus onPress={() => void use()} pending={take.asking}>
            {t('older.use')}
          </Button>
        </>
      }
    >
      <p>{copy.is === 'older' ? t('older.text', { count: copy.savesBehind }) : t('diverged.text')}</p>
      <p>{t(`${copy.is}.choose`)}</p>
      <RefusalMessage name="takeCopy" refusal={take.refusal} />
    </Dialog>
  );
}
