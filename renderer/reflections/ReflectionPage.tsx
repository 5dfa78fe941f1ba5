import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { Occasion } from '../../shared/reflection.ts';
import type { BegunReflection, OpenedReflection } from '../../shared/requests.ts';
import { ask, askAgain, useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { AnswersView } from './AnswersView.tsx';
import { Filling } from './Filling.tsx';
import { placeOf } from './occasions.ts';
import { Reflecting, type SaveReflection } from './reflecting.ts';

/** A new reflection. It comes into being with the first answer. */
export function NewReflection({ template, occasion }: { template: string; occasion: Occasion }) {
  const begun = useAnswer('beginReflection', { template, occasion });
  if (begun.state === 'asking') return null;
  if (begun.state === 'refused') {
    return (
      <Unavailable>
        <RefusalMessage name="beginReflection" refusal={begun.refusal} />
      </Unavailable>
    );
  }
  return <Writing begun={begun.value} saved={null} />;
}

/** A reflection that is in the journal. */
export function StoredReflection({ id }: { id: RecordId }) {
  const opened = useAnswer('readReflection', { id });
  if (opened.state === 'asking') return null;
  if (opened.state === 'refused') {
    return (
      <Unavailable>
        <RefusalMessage name="readReflection" refusal={opened.refusal} />
      </Unavailable>
    );
  }
  return opened.value.trashed === null ? <Writing begun={opened.value} saved={opened.value} /> : <Trashed opened={opened.value} />;
}

/** What was read is where the writing begins; from then on the page knows best. */
function Writing({ begun, saved }: { begun: BegunReflection; saved: { id: RecordId; savedAtMs: number } | null }) {
  const save = useSaving();
  const lead = useLead(begun);
  const [reflecting] = useState(() => new Reflecting(save, begun, saved && { id: saved.id, savedAtMs: saved.savedAtMs }));
  return <Filling reflecting={reflecting} occasion={begun.reflection.occasion} pairing={begun.pairing} lead={lead} />;
}

function Trashed({ opened }: { opened: OpenedReflection }) {
  const { t } = useTranslation('reflections');
  const lead = useLead(opened);
  const say = useSay();
  const restore = useAsking('restoreReflection');
  const { id, text, reflection, trashed } = opened;
  const putBack = async () => {
    const reply = await restore.ask({ id });
    if (reply.ok) say(t('restored'));
  };
  return (
    <Page title={text.title} lead={lead}>
      {trashed === 'itself' ? (
        <Message
          actions={
            <Button pending={restore.asking} onPress={() => void putBack()}>
              {t('restore')}
            </Button>
          }
        >
          {t('inTrash')}
        </Message>
      ) : (
        <Message actions={<GoLink to={placeOf(reflection.occasion)} look="button">{t('later.sitting')}</GoLink>}>{t('sessionInTrash')}</Message>
      )}
      <RefusalMessage name="restoreReflection" refusal={restore.refusal} />
      <AnswersView text={text} answers={reflection.answers} />
    </Page>
  );
}

function Unavailable({ children }: { children: ReactNode }) {
  const { t } = useTranslation('reflections');
  return (
    <Page title={t('title')}>
      {children}
      <p>
        <GoLink to="/templates">{t('toLibrary')}</GoLink>
      </p>
    </Page>
  );
}

/** In which chair, with whom and when, as far as there is such a thing. */
function useLead({ reflection: { occasion }, pairing, date }: BegunReflection): string {
  const { t } = useTranslation('reflections');
  const { day } = useDates();
  const pairings = useAnswer('listPairings', {});
  const row = pairings.state === 'answered' ? pairings.value.find(({ id }) => id === pairing) : undefined;
  const parts = [occasion.is === 'sitting' ? t(`chair.${occasion.chair}`) : null, row ? reveal(row.name) : null, date && day(date)];
  return parts.filter((part) => part !== null).join(' · ') || t('alone');
}

/** Saving asks for nothing that would take the page away when it fails: whatever happens, what was typed stays. */
function useSaving(): SaveReflection {
  const client = useQueryClient();
  return useCallback(
    async (id, reflection) => {
      try {
        const reply = await ask('saveReflection', { id, reflection });
        if (reply.ok) void askAgain(client, ['listReflections']);
        return reply;
      } catch {
        return { ok: false, refusal: { why: 'fault', reference: 'no-answer' } };
      }
    },
    [client],
  );
}
