import { History, Trash2 } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { useLeavingQuestion } from '../ui/LeavingQuestion.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { BetweenUsSection } from './BetweenUsSection.tsx';
import { bringOver, inChairs, setAside, type Draft } from './draft.ts';
import style from './Entry.module.css';
import { EntrySaved } from './EntrySaved.tsx';
import { FrameSection } from './FrameSection.tsx';
import { PeerNoteSection } from './PeerNoteSection.tsx';
import { QuietLinks } from '../events/QuietLinks.tsx';
import { SafetyLink } from './SafetyLink.tsx';
import { useReflectionsIn } from '../reflections/useReflectionsIn.ts';
import { SittingSection } from './SittingSection.tsx';
import { Versions } from './Versions.tsx';
import type { Writing } from './writing.ts';

const NEW_ENTRY = '/journal/new';

export interface EntryProps {
  writing: Writing;
  /** Begun on this page, and not opened from the journal. */
  isNew: boolean;
  /** Another entry is to be begun on this page. */
  onAgain: () => void;
}

/** One entry, open for writing: one column, like a letter. */
export function Entry({ writing, isNew, onAgain }: EntryProps) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  const state = useSyncExternalStore(writing.subscribe, writing.now);
  const { pairings, tags } = useLists();
  const [versionsOpen, setVersionsOpen] = useState(false);
  const trash = useTrash(writing);
  const leaving = useLeavingQuestion(writing, {
    loses: () => {
      const loss = lossOf(writing);
      return loss && t(`leaving.${loss}`);
    },
    // From the page of a new entry to a new entry the place does not change, the entry does.
    onLeave: (to) => {
      if (to.startsWith(NEW_ENTRY)) onAgain();
    },
  });
  const { draft, round } = state;
  const { id, confirmed } = writing;
  const reflectionsIn = useReflectionsIn(id);
  const flush = () => void writing.flush();

  return (
    <Page
      title={isNew || confirmed === null ? t('entry.new') : day(confirmed.date)}
      lead={isNew ? t('entry.newLead') : undefined}
      actions={
        id !== null && (
          <>
            <Button kind="plain" icon={History} onPress={() => void writing.flush().then(() => setVersionsOpen(true))}>
              {t('versions.open')}
            </Button>
            <Button kind="plain" icon={Trash2} pending={trash.asking} onPress={() => void trash.move(id)}>
              {t('entry.trash')}
            </Button>
          </>
        )
      }
    >
      {trash.problem !== null && <Message kind="attention">{trash.problem}</Message>}
      <div key={round} className={style.letter} onBlur={flush}>
        <FrameSection pairing={draft.pairing} date={draft.date} setting={draft.setting} length={draft.length} chairs={draft.chairs} confirmed={confirmed} pairings={pairings} agreementVersion={state.agreementVersion} change={writing.change} isNew={isNew} />
        <SetAside draft={draft} writing={writing} />
        {draft.chairs.length === 0 && <p className={style.needed}>{t('frame.chairNeeded')}</p>}
        {draft.chairs.map((chair) => (
          <SittingSection key={chair} sitting={draft.written[chair]} one={draft.chairs.length === 1} tags={tags} pairing={draft.pairing} session={id} reflections={reflectionsIn[chair]} change={writing.change} />
        ))}
        <div>
          <BetweenUsSection between={draft.between} change={writing.change} />
          <PeerNoteSection peerNote={draft.peerNote} date={draft.date} change={writing.change} />
        </div>
        <div className={style.quiet}>
          <QuietLinks pairing={draft.pairing} date={draft.date} />
          <SafetyLink />
        </div>
      </div>
      <EntrySaved writing={state} onTryAgain={flush} />
      {id !== null && <Versions writing={writing} id={id} pairings={pairings} open={versionsOpen} onClose={() => setVersionsOpen(false)} />}
      {leaving}
    </Page>
  );
}

/** Nothing that was written in a chair goes away by choosing another. */
function SetAside({ draft, writing: { change, rewrite } }: { draft: Draft; writing: Writing }) {
  const { t } = useTranslation('sessions');
  const aside = setAside(draft);
  if (aside === null) return null;
  const both = aside === 'coach' ? (['coach', 'coachee'] as const) : (['coachee', 'coach'] as const);
  return (
    <Message
      actions={
        <>
          <Button onPress={() => change((now) => inChairs(now, both))}>{t('aside.both')}</Button>
          <Button onPress={() => rewrite((now) => bringOver(now, aside))}>{t('aside.bring')}</Button>
        </>
      }
    >
      {t(`aside.${aside}`)}
    </Message>
  );
}

/** The trash is one step away, and one step back. */
function useTrash(writing: Writing): { move: (id: RecordId) => Promise<void>; asking: boolean; problem: string | null } {
  const { t } = useTranslation('sessions');
  const [, goTo] = useLocation();
  const say = useSay();
  const sentence = useSentences();
  const trash = useAsking('trashSession');
  const restore = useAsking('restoreSession');
  const move = async (id: RecordId) => {
    await writing.flush();
    const reply = await trash.ask({ id });
    if (!reply.ok) return;
    goTo('/journal');
    say(t('entry.trashed'), { undo: () => void restore.ask({ id }).then((back) => back.ok && say(t('entry.restored'))) });
  };
  return { move, asking: trash.asking, problem: trash.refusal && sentence('trashSession', trash.refusal) };
}

const noPairings: readonly PairingRow[] = [];
const noTags: readonly string[] = [];

function useLists(): { pairings: readonly PairingRow[]; tags: readonly string[] } {
  const pairings = useAnswer('listPairings', {});
  const tags = useAnswer('listTags', {});
  return { pairings: pairings.state === 'answered' ? pairings.value : noPairings, tags: tags.state === 'answered' ? tags.value : noTags };
}

/** What leaving would lose, though all that can be saved is. */
function lossOf(writing: Writing): 'unkept' | 'aside' | null {
  const { unkept, draft } = writing.now();
  if (unkept.length > 0) return 'unkept';
  return setAside(draft) === null ? null : 'aside';
}
