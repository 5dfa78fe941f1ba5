import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal } from '../../shared/about.ts';
import { today } from '../../shared/date.ts';
import { broughtBackBy, EVENT_KINDS, type EventRow, type Pause } from '../../shared/event.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { isOngoing } from '../../shared/pausing.ts';
import { questionNumbered, type QuestionNumber } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { useTopics } from '../readiness/in-words.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { EventDialog, type Noting } from './EventDialog.tsx';
import style from './Events.module.css';
import { useEventInWords } from './in-words.ts';

/** What happened around the agreement of a pairing, newest first. */
export function EventsPart({ pairing }: { pairing: PairingRow }) {
  const { t } = useTranslation('events');
  const events = useAnswer('listEvents', { pairing: pairing.id });
  const [noting, setNoting] = useState<Noting | null>(null);
  if (events.state === 'asking') return null;
  if (events.state === 'refused') return <RefusalMessage name="listEvents" refusal={events.refusal} />;
  return (
    <>
      <p className={style.lead}>{t('lead')}</p>
      <div className={style.kinds}>
        {EVENT_KINDS.map((kind) => (
          <Button key={kind} icon={Plus} onPress={() => setNoting({ kind, pairing: pairing.id, date: today() })}>
            {t(`kinds.${kind}`)}
          </Button>
        ))}
      </div>
      {events.value.length === 0 ? (
        <EmptyState>{t('none')}</EmptyState>
      ) : (
        <ul className={style.list} aria-label={t('list')}>
          {events.value.map((row) => (
            <EventLine key={row.id} row={row} pairing={pairing.id} onEdit={() => setNoting({ row })} />
          ))}
        </ul>
      )}
      <EventDialog key={noting === null ? 'closed' : 'open'} noting={noting} onClose={() => setNoting(null)} />
    </>
  );
}

function EventLine({ row, pairing, onEdit }: { row: EventRow; pairing: RecordId; onEdit: () => void }) {
  const { t } = useTranslation('events');
  const { shortDay } = useDates();
  const inWords = useEventInWords();
  const event = reveal(row.event);
  const remove = useRemoving(row);
  const end = useEnding(row);
  const { title, details, note } = inWords(event);
  return (
    <li className={style.event}>
      <div className={style.said}>
        <p className={style.date}>
          {shortDay(event.date)}
          {event.pairing === null && <> · {t('everyShort')}</>}
        </p>
        <p className={style.title}>{title}</p>
        {details.length > 0 && <p className={style.details}>{details.join(' · ')}</p>}
        {note !== null && (
          <p className={style.note} dir="auto">
            {note}
          </p>
        )}
        <BroughtBack questions={broughtBackBy(event)} pairing={pairing} />
        {remove.problem}
        {end.problem}
      </div>
      <div className={style.actions}>
        {event.kind === 'pause' && isOngoing(event) && (
          <Button pending={end.asking} onPress={() => void end.today(event)}>
            {t('pause.end')}
          </Button>
        )}
        <Button kind="plain" icon={Pencil} iconOnly onPress={onEdit}>
          {t('edit', { title })}
        </Button>
        <Button kind="plain" icon={Trash2} iconOnly pending={remove.asking} onPress={() => void remove.now()}>
          {t('remove', { title })}
        </Button>
      </div>
    </li>
  );
}

/** Told in one line; the questions wait inside the pairing. */
function BroughtBack({ questions, pairing }: { questions: readonly QuestionNumber[]; pairing: RecordId }) {
  const { t } = useTranslation('events');
  const topics = useTopics();
  if (questions.length === 0) return null;
  return (
    <p className={style.details}>
      {t('broughtBack', { count: questions.length, questions: topics(questions.map(questionNumbered)) })} <GoLink to={`/pairings/${pairing}/readiness`}>{t('toReadiness')}</GoLink>
    </p>
  );
}

/** Gone for good, and one step back as long as its line is shown. */
function useRemoving({ id, event }: EventRow) {
  const { t } = useTranslation('events');
  const say = useSay();
  const remove = useAsking('removeEvent');
  const putBack = useAsking('saveEvent');
  const now = async () => {
    const reply = await remove.ask({ id });
    if (reply.ok) say(t('removed'), { undo: () => void putBack.ask({ id: null, event }).then((back) => back.ok && say(t('putBack'))) });
  };
  return { now, asking: remove.asking, problem: <RefusalMessage name="removeEvent" refusal={remove.refusal} /> };
}

function useEnding({ id }: EventRow) {
  const { t } = useTranslation('events');
  const say = useSay();
  const save = useAsking('saveEvent');
  const endToday = async (pause: Pause) => {
    const reply = await save.ask({ id, event: keep('us', { ...pause, until: today() }) });
    if (reply.ok) say(t('pause.ended'));
  };
  return { today: endToday, asking: save.asking, problem: <RefusalMessage name="saveEvent" refusal={save.refusal} /> };
}
