import { PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { openClauses } from '../../shared/agreement.ts';
import type { AgreementRow } from '../../shared/agreement-version.ts';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Discard } from './Discard.tsx';
import { Facts } from './Facts.tsx';
import style from './Agreements.module.css';

/** A draft that waits to be gone on with. */
export function DraftCard({ row, onWrite }: { row: AgreementRow; onWrite: () => void }) {
  const { t } = useTranslation('agreements');
  const opened = useAnswer('readAgreement', { id: row.id });
  const open = opened.state === 'answered' && opened.value.stage.is === 'draft' ? openClauses(opened.value.stage.draft).length : null;
  return (
    <section className={style.version} aria-label={t('draft.title')}>
      <h2 className={style.title}>{t('draft.title')}</h2>
      <Facts row={row} />
      {open !== null && <p>{t('draft.open', { count: open })}</p>}
      <div className={style.actions}>
        <Button kind="primary" icon={PenLine} onPress={onWrite}>
          {t('draft.goOn')}
        </Button>
        <Discard id={row.id}>{t('draft.discard')}</Discard>
      </div>
    </section>
  );
}
