import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import style from './Dialog.module.css';

export interface DialogProps {
  title: string;
  open: boolean;
  /** Called by Escape, the cross, and a press outside. */
  onClose: () => void;
  children: ReactNode;
  /** Buttons at its foot, the main one last. */
  actions?: ReactNode;
  /** A question that has to be answered: a press outside does not close it. */
  question?: boolean;
  wide?: boolean;
}

/** Holds the focus while it is open and gives it back after. */
export function Dialog({ title, open, onClose, children, actions, question = false, wide = false }: DialogProps) {
  const { t } = useTranslation('ui');
  return (
    <ModalOverlay
      className={classNames(style.veil)}
      isOpen={open}
      isDismissable={!question}
      onOpenChange={(nowOpen) => {
        if (!nowOpen) onClose();
      }}
    >
      <Modal className={classNames(style.modal, wide && style.wide)}>
        <AriaDialog className={classNames(style.dialog)} role={question ? 'alertdialog' : 'dialog'}>
          <header className={style.header}>
            <Heading slot="title" level={2} className={classNames(style.title)}>
              {title}
            </Heading>
            {!question && (
              <Button kind="plain" icon={X} iconOnly onPress={onClose}>
                {t('dialog.close')}
              </Button>
            )}
          </header>
          <div className={style.body}>{children}</div>
          {actions !== undefined && <footer className={style.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
