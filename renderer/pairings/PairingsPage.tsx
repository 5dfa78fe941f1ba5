import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { reveal } from '../../shared/about.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { ListAndPage } from '../ui/ListAndPage.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { NewPairing } from './NewPairing.tsx';
import { PairingPage } from './PairingPage.tsx';
import { partNamed } from './places.ts';
import { useStateInWords } from './state-in-words.ts';
import style from './PairingsPage.module.css';

/** All pairings, and beside them the chosen one or a new one. `part` names a part of the chosen one. */
export function PairingsPage({ chosen, part }: { chosen: RecordId | 'new' | null; part?: string | undefined }) {
  const { t } = useTranslation('pairings');
  const pairings = useAnswer('listPairings', {});
  if (pairings.state === 'asking') return null;
  if (pairings.state === 'refused') {
    return (
      <Page title={t('title')}>
        <RefusalMessage name="listPairings" refusal={pairings.refusal} />
      </Page>
    );
  }
  const list = <PairingList rows={pairings.value} chosen={chosen} />;
  if (chosen === null) return <ListAndPage listLabel={t('title')} list={list} page={null} />;
  const row = pairings.value.find((each) => each.id === chosen);
  const page =
    chosen === 'new' ? (
      <NewPairing />
    ) : row === undefined ? (
      <Page title={t('gone.title')}>
        <EmptyState action={<GoLink to="/pairings">{t('back')}</GoLink>}>{t('gone.text')}</EmptyState>
      </Page>
    ) : (
      <PairingPage key={row.id} row={row} part={partNamed(part)} />
    );
  return <ListAndPage listLabel={t('title')} list={list} page={page} />;
}

function PairingList({ rows, chosen }: { rows: readonly PairingRow[]; chosen: RecordId | 'new' | null }) {
  const { t } = useTranslation('pairings');
  const [, goTo] = useLocation();
  const add = (
    <Button kind={chosen === null ? 'primary' : 'quiet'} icon={Plus} onPress={() => goTo('/pairings/new')}>
      {t('add')}
    </Button>
  );
  const list =
    rows.length === 0 ? (
      <EmptyState>{t('none')}</EmptyState>
    ) : (
      <ul className={style.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <GoLink to={`/pairings/${row.id}`} look="row" current={row.id === chosen}>
              <PairingLine row={row} />
            </GoLink>
          </li>
        ))}
      </ul>
    );
  if (chosen === null) {
    return (
      <Page title={t('title')} actions={add}>
        {list}
      </Page>
    );
  }
  return (
    <div className={style.beside}>
      <h2>{t('title')}</h2>
      {list}
      {add}
    </div>
  );
}

function PairingLine({ row }: { row: PairingRow }) {
  const { t } = useTranslation('pairings');
  const { shortDay } = useDates();
  const stateInWords = useStateInWords();
  const sessions = t('sessions', { count: row.sessions });
  return (
    <span className={style.line}>
      <strong className={style.name}>{reveal(row.name)}</strong>
      {row.state.is !== 'active' && <span className={style.facts}>{stateInWords(row.state)}</span>}
      <span className={style.facts}>{row.lastSession === null ? sessions : t('sessionsLast', { sessions, date: shortDay(row.lastSession) })}</span>
    </span>
  );
}
