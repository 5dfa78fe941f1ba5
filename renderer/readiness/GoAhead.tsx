import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal } from '../../shared/about.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { AHEAD_NOTE_MAX, type AnsweringRow } from '../../shared/readiness.ts';
import { lengthOf } from '../../shared/text.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useLeavingQuestion } from '../ui/LeavingQuestion.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './Readiness.module.css';

/** "Not now" is advice: one can go ahead, and is asked only for a private note on why, which can stay empty. */
export function GoAhead({ pairing, row }: { pairing: PairingRow; row: AnsweringRow }) {
  const { t } = useTranslation('readiness');
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <div>
        <Button onPress={() => setAsking(true)}>{t('ahead.open')}</Button>
      </div>
    );
  }
  return <WhyAhead pairing={pairing} row={row} onCancel={() => setAsking(false)} />;
}

function WhyAhead({ pairing, row, onCancel }: { pairing: PairingRow; row: AnsweringRow; onCancel: () => void }) {
  const { t } = useTranslation('readiness');
  const say = useSay();
  const going = useAsking('goAheadAnyway');
  const [note, setNote] = useState(() => keep('us', ''));
  const written = reveal(note).trim();
  const go = async () => {
    if (lengthOf(written) > AHEAD_NOTE_MAX) return;
    const reply = await going.ask({ id: row.id, note: written === '' ? null : keep('us', written) });
    if (reply.ok) say(t('ahead.done'));
  };
  // Going ahead is decided by a press and by nothing else, so a note that was typed and not sent would be lost.
  const leaving = useLeavingQuestion({ flush: () => Promise.resolve(), hasUnsaved: written !== '' });
  return (
    <form
      className={style.why}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <TextField label={t('ahead.note')} hint={t('ahead.noteHint')} value={reveal(note)} onChange={(text) => setNote(keep('us', text))} max={AHEAD_NOTE_MAX} multiline written autoFocus />
      {pairing.state.is === 'considering' && <p className={style.soft}>{t('ahead.begins')}</p>}
      <RefusalMessage name="goAheadAnyway" refusal={going.refusal} />
      <div className={style.actions}>
        <Button kind="primary" type="submit" pending={going.asking}>
          {t('ahead.confirm')}
        </Button>
        <Button onPress={onCancel}>{t('ahead.cancel')}</Button>
      </div>
      {leaving}
    </form>
  );
}
