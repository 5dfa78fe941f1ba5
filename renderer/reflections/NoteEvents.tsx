import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep } from '../../shared/about.ts';
import type { SuggestedEvents } from '../../shared/carried.ts';
import wording from '../../shared/content/en/events.json';
import { today, type IsoDate } from '../../shared/date.ts';
import type { PairingEvent } from '../../shared/event.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { EventDialog } from '../events/EventDialog.tsx';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import style from './Filling.module.css';

export interface NoteEventsProps {
  suggested: SuggestedEvents;
  /** `null`: what is noted concerns every pairing. */
  pairing: RecordId | null;
}

interface Offered { key: string; words: string; event: PairingEvent }

/** Asks which of the answers are to be noted as events. Nothing is chosen beforehand. */
export function NoteEvents({ suggested, pairing }: NoteEventsProps) {
  const { t } = useTranslation('reflections');
  const [noting, setNoting] = useState(false);
  return (
    <section className={style.answers} aria-label={t('events.title')}>
      <ToChoose offered={offeredBy(suggested, pairing, today())} />
      {suggested.disclosure && pairing !== null && (
        <Message actions={<Button onPress={() => setNoting(true)}>{t('events.noteDisclosure')}</Button>}>{t('events.disclosure')}</Message>
      )}
      <EventDialog noting={noting && pairing !== null ? { kind: 'disclosure', pairing, date: today() } : null} onClose={() => setNoting(false)} />
    </section>
  );
}

function ToChoose({ offered }: { offered: readonly Offered[] }) {
  const { t } = useTranslation('reflections');
  const say = useSay();
  const save = useAsking('saveEvent');
  const [chosen, choose] = useState<string[]>([]);
  const [noted, setNoted] = useState<readonly string[]>([]);
  const left = offered.filter(({ key }) => !noted.includes(key));
  const note = async () => {
    for (const { key, event } of left.filter((each) => chosen.includes(each.key))) {
      const reply = await save.ask({ id: null, event: keep('us', event) });
      if (!reply.ok) return;
      setNoted((before) => [...before, key]);
    }
    choose([]);
    say(t('events.noted'));
  };
  if (left.length === 0) return null;
  return (
    <Message
      actions={
        <Button pending={save.asking} disabled={chosen.length === 0} onPress={() => void note()}>
          {t('events.note')}
        </Button>
      }
    >
      <Checklist label={t('events.offer')} options={left.map(({ key, words }) => ({ value: key, label: words }))} values={chosen} onChange={choose} />
      <RefusalMessage name="saveEvent" refusal={save.refusal} />
    </Message>
  );
}

function offeredBy({ context, interest }: SuggestedEvents, pairing: RecordId | null, date: IsoDate): Offered[] {
  return [
    ...context.map((type): Offered => ({ key: type, words: wording.type[type], event: { kind: 'context', pairing, date, type, affects: null, note: null } })),
    ...interest.map(({ who, wanted }): Offered => ({
      key: who,
      words: wanted === null ? wording.who[who] : `${wording.who[who]}: ${wording.wanted[wanted]}`,
      event: { kind: 'outside_interest', pairing, date, who, wanted, answered: null, toldPeer: null, note: null },
    })),
  ];
}
