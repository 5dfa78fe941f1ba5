import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { ReflectionLines } from './ReflectionLines.tsx';
import { useWritten } from './written.ts';

/** Everything that was answered, newest first. */
export function ReflectionsPage() {
  const { t } = useTranslation('reflections');
  const { rows, showEarlier } = useWritten({ pairing: null, session: null, trashed: false });
  const toLibrary = (
    <GoLink to="/templates" look="button">
      {t('toLibrary')}
    </GoLink>
  );
  return (
    <Page title={t('title')} lead={t('lead')} actions={toLibrary}>
      {rows?.length === 0 && <EmptyState>{t('none')}</EmptyState>}
      {rows !== null && rows.length > 0 && <ReflectionLines rows={rows} label={t('title')} />}
      {showEarlier && (
        <div>
          <Button onPress={showEarlier}>{t('earlier')}</Button>
        </div>
      )}
    </Page>
  );
}
