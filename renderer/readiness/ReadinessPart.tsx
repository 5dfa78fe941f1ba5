import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { today } from '../../shared/date.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { Due } from '../../shared/readiness-due.ts';
import { isFinished, QUESTIONS, readinessOf, type AnsweringRow } from '../../shared/readiness.ts';
import { askAgain, useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { Folded } from '../ui/Folded.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { AskAgain } from './AskAgain.tsx';
import { GoAhead } from './GoAhead.tsx';
import { useTopics } from './in-words.ts';
import { Questions } from './Questions.tsx';
import { Result, type FinishedRow } from './Result.tsx';
import { beginAgain, goOn, type Beginning } from './screen.ts';
import style from './Readiness.module.css';

/** The readiness screen of a pairing: what the last answers come to, or the questions. */
export function ReadinessPart({ pairing }: { pairing: PairingRow }) {
  const read = useAnswer('listReadiness', { pairing: pairing.id }, { keepShown: true });
  const [begins, setBegins] = useState<Beginning | null>(null);
  if (read.state === 'asking') return null;
  if (read.state === 'refused') return <RefusalMessage name="listReadiness" refusal={read.refusal} />;
  const { answerings, due } = read.value;
  const last = answerings.find(isFinished) ?? null;
  if (begins !== null) return <Answering begins={begins} last={last} onDone={() => setBegins(null)} />;
  return <Standing pairing={pairing} answerings={answerings} last={last} due={due} onBegin={setBegins} />;
}

/** Whatever was saved meanwhile is read when one is through. */
function Answering({ begins, last, onDone }: { begins: Beginning; last: FinishedRow | null; onDone: () => void }) {
  const client = useQueryClient();
  return <Questions begins={begins} lastTime={last === null ? null : reveal(last.answers)} onDone={() => void askAgain(client, ['listReadiness']).then(onDone)} />;
}

interface StandingProps {
  pairing: PairingRow;
  answerings: readonly AnsweringRow[];
  last: FinishedRow | null;
  due: Due | null;
  onBegin: (begins: Beginning) => void;
}

function Standing({ pairing, answerings, last, due, onBegin }: StandingProps) {
  const { t } = useTranslation('readiness');
  const half = answerings[0]?.answeredOn === null ? answerings[0] : null;
  const earlier = answerings.filter(isFinished).filter((row) => row !== last);
  return (
    <div className={style.part}>
      {last === null && <p className={style.lead}>{t('lead')}</p>}
      {half !== null && <HalfFilled row={half} onGoOn={() => onBegin(goOn(half))} />}
      {due !== null && <DueAgain due={due} onLook={() => onBegin(beginAgain(pairing.id, last, due.questions))} />}
      {last === null && half === null && (
        <div>
          <Button kind="primary" onPress={() => onBegin(beginAgain(pairing.id, null, null))}>
            {t('begin')}
          </Button>
        </div>
      )}
      {last !== null && (
        <Result row={last} latest>
          {readinessOf(reveal(last.answers)).outcome === 'not_now' && last.ahead === null && half === null && (
            <>
              <AskAgain key={last.id} row={last} />
              <GoAhead pairing={pairing} row={last} />
            </>
          )}
          {half === null && <ChangeOrAgain row={last} onBegin={onBegin} />}
        </Result>
      )}
      <Earlier rows={earlier} />
    </div>
  );
}

/** On the day itself the answers can be changed; later, others are given. */
function ChangeOrAgain({ row, onBegin }: { row: FinishedRow; onBegin: (begins: Beginning) => void }) {
  const { t } = useTranslation('readiness');
  const reopening = useAsking('reopenReadiness');
  const changeable = row.answeredOn === today() && row.ahead === null;
  const begin = async () => {
    if (!changeable) {
      onBegin(beginAgain(row.pairing, row, null));
      return;
    }
    const reply = await reopening.ask({ id: row.id });
    if (reply.ok) onBegin(goOn(row));
  };
  return (
    <div>
      <RefusalMessage name="reopenReadiness" refusal={reopening.refusal} />
      <Button pending={reopening.asking} onPress={() => void begin()}>
        {t(changeable ? 'result.change_today' : 'result.again')}
      </Button>
    </div>
  );
}

function HalfFilled({ row, onGoOn }: { row: AnsweringRow; onGoOn: () => void }) {
  const { t } = useTranslation('readiness');
  const topics = useTopics();
  const say = useSay();
  const discarding = useAsking('discardReadiness');
  const { outcome, because } = readinessOf(reveal(row.answers));
  const open = outcome === 'incomplete' ? because : [];
  const discard = async () => {
    const reply = await discarding.ask({ id: row.id });
    if (reply.ok) say(t('half.discarded'));
  };
  return (
    <div className={style.card}>
      <p>{t('half.text', { count: QUESTIONS.length - open.length })}</p>
      {open.length > 0 && <p className={style.soft}>{t('half.open', { topics: topics(open) })}</p>}
      <RefusalMessage name="discardReadiness" refusal={discarding.refusal} />
      <div className={style.actions}>
        <Button kind="primary" onPress={onGoOn}>
          {t('half.goOn')}
        </Button>
        <Button pending={discarding.asking} onPress={() => void discard()}>
          {t('half.discard')}
        </Button>
      </div>
    </div>
  );
}

function DueAgain({ due: { questions, because }, onLook }: { due: Due; onLook: () => void }) {
  const { t } = useTranslation('readiness');
  const { day } = useDates();
  const topics = useTopics();
  return (
    <section className={style.card} aria-label={t('due.title')}>
      <h2>{t('due.title')}</h2>
      <p>{questions.length === QUESTIONS.length ? t('due.all') : t('due.questions', { topics: capitalised(topics(questions)) })}</p>
      <ul className={style.points}>
        {because.map(({ trigger, on }) => (
          <li key={`${trigger} ${on}`}>{t(`due.because.${trigger}`, { date: day(on) })}</li>
        ))}
      </ul>
      <div>
        <Button kind="primary" onPress={onLook}>
          {t('due.look')}
        </Button>
      </div>
    </section>
  );
}

function Earlier({ rows }: { rows: readonly FinishedRow[] }) {
  const { t } = useTranslation('readiness');
  const { shortDay } = useDates();
  if (rows.length === 0) return null;
  const outcome = (row: FinishedRow) => {
    const words = t(`earlier.outcome.${readinessOf(reveal(row.answers)).outcome}`);
    return row.ahead === null ? words : `${words}, ${t('earlier.went')}`;
  };
  return (
    <section className={style.block}>
      <h2 className={style.heading}>{t('earlier.title')}</h2>
      {rows.map((row) => (
        <Folded key={row.id} level={3} title={t('earlier.one', { date: shortDay(row.answeredOn), outcome: outcome(row) })}>
          <Result row={row} latest={false} />
        </Folded>
      ))}
    </section>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
