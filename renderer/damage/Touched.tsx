import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';

/** Said once: the next locking seals the file as it is then. */
export function Touched() {
  const { t } = useTranslation('damage');
  const [closed, setClosed] = useState(false);
  if (closed) return null;
  return (
    <Message
      actions={
        <Button kind="plain" onPress={() => setClosed(true)}>
          {t('touched.close')}
        </Button>
      }
    >
      {t('touched.text')}
    </Message>
  );
}
