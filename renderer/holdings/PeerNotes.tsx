import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { today } from '../../shared/date.ts';
import type { PeerNoteRow } from '../../shared/holdings.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './holdings.module.css';

/** Notes about the peer, each with the day it is to be cleared after. To clear them is the main thing to do here. */
export function PeerNotes({ pairing }: { pairing: PairingRow }) {
  const { t } = useTranslation('holdings');
  const { shortDay } = useDates();
  const notes = useAnswer('listPeerNotes', { pairing: pairing.id, due: false }, { keepShown: true });
  if (notes.state === 'asking') return null;
  if (notes.state === 'refused') return <RefusalMessage name="listPeerNotes" refusal={notes.refusal} />;
  const [first] = notes.value;
  if (first === undefined) return null;
  const due = notes.value.filter(({ keepUntil }) => reveal(keepUntil) < today());
  const until = shortDay(reveal(first.keepUntil));
  return (
    <section className={style.section} aria-labelledby="peer-notes">
      <h2 id="peer-notes">{t('notes.title', { name: reveal(pairing.name) })}</h2>
      <p>{due.length > 0 ? t('notes.due', { count: due.length, date: until }) : t('notes.later', { count: notes.value.length, date: until })}</p>
      <ul className={style.notes}>
        {notes.value.map((note) => (
          <Note key={note.session} note={note} />
        ))}
      </ul>
      <Settle notes={due.length > 0 ? due : notes.value} areDue={due.length > 0} />
      <p className={style.soft}>{t('notes.hint')}</p>
    </section>
  );
}

function Note({ note: { session, date, keywords, theirStep, keepUntil } }: { note: PeerNoteRow }) {
  const { t } = useTranslation('holdings');
  const { shortDay } = useDates();
  return (
    <li>
      {[keywords, theirStep].map((text, place) =>
        text === null ? null : (
          <p key={place} className={style.words} dir="auto">
            {reveal(text)}
          </p>
        ),
      )}
      <p className={style.soft}>
        <GoLink to={`/journal/${session}`}>{t('notes.session', { date: shortDay(date) })}</GoLink>, {t('notes.until', { date: shortDay(reveal(keepUntil)) })}
      </p>
    </li>
  );
}

function Settle({ notes, areDue }: { notes: readonly PeerNoteRow[]; areDue: boolean }) {
  const { t } = useTranslation('holdings');
  const say = useSay();
  const settle = useAsking('settlePeerNotes');
  const settleAll = async (how: 'clear' | 'keep') => {
    const reply = await settle.ask({ sessions: notes.map(({ session }) => session), how });
    if (reply.ok) say(t(how === 'clear' ? 'notes.cleared' : 'notes.kept'));
  };
  return (
    <>
      <RefusalMessage name="settlePeerNotes" refusal={settle.refusal} />
      <div className={style.actions}>
        <Button kind={areDue ? 'primary' : 'quiet'} pending={settle.asking} onPress={() => void settleAll('clear')}>
          {t('notes.clear', { count: notes.length })}
        </Button>
        {areDue && (
          <Button pending={settle.asking} onPress={() => void settleAll('keep')}>
            {t('notes.keep')}
          </Button>
        )}
      </div>
    </>
  );
}
