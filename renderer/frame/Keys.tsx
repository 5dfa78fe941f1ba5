import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { shortcuts, type Shortcut } from '../ui/shortcuts.ts';
import style from './Keys.module.css';

const order: readonly Shortcut[] = ['find', 'newSession', 'lock', 'close', 'keys'];

/** The keys of the window and what each does. */
export function Keys() {
  const { t } = useTranslation('frame');
  return (
    <dl className={style.keys}>
      {order.map((shortcut) => (
        <div key={shortcut}>
          <dt>
            <Kbd keys={shortcuts[shortcut]} />
          </dt>
          <dd>{t(`keys.${shortcut}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('frame');
  return (
    <Dialog title={t('keys.title')} open={open} onClose={onClose}>
      <Keys />
    </Dialog>
  );
}
