import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Differences } from './Differences.tsx';
import style from './Editor.module.css';

/** Every version of a template this journal holds, and what an earlier one said otherwise. */
export function VersionsPage({ id }: { id: string }) {
  const { t } = useTranslation('templates');
  const { moment } = useDates();
  const [chosen, choose] = useState<number | null>(null);
  const versions = useAnswer('listTemplateVersions', { id });
  if (versions.state === 'asking') return null;
  if (versions.state === 'refused') {
    return (
      <Page title={t('title')}>
        <RefusalMessage name="listTemplateVersions" refusal={versions.refusal} />
      </Page>
    );
  }
  const [newest] = versions.value;
  const earlier = versions.value.find(({ version }) => version === chosen);
  return (
    <Page title={t('versions.title', { title: newest?.text.title ?? t('title') })} lead={t('versions.lead')} actions={<GoLink to={`/templates/${id}`} look="button">{t('edit.done')}</GoLink>}>
      {versions.value.length === 0 && <EmptyState>{t('versions.none')}</EmptyState>}
      <ul className={style.versions}>
        {versions.value.map(({ version, savedAtMs }) => (
          <li key={version} className={style.row}>
            <span>
              {t('versions.number', { number: version, date: moment(savedAtMs) })} {version === newest?.version && <span className={style.soft}>{t('versions.newest')}</span>}
            </span>
            {version !== newest?.version && (
              <Button pressed={chosen === version} onPress={() => choose(version)}>
                {t('versions.compare')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {earlier !== undefined && newest !== undefined && (
        <section aria-labelledby="compared">
          <h2 id="compared" className={style.heading}>
            {t('versions.of', { number: earlier.version })}
          </h2>
          <Differences before={earlier.text} after={newest.text} />
        </section>
      )}
    </Page>
  );
}
