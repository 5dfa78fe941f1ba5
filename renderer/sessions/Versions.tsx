import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { SessionVersionRow } from '../../shared/requests.ts';
import type { Session } from '../../shared/session.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { useDates } from '../ui/dates.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Message } from '../ui/Message.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { draftOf } from './draft.ts';
import { EntryView } from './EntryView.tsx';
import style from './Versions.module.css';
import type { Writing } from './writing.ts';

export interface VersionsProps {
  writing: Writing;
  id: RecordId;
  pairings: readonly PairingRow[];
  open: boolean;
  onClose: () => void;
}

/** Earlier states of an entry: to read, and to bring back. */
export function Versions({ writing, id, pairings, open, onClose }: VersionsProps) {
  const { t } = useTranslation('sessions');
  return (
    <Dialog title={t('versions.title')} open={open} onClose={onClose} wide>
      {open && <VersionList writing={writing} id={id} pairings={pairings} onClose={onClose} />}
    </Dialog>
  );
}

function VersionList({ writing, id, pairings, onClose }: Omit<VersionsProps, 'open'>) {
  const { t } = useTranslation('sessions');
  const { moment } = useDates();
  const sentence = useSentences();
  const versions = useAnswer('listSessionVersions', { id });
  const [chosen, setChosen] = useState<SessionVersionRow | null>(null);
  if (versions.state === 'asking') return null;
  if (versions.state === 'refused') return <Message kind="attention">{sentence('listSessionVersions', versions.refusal)}</Message>;
  if (versions.value.length === 0) return <p>{t('versions.none')}</p>;
  return (
    <>
      <p>{t('versions.lead')}</p>
      <div className={style.both}>
        <ListBox
          className={classNames(style.list)}
          aria-label={t('versions.list')}
          selectionMode="single"
          selectionBehavior="replace"
          escapeKeyBehavior="none"
          selectedKeys={chosen ? [chosen.id] : []}
          onSelectionChange={(keys) => setChosen(versions.value.find((version) => keys !== 'all' && keys.has(version.id)) ?? null)}
        >
          {versions.value.map((version) => (
            <ListBoxItem key={version.id} id={version.id} textValue={moment(version.savedAtMs)} className={classNames(style.version)}>
              {moment(version.savedAtMs)}
            </ListBoxItem>
          ))}
        </ListBox>
        <div className={style.page}>{chosen ? <Version key={chosen.id} writing={writing} id={id} version={chosen} pairings={pairings} onClose={onClose} /> : <p className={style.soft}>{t('versions.choose')}</p>}</div>
      </div>
    </>
  );
}

function Version({ writing, id, version, pairings, onClose }: { version: SessionVersionRow } & Omit<VersionsProps, 'open'>) {
  const { t } = useTranslation('sessions');
  const { moment } = useDates();
  const sentence = useSentences();
  const read = useAnswer('readSessionVersion', { id, version: version.id });
  const restoring = useRestoring(writing, id, onClose);
  if (read.state === 'asking') return <p className={style.soft}>{t('versions.reading')}</p>;
  if (read.state === 'refused') return <Message kind="attention">{sentence('readSessionVersion', read.refusal)}</Message>;
  return (
    <>
      <div className={style.top}>
        <p>{t('versions.of', { moment: moment(version.savedAtMs) })}</p>
        <Button kind="primary" pending={restoring.asking} onPress={() => void restoring.restore(version, read.value)}>
          {t('versions.restore')}
        </Button>
      </div>
      {restoring.problem !== null && <Message kind="attention">{restoring.problem}</Message>}
      <EntryView session={read.value} pairings={pairings} under={2} />
    </>
  );
}

/** The state before becomes a version itself; Undo writes it back over what came. */
function useRestoring(writing: Writing, id: RecordId, onClose: () => void): { restore: (version: SessionVersionRow, session: Session) => Promise<void>; asking: boolean; problem: string | null } {
  const { t } = useTranslation('sessions');
  const { moment } = useDates();
  const say = useSay();
  const sentence = useSentences();
  const { ask, asking, refusal } = useAsking('restoreSessionVersion');
  const restore = async (version: SessionVersionRow, session: Session) => {
    const before = writing.confirmed;
    const reply = await ask({ id, version: version.id });
    if (!reply.ok) return;
    writing.replace(reply.value, session);
    onClose();
    const undo = () => {
      if (before === null) return;
      writing.rewrite(() => draftOf(before));
      void writing.flush();
    };
    say(t('versions.restored', { moment: moment(version.savedAtMs) }), { undo });
  };
  return { restore, asking, problem: refusal && sentence('restoreSessionVersion', refusal) };
}
