import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occasion } from '../../shared/reflection.ts';
import { suits } from '../../shared/reflection.ts';
import type { TemplateRow } from '../../shared/template.ts';
import { useAnswer } from '../keeper.ts';
import { OpenTemplateFile } from '../template-files/OpenTemplateFile.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { TemplateLines } from './TemplateLines.tsx';
import style from './Templates.module.css';

const SEARCH_MAX = 80;

/** The library: every template one could answer, those one likes best first. */
export function TemplatesPage({ occasion }: { occasion: Occasion }) {
  const { t } = useTranslation('templates');
  const [typed, setTyped] = useState('');
  const templates = useAnswer('listTemplates', {}, { keepShown: true });
  if (templates.state === 'asking') return null;
  if (templates.state === 'refused') {
    return (
      <Page title={t('title')}>
        <RefusalMessage name="listTemplates" refusal={templates.refusal} />
      </Page>
    );
  }
  const shown = templates.value.filter((row) => suits(row, occasion) && holds(row, typed));
  const favourites = shown.filter(({ favourite }) => favourite);
  const others = shown.filter(({ favourite }) => !favourite);
  return (
    <Page
      title={t('title')}
      lead={t(`lead.${occasion.is}`)}
      actions={
        <>
          <OpenTemplateFile />
          <GoLink to="/reflections" look="button">
            {t('written')}
          </GoLink>
          <GoLink to="/templates/new" look="button">
            {t('new')}
          </GoLink>
        </>
      }
    >
      <div role="search">
        <TextField label={t('search')} labelHidden placeholder={t('search')} value={typed} onChange={setTyped} max={SEARCH_MAX} />
      </div>
      <p role="status" className={style.soft}>
        {typed.trim() !== '' && t('found', { count: shown.length })}
      </p>
      {shown.length === 0 && <EmptyState>{t('notFound')}</EmptyState>}
      {favourites.length > 0 && (
        <section aria-labelledby="favourites">
          <h2 id="favourites" className={style.heading}>
            {t('favourites')}
          </h2>
          <TemplateLines rows={favourites} occasion={occasion} label={t('favourites')} />
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby={favourites.length > 0 ? 'others' : undefined} aria-label={favourites.length > 0 ? undefined : t('title')}>
          {favourites.length > 0 && (
            <h2 id="others" className={style.heading}>
              {t('others')}
            </h2>
          )}
          <TemplateLines rows={others} occasion={occasion} label={favourites.length > 0 ? t('others') : t('title')} />
        </section>
      )}
    </Page>
  );
}

/** Each word typed is somewhere in its title or purpose, without regard to capitals and accents. */
function holds({ title, purpose }: TemplateRow, typed: string): boolean {
  const plain = bare(`${title} ${purpose ?? ''}`);
  return bare(typed).split(/\s+/u).every((word) => plain.includes(word));
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
