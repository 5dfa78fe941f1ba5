import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../shared/template.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './Templates.module.css';

/** Templates that were put aside, to bring back. Nothing where there are none. */
export function TrashedTemplates() {
  const { t } = useTranslation('templates');
  const say = useSay();
  const rows = useAnswer('listTrashedTemplates', {}, { keepShown: true });
  const restore = useAsking('restoreTemplate');
  if (rows.state !== 'answered' || rows.value.length === 0) return null;
  const putBack = async ({ id }: TemplateRow) => {
    const reply = await restore.ask({ id: id });
    if (reply.ok) say(t('restored'));
  };
  return (
    <section className={style.section} aria-labelledby="trashed-templates">
      <h2 id="trashed-templates" className={style.heading}>
        {t('trashTitle')}
      </h2>
      <RefusalMessage name="restoreTemplate" refusal={restore.refusal} />
      <ul className={style.lines} aria-label={t('trashTitle')}>
        {rows.value.map((row) => (
          <li key={row.id} className={style.item}>
            <span className={style.link}>
              <span className={style.title}>{row.title}</span>
            </span>
            <Button icon={RotateCcw} onPress={() => void putBack(row)}>
              {t('restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
