import { Copy, History, PenLine, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { RecordId } from '../../shared/record-id.ts';
import type { OpenedTemplate } from '../../shared/requests.ts';
import { TITLE_MAX } from '../../shared/template.ts';
import { isWithin } from '../../shared/text.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './Templates.module.css';

/** What can be done with a template besides answering it. One that came with the app is only ever copied. */
export function TemplateActions({ template: { id, text, origin } }: { template: OpenedTemplate }) {
  const { t } = useTranslation('templates');
  const [, goTo] = useLocation();
  const copy = useAsking('copyTemplate');
  const trash = useTrash(id);
  const makeCopy = async () => {
    const title = t('copyTitle', { title: text.title });
    const reply = await copy.ask({ id, title: isWithin(title, TITLE_MAX) ? title : text.title });
    if (reply.ok) goTo(`/templates/${reply.value.id}/edit`);
  };
  return (
    <>
      <div className={style.start}>
        {origin !== 'built_in' && (
          <Button icon={PenLine} onPress={() => goTo(`/templates/${id}/edit`)}>
            {t('change')}
          </Button>
        )}
        <Button icon={Copy} pending={copy.asking} onPress={() => void makeCopy()}>
          {t('copy')}
        </Button>
        {origin !== 'built_in' && (
          <>
            <Button kind="plain" icon={History} onPress={() => goTo(`/templates/${id}/versions`)}>
              {t('versionsOpen')}
            </Button>
            <Button kind="plain" icon={Trash2} pending={trash.asking} onPress={() => void trash.move()}>
              {t('trash')}
            </Button>
          </>
        )}
      </div>
      <RefusalMessage name="copyTemplate" refusal={copy.refusal} />
      {trash.refused}
    </>
  );
}

/** The trash is one step away, and one step back. */
function useTrash(template: string) {
  const { t } = useTranslation('templates');
  const say = useSay();
  const [, goTo] = useLocation();
  const trash = useAsking('trashTemplate');
  const restore = useAsking('restoreTemplate');
  // What did not come with the app carries the id of a record.
  const id = template as RecordId;
  const move = async () => {
    const reply = await trash.ask({ id });
    if (!reply.ok) return;
    goTo('/templates');
    say(t('trashed'), { undo: () => void restore.ask({ id }).then((back) => back.ok && say(t('restored'))) });
  };
  return { move, asking: trash.asking, refused: <RefusalMessage name="trashTemplate" refusal={trash.refusal} /> };
}
