import { FileInput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { emptyDraft, type AgreementDraft, type Clause } from '../../shared/agreement.ts';
import { clauseInWords } from '../../shared/agreement-words.ts';
import { withCarried, type Carried } from '../../shared/carried.ts';
import wording from '../../shared/content/en/agreement.json';
import { today } from '../../shared/date.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';

export interface CarryIntoAgreementProps {
  carried: Carried;
  pairing: RecordId;
}

/** Offers to write answers into a draft of the agreement. Each is shown as it would stand there, and one says which. */
export function CarryIntoAgreement({ carried, pairing }: CarryIntoAgreementProps) {
  const { t } = useTranslation('reflections');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Message
        actions={
          <Button icon={FileInput} onPress={() => setOpen(true)}>
            {t('carry.open')}
          </Button>
        }
      >
        {t('carry.offer')}
      </Message>
      <Dialog title={t('carry.title')} open={open} onClose={() => setOpen(false)} wide>
        <Choosing carried={carried} pairing={pairing} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

/** Where the draft stands now: none yet, one being written, or a text that is proposed and not to be changed. */
function Choosing({ carried, pairing, onCancel }: CarryIntoAgreementProps & { onCancel: () => void }) {
  const { t } = useTranslation('reflections');
  const rows = useAnswer('listAgreements', { pairing });
  const draftId = rows.state === 'answered' ? (rows.value.find(({ state }) => state === 'draft')?.id ?? null) : null;
  const opened = useAnswer('readAgreement', { id: draftId ?? pairing }, { when: draftId !== null });
  if (rows.state === 'asking' || (draftId !== null && opened.state === 'asking')) return null;
  if (rows.state === 'refused') return <RefusalMessage name="listAgreements" refusal={rows.refusal} />;
  if (opened.state === 'refused') return <RefusalMessage name="readAgreement" refusal={opened.refusal} />;
  if (rows.value.some(({ state }) => state === 'proposed')) return <p>{t('carry.proposed')}</p>;
  const draft = opened.state === 'answered' && opened.value.stage.is === 'draft' ? opened.value.stage.draft : null;
  return <Clauses carried={carried} pairing={pairing} draftId={draftId} draft={draft} onCancel={onCancel} />;
}

const REVIEW_DATE = 'review-date';

function Clauses({ carried, pairing, draftId, draft, onCancel }: CarryIntoAgreementProps & { draftId: RecordId | null; draft: AgreementDraft | null; onCancel: () => void }) {
  const { t } = useTranslation('reflections');
  const { clauses, reviewInDays, tooLong } = carried;
  const stands = (clause: Clause) => draft?.clauses.some(({ id }) => id === clause.id) === true;
  const offered = [
    ...clauses.map((clause) => ({ value: clause.id, label: inWords(clause, draft, stands(clause) ? t('carry.stands') : null) })),
    ...(reviewInDays === null ? [] : [{ value: REVIEW_DATE, label: t('carry.review', { count: reviewInDays }) }]),
  ];
  // What stands in the draft already is only replaced when somebody says so.
  const [chosen, choose] = useState(() => [...clauses.filter((clause) => !stands(clause)).map(({ id }) => id as string), ...(reviewInDays === null || draft?.reviewOn != null ? [] : [REVIEW_DATE])]);
  const { carry, asking, refused } = useCarrying(pairing, draftId, draft);
  return (
    <>
      <p>{t(draft === null ? 'carry.begins' : 'carry.intoDraft')}</p>
      <Checklist label={t('carry.which')} options={offered} values={chosen} onChange={choose} />
      {tooLong.length > 0 && <Message>{t('carry.tooLong', { names: tooLong.map((id) => wording.clauses[id].heading).join(', ') })}</Message>}
      {refused}
      <p>
        <Button kind="primary" pending={asking} disabled={chosen.length === 0} onPress={() => void carry(clauses.filter(({ id }) => chosen.includes(id)), chosen.includes(REVIEW_DATE) ? reviewInDays : null)}>
          {t('carry.write')}
        </Button>{' '}
        <Button onPress={onCancel}>{t('carry.notNow')}</Button>
      </p>
    </>
  );
}

function inWords(clause: Clause, draft: AgreementDraft | null, note: string | null): string {
  const parties = draft?.parties ?? emptyDraft().parties;
  const lines = clauseInWords(clause, parties).map(({ words }) => words);
  return `${wording.clauses[clause.id].heading}: ${lines.join(' · ')}${note === null ? '' : ` (${note})`}`;
}

function useCarrying(pairing: RecordId, draftId: RecordId | null, draft: AgreementDraft | null) {
  const { t } = useTranslation('reflections');
  const say = useSay();
  const [, goTo] = useLocation();
  const begin = useAsking('beginAgreement');
  const read = useAsking('readAgreement');
  const save = useAsking('saveAgreementDraft');
  const into = async (): Promise<{ id: RecordId; draft: AgreementDraft } | null> => {
    if (draftId !== null && draft !== null) return { id: draftId, draft };
    const begun = await begin.ask({ pairing, byHand: false });
    if (!begun.ok) return null;
    // A new draft may begin from the last text.
    const opened = await read.ask({ id: begun.value.id });
    return opened.ok && opened.value.stage.is === 'draft' ? { id: begun.value.id, draft: opened.value.stage.draft } : null;
  };
  const carry = async (clauses: readonly Clause[], reviewInDays: number | null) => {
    const target = await into();
    if (target === null) return;
    const reply = await save.ask({ id: target.id, draft: withCarried(target.draft, clauses, reviewInDays, today()) });
    if (!reply.ok) return;
    say(t('carry.done'));
    goTo(`/pairings/${pairing}/agreement`);
  };
  const refused = (
    <>
      <RefusalMessage name="beginAgreement" refusal={begin.refusal} />
      <RefusalMessage name="readAgreement" refusal={read.refusal} />
      <RefusalMessage name="saveAgreementDraft" refusal={save.refusal} />
    </>
  );
  return { carry, asking: begin.asking || read.asking || save.asking, refused };
}
