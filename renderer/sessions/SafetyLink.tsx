import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import exceptions from '../../shared/content/en/exceptions.json';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import style from './Entry.module.css';

/** What the two agreed to when somebody's safety is in question (domain §4.5). It asks nothing and records nothing. */
export function SafetyLink() {
  const { t } = useTranslation('sessions');
  const [open, setOpen] = useState(false);
  const { danger, law, wrongdoing, role_duty: roleDuty, how } = exceptions;
  return (
    <>
      <Button kind="plain" onPress={() => setOpen(true)}>
        {t('safety.link')}
      </Button>
      <Dialog title={t('safety.link')} open={open} onClose={() => setOpen(false)}>
        <ul className={style.exceptions}>
          {[danger, law, wrongdoing, roleDuty].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p>{how}</p>
      </Dialog>
    </>
  );
}
