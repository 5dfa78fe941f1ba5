import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal } from '../../shared/about.ts';
import { today, type IsoDate } from '../../shared/date.ts';
import type { Disclosure, EventKind, EventRow, PairingEvent } from '../../shared/event.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { useUnsaved } from '../ui/unsaved.ts';
import { eventDraftOf, newEventDraft, toEvent, type EventDraft } from './draft.ts';
import { EventForm } from './EventForm.tsx';
import { TellingMyPeer } from './TellingMyPeer.tsx';

/** What is being noted: a new event of a kind, or one that is there. */
export type Noting = { kind: EventKind; pairing: RecordId | null; date: IsoDate } | { row: EventRow };

export interface EventDialogProps {
  /** `null`: closed. */
  noting: Noting | null;
  onClose: () => void;
}

/** Notes an event beside the page one is on, without leaving it. */
export function EventDialog({ noting, onClose }: EventDialogProps) {
  const { t } = useTranslation('events');
  const [told, setTold] = useState<Disclosure | null>(null);
  const close = () => {
    setTold(null);
    onClose();
  };
  const kind = noting === null ? 'context' : 'row' in noting ? reveal(noting.row.event).kind : noting.kind;
  return (
    <Dialog title={t(`kinds.${kind}`)} open={noting !== null} onClose={close} wide>
      {noting !== null && (told === null ? <Noted noting={noting} onDone={close} onTell={setTold} /> : <TellingMyPeer disclosure={told} onDone={close} />)}
    </Dialog>
  );
}

/** The form with what it takes to save it. A disclosure that turns out to be without consent leads to one question, once. */
function Noted({ noting, onDone, onTell }: { noting: Noting; onDone: () => void; onTell: (disclosure: Disclosure) => void }) {
  const { t } = useTranslation('events');
  const say = useSay();
  const save = useAsking('saveEvent');
  const pairings = useAnswer('listPairings', {});
  const before = 'row' in noting ? reveal(noting.row.event) : null;
  const [begun] = useState<EventDraft>(() => ('row' in noting ? eventDraftOf(reveal(noting.row.event)) : newEventDraft(noting.kind, noting.pairing, noting.date)));
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const rows = pairings.state === 'answered' ? pairings.value : [];
  const made = toEvent(draft, today());
  const missing = tried && 'missing' in made ? made.missing : null;

  const send = async (): Promise<PairingEvent | null> => {
    setTried(true);
    if ('missing' in made) return null;
    const reply = await save.ask({ id: 'row' in noting ? noting.row.id : null, event: keep('us', made.event) });
    return reply.ok ? made.event : null;
  };
  useUnsaved(async () => {
    if (JSON.stringify(draft) !== JSON.stringify(begun) && (await send()) === null) throw new Error('unsaved');
  });
  const note = async () => {
    const noted = await send();
    if (noted === null) return;
    say(notedWhere(noted, rows, t));
    if (lacksConsent(noted) && !lacksConsent(before)) onTell(noted);
    else onDone();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void note();
      }}
    >
      <EventForm
        draft={draft}
        onChange={(part) => {
          save.forget();
          setDraft((now) => ({ ...now, ...part }));
        }}
        pairings={rows}
        missing={missing}
      />
      {missing !== null && (missing === 'to-come' || missing === 'too-long') && <Message kind="attention">{t(`missing.${missing}`)}</Message>}
      <RefusalMessage name="saveEvent" refusal={save.refusal} />
      <Foot pending={save.asking} onCancel={onDone} />
    </form>
  );
}

function Foot({ pending, onCancel }: { pending: boolean; onCancel: () => void }) {
  const { t } = useTranslation('events');
  return (
    <p>
      <Button kind="primary" type="submit" pending={pending}>
        {t('note')}
      </Button>{' '}
      <Button onPress={onCancel}>{t('cancel')}</Button>
    </p>
  );
}

function lacksConsent(event: PairingEvent | null): event is Disclosure {
  return event?.kind === 'disclosure' && event.consent?.is === 'missing';
}

function notedWhere(event: PairingEvent, pairings: readonly PairingRow[], t: ReturnType<typeof useTranslation<'events'>>['t']): string {
  const pairing = pairings.find(({ id }) => id === event.pairing);
  return pairing === undefined ? t('notedForEvery') : t('noted', { name: reveal(pairing.name) });
}
