import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { SessionLines } from '../ui/SessionLines.tsx';
import type { PartProps } from './places.ts';

const SESSIONS_AT_FIRST = 10;
const SESSIONS_AT_MOST = 100;

/** The sessions of a pairing, newest first. */
export function SessionsPart({ pairing }: PartProps) {
  const { t } = useTranslation('pairings');
  const [limit, setLimit] = useState(SESSIONS_AT_FIRST);
  const sessions = useAnswer('listSessions', { pairing: pairing.id, chair: null, trashed: false, after: null, limit }, { keepShown: true });
  if (sessions.state === 'asking') return null;
  if (sessions.state === 'refused') return <RefusalMessage name="listSessions" refusal={sessions.refusal} />;
  const { rows, next } = sessions.value;
  return (
    <>
      {rows.length === 0 ? <EmptyState>{t('noSessions')}</EmptyState> : <SessionLines rows={rows} named={false} />}
      {next !== null && limit < SESSIONS_AT_MOST && (
        <div>
          <Button onPress={() => setLimit(SESSIONS_AT_MOST)}>{t('more')}</Button>
        </div>
      )}
      {next !== null && limit === SESSIONS_AT_MOST && <p>{t('older')}</p>}
    </>
  );
}
