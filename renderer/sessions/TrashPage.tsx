import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionRow } from '../../shared/session.ts';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { TrashedReflections } from '../reflections/TrashedReflections.tsx';
import { TrashedTemplates } from '../templates/TrashedTemplates.tsx';
import { useEntries, type Filter } from './entries.ts';
import { EntryRow } from './EntryRow.tsx';
import style from './JournalPage.module.css';

const everything: Filter = { pairing: null, chair: null };

/** What was put aside: to bring back, or to delete for ever. */
export function TrashPage() {
  const { t } = useTranslation('sessions');
  const sentence = useSentences();
  const { rows, showEarlier } = useEntries(everything, true);
  const [erasing, setErasing] = useState<SessionRow | null>(null);
  const restore = useRestoring();
  return (
    <Page title={t('journal.trash')} lead={t('trash.lead')} actions={<GoLink to="/journal" look="button">{t('trash.back')}</GoLink>}>
      {restore.refusal && <Message kind="attention">{sentence('restoreSession', restore.refusal)}</Message>}
      {rows?.length === 0 && <EmptyState>{t('trash.empty')}</EmptyState>}
      {rows !== null && rows.length > 0 && (
        <ul className={style.list}>
          {rows.map((row) => (
            <EntryRow
              key={row.id}
              row={row}
              actions={
                <>
                  <Button icon={RotateCcw} onPress={() => void restore.putBack(row)}>
                    {t('trash.restore')}
                  </Button>
                  <Button kind="careful" icon={Trash2} onPress={() => setErasing(row)}>
                    {t('trash.erase')}
                  </Button>
                </>
              }
            />
          ))}
        </ul>
      )}
      {showEarlier && (
        <div>
          <Button onPress={showEarlier}>{t('journal.earlier')}</Button>
        </div>
      )}
      <TrashedReflections />
      <TrashedTemplates />
      <EraseQuestion row={erasing} onClose={() => setErasing(null)} />
    </Page>
  );
}

function EraseQuestion({ row, onClose }: { row: SessionRow | null; onClose: () => void }) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  const say = useSay();
  const sentence = useSentences();
  const { ask, asking, refusal, forget } = useAsking('eraseSession');
  const close = () => {
    forget();
    onClose();
  };
  const erase = async ({ id }: SessionRow) => {
    const reply = await ask({ id });
    if (!reply.ok) return;
    say(t('trash.erased'));
    close();
  };
  return (
    <Dialog
      question
      title={t('trash.eraseTitle')}
      open={row !== null}
      onClose={close}
      actions={
        row && (
          <>
            <Button kind="careful" pending={asking} onPress={() => void erase(row)}>
              {t('trash.erase')}
            </Button>
            <Button kind="primary" autoFocus onPress={close}>
              {t('trash.eraseKeep')}
            </Button>
          </>
        )
      }
    >
      {row && <p>{t('trash.eraseText', { date: day(row.date) })}</p>}
      <p>{t('trash.eraseBackups')}</p>
      {refusal && <Message kind="attention">{sentence('eraseSession', refusal)}</Message>}
    </Dialog>
  );
}

function useRestoring() {
  const { t } = useTranslation('sessions');
  const say = useSay();
  const { ask, refusal } = useAsking('restoreSession');
  const putBack = async ({ id }: SessionRow) => {
    const reply = await ask({ id });
    if (reply.ok) say(t('trash.restored'));
  };
  return { putBack, refusal };
}
