import { NotebookPen, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { reveal } from '../../shared/about.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { SessionLines } from '../ui/SessionLines.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { PairingForm } from './PairingForm.tsx';
import { RemovePairing } from './RemovePairing.tsx';
import style from './PairingPage.module.css';

const SESSIONS_AT_FIRST = 10;
const SESSIONS_AT_MOST = 100;

/** One pairing: what is known of it, and its sessions. */
export function PairingPage({ row }: { row: PairingRow }) {
  const { t } = useTranslation('pairings');
  const { shortDay } = useDates();
  const say = useSay();
  const [, goTo] = useLocation();
  const [editing, setEditing] = useState(false);
  const since = row.since === null ? undefined : t('since', { date: shortDay(row.since) });

  if (editing) {
    return (
      <Page title={t('form.title')}>
        <PairingForm
          id={row.id}
          pairing={row}
          onSaved={() => {
            setEditing(false);
            say(t('saved'));
          }}
          onCancel={() => setEditing(false)}
        />
      </Page>
    );
  }
  return (
    <Page
      title={reveal(row.name)}
      lead={since}
      actions={
        <>
          <Button icon={Pencil} onPress={() => setEditing(true)}>
            {t('edit')}
          </Button>
          <Button kind="primary" icon={NotebookPen} onPress={() => goTo(`/journal/new?pairing=${row.id}`)}>
            {t('write')}
          </Button>
        </>
      }
    >
      {row.note !== null && <p className={style.note}>{reveal(row.note)}</p>}
      <Sessions row={row} />
      {row.sessions === 0 && <RemovePairing id={row.id} />}
      <p className={style.back}>
        <GoLink to="/pairings">{t('back')}</GoLink>
      </p>
    </Page>
  );
}

function Sessions({ row }: { row: PairingRow }) {
  const { t } = useTranslation('pairings');
  const [limit, setLimit] = useState(SESSIONS_AT_FIRST);
  const sessions = useAnswer('listSessions', { pairing: row.id, chair: null, trashed: false, after: null, limit }, { keepShown: true });
  if (sessions.state === 'asking') return null;
  if (sessions.state === 'refused') return <RefusalMessage name="listSessions" refusal={sessions.refusal} />;
  const { rows, next } = sessions.value;
  return (
    <section className={style.section} aria-labelledby="sessions">
      <h2 id="sessions">{t('sessionsTitle')}</h2>
      {rows.length === 0 ? <EmptyState>{t('noSessions')}</EmptyState> : <SessionLines rows={rows} named={false} />}
      {next !== null && limit < SESSIONS_AT_MOST && (
        <div>
          <Button onPress={() => setLimit(SESSIONS_AT_MOST)}>{t('more')}</Button>
        </div>
      )}
      {next !== null && limit === SESSIONS_AT_MOST && <p>{t('older')}</p>}
    </section>
  );
}
