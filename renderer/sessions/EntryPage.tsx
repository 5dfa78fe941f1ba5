import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../shared/record-id.ts';
import type { OpenedSession } from '../../shared/requests.ts';
import { ask, askAgain, useAnswer, useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { Entry } from './Entry.tsx';
import { EntryView } from './EntryView.tsx';
import { Writing, type SaveSession } from './writing.ts';

export interface EntryPageProps {
  /** `null`: a new entry, which comes into being with the first change that makes it one. */
  id: RecordId | null;
  /** Chosen for a new entry from the start. */
  pairing: RecordId | null;
}

export function EntryPage({ id, pairing }: EntryPageProps) {
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  return id === null ? <NewEntry key={`${pairing ?? ''} ${round}`} pairing={pairing} onAgain={again} /> : <StoredEntry key={id} id={id} />;
}

function NewEntry({ pairing, onAgain }: { pairing: RecordId | null; onAgain: () => void }) {
  const save = useSaving();
  const [writing] = useState(() => new Writing(save, { pairing }));
  return <Entry writing={writing} isNew onAgain={onAgain} />;
}

function StoredEntry({ id }: { id: RecordId }) {
  const { t } = useTranslation('sessions');
  const sentence = useSentences();
  const answer = useAnswer('readSession', { id });
  if (answer.state === 'asking') return null;
  if (answer.state === 'refused') {
    return (
      <Page title={t('journal.title')}>
        <Message kind="attention" actions={<GoLink to="/journal" look="button">{t('entry.back')}</GoLink>}>
          {sentence('readSession', answer.refusal)}
        </Message>
      </Page>
    );
  }
  return answer.value.trashedAtMs === null ? <OpenedEntry opened={answer.value} /> : <TrashedEntry opened={answer.value} />;
}

/** What was read is where the writing begins; from then on the page knows best. */
function OpenedEntry({ opened: { id, session, savedAtMs, agreementVersion } }: { opened: OpenedSession }) {
  const save = useSaving();
  const [writing] = useState(() => new Writing(save, { id, value: session, savedAtMs, agreementVersion }));
  return <Entry writing={writing} isNew={false} onAgain={() => undefined} />;
}

function TrashedEntry({ opened: { id, session, agreementVersion } }: { opened: OpenedSession }) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  const say = useSay();
  const sentence = useSentences();
  const pairings = useAnswer('listPairings', {});
  const restore = useAsking('restoreSession');
  const putBack = async () => {
    const reply = await restore.ask({ id });
    if (reply.ok) say(t('entry.restored'));
  };
  return (
    <Page title={day(session.date)}>
      <Message
        actions={
          <>
            <Button pending={restore.asking} onPress={() => void putBack()}>
              {t('entry.restore')}
            </Button>
            <GoLink to="/journal/trash" look="button">
              {t('journal.trash')}
            </GoLink>
          </>
        }
      >
        {t('entry.inTrash')}
      </Message>
      {restore.refusal && <Message kind="attention">{sentence('restoreSession', restore.refusal)}</Message>}
      <EntryView session={session} agreementVersion={agreementVersion} pairings={pairings.state === 'answered' ? pairings.value : []} under={1} />
    </Page>
  );
}

/** Saving asks for nothing that would take the page away when it fails: whatever happens, what was typed stays. */
function useSaving(): SaveSession {
  const client = useQueryClient();
  return useCallback(
    async (id, session) => {
      try {
        const reply = await ask('saveSession', { id, session });
        if (reply.ok) void askAgain(client, ['listPairings', 'listTags', 'listSessionVersions']);
        return reply;
      } catch {
        return { ok: false, refusal: { why: 'fault', reference: 'no-answer' } };
      }
    },
    [client],
  );
}
