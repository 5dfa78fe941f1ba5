import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { CLAUSE_IDS, mayThemesTravel, openClauses, type AgreementDraft, type ClauseId, type OpenClause } from '../../shared/agreement.ts';
import content from '../../shared/content/en/agreement.json';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { ask, askAgain, useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { useLeavingQuestion } from '../ui/LeavingQuestion.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { SaveStatus } from '../ui/SaveStatus.tsx';
import { ClauseCard } from './ClauseCard.tsx';
import { DraftWriting, type SaveDraft } from './draft-writing.ts';
import { placeOfClause } from './place-of-clause.ts';
import { usePencilled } from './pencilled.ts';
import style from './Agreements.module.css';

export interface EditorProps {
  pairing: PairingRow;
  id: RecordId;
  draft: AgreementDraft;
  savedAtMs: number;
  /** There was a version before this one. */
  isChange: boolean;
  onDone: () => void;
}

/** A draft, clause by clause. What was read is where the writing begins; from then on the page knows best. */
export function Editor({ pairing, id, draft: begun, savedAtMs, isChange, onDone }: EditorProps) {
  const { t } = useTranslation('agreements');
  const sentence = useSentences();
  const save = useSaving();
  const [writing] = useState(() => new DraftWriting(save, { id, savedAtMs, value: begun }));
  const { draft, saving, allKept } = useSyncExternalStore(writing.subscribe, writing.now);
  const pencilled = usePencilled(pairing.id);
  const leaving = useLeavingQuestion(writing);
  const propose = useAsking('proposeAgreement');
  const open = openClauses(draft);
  const themesOpen = mayThemesTravel(draft);
  const flush = () => void writing.flush();

  const done = async () => {
    await writing.flush();
    if (!writing.hasUnsaved) onDone();
  };
  const fix = async () => {
    await writing.flush();
    if (writing.hasUnsaved) return;
    const reply = await propose.ask({ id });
    if (reply.ok) onDone();
  };

  return (
    <div className={style.editor}>
      <div className={style.top}>
        <h2>{t('editor.title')}</h2>
        <Button icon={ArrowLeft} onPress={() => void done()}>
          {t('editor.back')}
        </Button>
      </div>
      <p className={style.lead}>{t(isChange ? 'editor.leadOfChange' : 'editor.lead')}</p>
      <ol className={style.cards} onBlur={flush}>
        {CLAUSE_IDS.map((clause) => (
          <ClauseCard
            key={clause}
            clause={clause}
            given={draft.clauses.find(({ id: of }) => of === clause)}
            leftOut={draft.leftOut.includes(clause)}
            because={open.find((each) => each.clause === clause)?.because ?? null}
            parties={draft.parties}
            reviewOn={draft.reviewOn}
            themesOpen={themesOpen}
            peer={reveal(pairing.name)}
            pencilled={pencilled}
            change={writing.change}
          />
        ))}
      </ol>
      <StillOpen open={open} />
      <p className={style.nature}>{content.nature}</p>
      <div className={style.actions}>
        <Button kind="primary" disabled={open.length > 0} pending={propose.asking} onPress={() => void fix()}>
          {t('editor.propose')}
        </Button>
      </div>
      <RefusalMessage name="proposeAgreement" refusal={propose.refusal} />
      <SaveStatus saving={saving} problem={saving.is === 'refused' ? sentence('saveAgreementDraft', saving.refusal) : null} onTryAgain={flush}>
        {saving.is === 'saved' && !allKept && <> {t('editor.except')}</>}
      </SaveStatus>
      {leaving}
    </div>
  );
}

/** What is open, as a list that leads to it. */
function StillOpen({ open }: { open: readonly OpenClause[] }) {
  const { t } = useTranslation('agreements');
  if (open.length === 0) return <p>{t('editor.open.none')}</p>;
  return (
    <section aria-label={t('editor.open.title')}>
      <h3 className={style.clauseName}>{t('editor.open.title')}</h3>
      <ul className={style.open}>
        {open.map(({ clause, because }) => (
          <li key={clause}>
            <Button kind="plain" onPress={() => goToClause(clause)}>
              {content.clauses[clause].heading}
            </Button>
            <span className={style.soft}>{t(`editor.open.because.${because}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function goToClause(clause: ClauseId): void {
  const heading = document.getElementById(placeOfClause(clause));
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}

/** Saving asks for nothing that would take the page away when it fails: whatever happens, what was typed stays. */
function useSaving(): SaveDraft {
  const client = useQueryClient();
  return useCallback<SaveDraft>(
    async (id, draft) => {
      try {
        const reply = await ask('saveAgreementDraft', { id: id!, draft });
        if (reply.ok) void askAgain(client, ['listAgreements']);
        return reply;
      } catch {
        return { ok: false, refusal: { why: 'fault', reference: 'no-answer' } };
      }
    },
    [client],
  );
}
