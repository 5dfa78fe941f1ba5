import { NotebookPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { today } from '../../shared/date.ts';
import { useHeard } from '../heard.ts';
import { useAnswer } from '../keeper.ts';
import { RehearsalLine } from '../keys/RehearsalLine.tsx';
import { useDates } from '../ui/dates.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { SessionLines } from '../ui/SessionLines.tsx';
import { BackupLine } from './BackupLine.tsx';
import style from './TodayPage.module.css';

const SESSIONS_SHOWN = 5;

/** The first page: one thing to do, and what was written last. */
export function TodayPage() {
  const { t } = useTranslation('today');
  const { day } = useDates();
  // Nothing is written into a damaged journal.
  const { damaged } = useHeard();
  return (
    <Page title={t('title')} lead={day(today())}>
      {!damaged && (
        <div>
          <GoLink to="/journal/new" look="primary">
            <NotebookPen aria-hidden size="1.15em" strokeWidth={1.75} />
            {t('write')}
          </GoLink>
        </div>
      )}
      <Gathering />
      <BackupLine />
      <LastSessions />
      <Pairings />
      <RehearsalLine />
    </Page>
  );
}

function Gathering() {
  const { t } = useTranslation('today');
  const { gathering } = useHeard();
  if (gathering === null) return null;
  return <Progress small label={t('gathering')} fraction={gathering.total === 0 ? null : gathering.done / gathering.total} />;
}

function LastSessions() {
  const { t } = useTranslation('today');
  const { damaged } = useHeard();
  const sessions = useAnswer('listSessions', { pairing: null, chair: null, trashed: false, after: null, limit: SESSIONS_SHOWN });
  if (sessions.state === 'asking') return null;
  if (sessions.state === 'refused') return <RefusalMessage name="listSessions" refusal={sessions.refusal} />;
  const { rows, next } = sessions.value;
  return (
    <section className={style.section} aria-labelledby="last-sessions">
      <h2 id="last-sessions">{t('last')}</h2>
      {rows.length === 0 ? <EmptyState>{t(damaged ? 'noneReadable' : 'none')}</EmptyState> : <SessionLines rows={rows} />}
      {next !== null && (
        <p>
          <GoLink to="/journal">{t('all')}</GoLink>
        </p>
      )}
    </section>
  );
}

function Pairings() {
  const { t } = useTranslation('today');
  const pairings = useAnswer('listPairings', {});
  if (pairings.state !== 'answered' || pairings.value.length === 0) return null;
  return (
    <section className={style.section} aria-labelledby="pairings">
      <h2 id="pairings">{t('pairings')}</h2>
      <ul className={style.pairings}>
        {pairings.value.map((row) => (
          <li key={row.id}>
            <GoLink to={`/pairings/${row.id}`} look="button">
              <span className={style.name}>{reveal(row.name)}</span>
            </GoLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
