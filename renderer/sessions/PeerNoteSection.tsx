import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal, type Kept } from '../../shared/about.ts';
import { today } from '../../shared/date.ts';
import { PEER_KEYWORDS_MAX, THEIR_STEP_MAX } from '../../shared/session.ts';
import { DateField } from '../ui/DateField.tsx';
import { Folded } from '../ui/Folded.tsx';
import { keepUntilOf, type Draft, type DraftPeerNote } from './draft.ts';
import style from './Entry.module.css';
import { LineField } from './LineField.tsx';
import type { Writing } from './writing.ts';

/** As little as possible about somebody else, and a day on which to clear it. */
export const PeerNoteSection = memo(function PeerNoteSection({ peerNote, date, change }: Pick<Draft, 'peerNote' | 'date'> & { change: Writing['change'] }) {
  const { t } = useTranslation('sessions');
  const { keywords, theirStep } = peerNote;
  const written = keywords !== null || theirStep !== null;
  const put = (part: Partial<DraftPeerNote>) => change((draft) => ({ ...draft, peerNote: { ...draft.peerNote, ...part } }));
  return (
    <Folded title={t('peer.title')} summary={t(written ? 'peer.written' : 'peer.summary')} openAtFirst={written}>
      <p className={style.story}>{t('peer.line')}</p>
      <LineField label={t('peer.keywords')} about="peer" value={typed(keywords)} max={PEER_KEYWORDS_MAX} multiline onChange={(text) => put({ keywords: line(text) })} />
      <LineField label={t('peer.theirStep')} about="peer" value={typed(theirStep)} max={THEIR_STEP_MAX} onChange={(text) => put({ theirStep: line(text) })} />
      <DateField label={t('peer.keepUntil')} value={keepUntilOf({ peerNote, date }, today())} onChange={(chosen) => put({ keepUntil: chosen === null ? null : keep('peer', chosen) })} />
    </Folded>
  );
});

function typed(text: Kept<'peer', string> | null): string {
  return text === null ? '' : reveal(text);
}

function line(text: string): Kept<'peer', string> | null {
  return text === '' ? null : keep('peer', text);
}
