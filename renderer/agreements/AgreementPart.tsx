import { useQueryClient } from '@tanstack/react-query';
import { FileInput, PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgreementRow, OpenedAgreement } from '../../shared/agreement-version.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReceivedAgreement } from '../../shared/requests/shared-files.ts';
import { askAgain, useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Folded } from '../ui/Folded.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { DraftCard } from './DraftCard.tsx';
import { Editor } from './Editor.tsx';
import { InForce } from './InForce.tsx';
import { Proposal } from './Proposal.tsx';
import { Received } from './Received.tsx';
import { Versions } from './Versions.tsx';
import style from './Agreements.module.css';

type View = { is: 'overview' } | { is: 'writing'; id: RecordId } | { is: 'received'; file: ReceivedAgreement };

/** The agreement of a pairing: what is in force, what is being written or proposed, and every version. */
export function AgreementPart({ pairing }: { pairing: PairingRow }) {
  const client = useQueryClient();
  const [view, setView] = useState<View>({ is: 'overview' });
  const rows = useAnswer('listAgreements', { pairing: pairing.id });
  // Digits of before must not be read out for those of now.
  const overview = () => void askAgain(client, ['listAgreements']).then(() => setView({ is: 'overview' }));
  if (rows.state === 'asking') return null;
  if (rows.state === 'refused') return <RefusalMessage name="listAgreements" refusal={rows.refusal} />;
  switch (view.is) {
    case 'writing':
      return <Writing key={view.id} pairing={pairing} id={view.id} isChange={rows.value.length > 1} onDone={overview} />;
    case 'received':
      return <Received pairing={pairing.id} file={view.file} begun={rows.value.some(isBegun)} onDone={overview} />;
    case 'overview':
      return <Overview pairing={pairing} rows={rows.value} onWrite={(id) => setView({ is: 'writing', id })} onReceived={(file) => setView({ is: 'received', file })} />;
  }
}

interface OverviewProps {
  pairing: PairingRow;
  rows: readonly AgreementRow[];
  onWrite: (id: RecordId) => void;
  onReceived: (file: ReceivedAgreement) => void;
}

function Overview({ pairing, rows, onWrite, onReceived }: OverviewProps) {
  const { t } = useTranslation('agreements');
  const begin = useAsking('beginAgreement');
  const opening = useOpening(pairing.id, onReceived);
  const begun = rows.find(isBegun);
  const inForce = rows.find(({ state }) => state === 'agreed' || state === 'review_due');
  const beginOne = async (byHand: boolean) => {
    const reply = await begin.ask({ pairing: pairing.id, byHand });
    if (reply.ok) onWrite(reply.value.id);
  };
  return (
    <>
      <p className={style.lead}>{t('lead')}</p>
      {rows.length === 0 && (
        <>
          <EmptyState
            action={
              <Button kind="primary" icon={PenLine} pending={begin.asking} onPress={() => void beginOne(false)}>
                {t('begin')}
              </Button>
            }
          >
            {t('none')}
          </EmptyState>
          <Folded title={t('byHand.title')}>
            <p className={style.lead}>{t('byHand.text')}</p>
            <div>
              <Button pending={begin.asking} onPress={() => void beginOne(true)}>
                {t('byHand.begin')}
              </Button>
            </div>
          </Folded>
        </>
      )}
      <RefusalMessage name="beginAgreement" refusal={begin.refusal} />
      {begun?.state === 'draft' && <DraftCard row={begun} onWrite={() => onWrite(begun.id)} />}
      {begun?.state === 'proposed' && <Proposal row={begun} onWrite={() => onWrite(begun.id)} onOpenFile={opening.open} />}
      {inForce !== undefined && <InForce row={inForce} onChange={begun === undefined ? () => void beginOne(false) : null} onOpenFile={opening.open} />}
      {rows.length > 0 && begun === undefined && inForce === undefined && (
        <div>
          <Button kind="primary" icon={PenLine} pending={begin.asking} onPress={() => void beginOne(false)}>
            {t('begin')}
          </Button>
        </div>
      )}
      <div className={style.actions}>
        <Button icon={FileInput} pending={opening.asking} onPress={opening.open}>
          {t('openFile')}
        </Button>
      </div>
      {opening.problem}
      {rows.length > 1 && <Versions rows={rows} />}
    </>
  );
}

/** What was read is where the writing begins. */
function Writing({ pairing, id, isChange, onDone }: { pairing: PairingRow; id: RecordId; isChange: boolean; onDone: () => void }) {
  const opened = useAnswer('readAgreement', { id });
  const [begun, setBegun] = useState<OpenedAgreement | null>(null);
  // What another page has read before may be older than what was written since.
  if (begun === null && opened.state === 'answered' && !opened.asking) setBegun(opened.value);
  if (opened.state === 'refused') return <RefusalMessage name="readAgreement" refusal={opened.refusal} />;
  if (begun?.stage.is !== 'draft') return null;
  const { stage, row } = begun;
  return <Editor pairing={pairing} id={id} draft={stage.draft} savedAtMs={row.savedAtMs} isChange={isChange} onDone={onDone} />;
}

/** The person chooses a file in a dialog of the system; closing it is no refusal worth a sentence. */
function useOpening(pairing: RecordId, onReceived: (file: ReceivedAgreement) => void) {
  const asking = useAsking('openAgreementFile');
  const open = () => {
    void asking.ask({ pairing }).then((reply) => {
      if (reply.ok) onReceived(reply.value);
    });
  };
  const problem = asking.refusal?.why === 'cancelled' ? null : <RefusalMessage name="openAgreementFile" refusal={asking.refusal} />;
  return { open, asking: asking.asking, problem };
}

function isBegun({ state }: AgreementRow): boolean {
  return state === 'draft' || state === 'proposed';
}
