import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { TravelledPage as Answer, TravelledRow } from '../../shared/travelled.ts';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Folded } from '../ui/Folded.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSizes } from '../ui/sizes.ts';
import { inStretches, type Stretch } from './stretches.ts';
import style from './TravelledPage.module.css';

const LINES_SHOWN = 100;

/** The ledger, newest line first. There is nothing here that could be pressed but to look further back. */
export function TravelledPage() {
  const { t } = useTranslation('travelled');
  /** The lines one has gone back past, newest last. */
  const [past, setPast] = useState<readonly number[]>([]);
  const lines = useAnswer('listTravelled', { before: past.at(-1) ?? null, limit: LINES_SHOWN }, { keepShown: true });
  return (
    <Page title={t('title')} lead={t('what')}>
      {lines.state === 'refused' && <RefusalMessage name="listTravelled" refusal={lines.refusal} />}
      {lines.state === 'asking' && <p role="status">{t('gathering')}</p>}
      {lines.state === 'answered' && (
        <>
          <Lines answer={lines.value} />
          <div className={style.actions}>
            {past.length > 0 && <Button onPress={() => setPast(past.slice(0, -1))}>{t('later')}</Button>}
            {lines.value.earlier && <Button onPress={() => setPast([...past, lines.value.rows.at(-1)!.number])}>{t('earlier')}</Button>}
          </div>
        </>
      )}
    </Page>
  );
}

function Lines({ answer: { rows, breaks } }: { answer: Answer }) {
  const { t } = useTranslation('travelled');
  const { month, isoDay } = useDates();
  if (rows.length === 0) return <EmptyState>{t('none')}</EmptyState>;
  const monthOf = (row: TravelledRow) => month(isoDay(row.atMs));
  const stretches = inStretches(rows, monthOf);
  const months = [...Map.groupBy(stretches, ([newest]) => monthOf(newest))];
  return (
    <>
      {breaks > 0 && (
        <Message kind="attention" title={t('breaks', { count: breaks })}>
          {t('breaksWhy')}
        </Message>
      )}
      {months.map(([name, each]) => (
        <section key={each[0]![0].number} className={style.month}>
          <h2>{name}</h2>
          <ol className={style.list} reversed>
            {each.map((stretch) => (
              <li key={stretch[0].number} value={stretch[0].number} className={stretch.length === 1 ? undefined : style.fold}>
                {stretch.length === 1 ? <Line row={stretch[0]} /> : <Backups stretch={stretch} />}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function Backups({ stretch }: { stretch: Stretch }) {
  const { t } = useTranslation('travelled');
  const { dayOf } = useDates();
  const [first, last] = [dayOf(stretch.at(-1)!.atMs), dayOf(stretch[0].atMs)];
  return (
    <Folded level={3} title={t('backups', { count: stretch.length })} summary={first === last ? first : t('between', { first, last })}>
      <ol className={style.list} reversed>
        {stretch.map((row) => (
          <li key={row.number} value={row.number}>
            <Line row={row} />
          </li>
        ))}
      </ol>
    </Folded>
  );
}

function Line({ row }: { row: TravelledRow }) {
  const { t } = useTranslation('travelled');
  const { moment } = useDates();
  const size = useSizes();
  const who = useWho(row);
  return (
    <div className={style.line}>
      <p>{t(`line.${row.direction}.${row.what}`, { who })}</p>
      <p className={style.facts}>
        <span>{moment(row.atMs)}</span>
        <span>{size(row.bytes)}</span>
        <span>{t('number', { number: row.number })}</span>
      </p>
      <p className={style.digest}>
        <span>{t('digest')}</span> <code>{row.sha256}</code>
      </p>
      {row.fault !== null && <p className={style.fault}>{t(`fault.${row.fault}`)}</p>}
    </div>
  );
}

function useWho({ counterpart, pairing }: TravelledRow): string {
  const { t } = useTranslation('travelled');
  const name = usePairingName(pairing);
  if (pairing === null || (counterpart !== 'peer' && counterpart !== 'both')) return t(`who.${counterpart}`);
  if (name === null) return t(counterpart === 'both' ? 'who.bothGone' : 'who.gone');
  return t(counterpart === 'both' ? 'who.bothNamed' : 'who.peerNamed', { name });
}

/** Null where it is no longer in the journal. */
function usePairingName(pairing: RecordId | null): string | null {
  const pairings = useAnswer('listPairings', {});
  const row = pairings.state === 'answered' ? pairings.value.find(({ id }) => id === pairing) : undefined;
  return row === undefined ? null : reveal(row.name);
}
