import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReflectionRow } from '../../shared/reflection.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { ReflectionLines } from './ReflectionLines.tsx';
import { useWritten } from './written.ts';

/** Reflections that were put aside: to bring back, or to delete for ever. Nothing where there are none. */
export function TrashedReflections() {
  const { t } = useTranslation('reflections');
  const { rows, showEarlier } = useWritten({ pairing: null, session: null, trashed: true });
  const [erasing, setErasing] = useState<ReflectionRow | null>(null);
  const say = useSay();
  const restore = useAsking('restoreReflection');
  if (rows === null || rows.length === 0) return null;
  const putBack = async ({ id }: ReflectionRow) => {
    const reply = await restore.ask({ id });
    if (reply.ok) say(t('restored'));
  };
  return (
    <section aria-labelledby="trashed-reflections">
      <h2 id="trashed-reflections">{t('title')}</h2>
      <RefusalMessage name="restoreReflection" refusal={restore.refusal} />
      <ReflectionLines
        rows={rows}
        label={t('title')}
        actions={(row) => (
          <>
            <Button icon={RotateCcw} onPress={() => void putBack(row)}>
              {t('restore')}
            </Button>
            <Button kind="careful" icon={Trash2} onPress={() => setErasing(row)}>
              {t('erase')}
            </Button>
          </>
        )}
      />
      {showEarlier && <Button onPress={showEarlier}>{t('earlier')}</Button>}
      <EraseQuestion row={erasing} onClose={() => setErasing(null)} />
    </section>
  );
}

function EraseQuestion({ row, onClose }: { row: ReflectionRow | null; onClose: () => void }) {
  const { t } = useTranslation('reflections');
  const say = useSay();
  const { ask, asking, refusal, forget } = useAsking('eraseReflection');
  const close = () => {
    forget();
    onClose();
  };
  const erase = async ({ id }: ReflectionRow) => {
    const reply = await ask({ id });
    if (!reply.ok) return;
    say(t('erased'));
    close();
  };
  return (
    <Dialog
      question
      title={t('eraseTitle')}
      open={row !== null}
      onClose={close}
      actions={
        row && (
          <>
            <Button kind="careful" pending={asking} onPress={() => void erase(row)}>
              {t('erase')}
            </Button>
            <Button kind="primary" autoFocus onPress={close}>
              {t('eraseKeep')}
            </Button>
          </>
        )
      }
    >
      {row && <p>{t('eraseText', { title: row.title })}</p>}
      <RefusalMessage name="eraseReflection" refusal={refusal} />
    </Dialog>
  );
}
