import { useTranslation } from 'react-i18next';
import { isRequired, type AgreementDraft, type ClauseId, type OpenBecause } from '../../shared/agreement.ts';
import content from '../../shared/content/en/agreement.json';
import { Button } from '../ui/Button.tsx';
import { ClauseFields } from './ClauseFields.tsx';
import { takenUp, withoutClause, type DraftWriting } from './draft-writing.ts';
import { placeOfClause } from './place-of-clause.ts';
import type { Pencilled } from './pencilled.ts';
import style from './Agreements.module.css';

export interface ClauseCardProps {
  clause: ClauseId;
  draft: AgreementDraft;
  /** Why it is open, or null. */
  because: OpenBecause | null;
  /** What the peer is called here. */
  peer: string;
  pencilled: Pencilled;
  change: DraftWriting['change'];
}

/** One clause: settled, left out on purpose, or not looked at yet. */
export function ClauseCard({ clause, draft, because, peer, pencilled, change }: ClauseCardProps) {
  const { t } = useTranslation('agreements');
  const { heading, settles } = content.clauses[clause];
  const leftOut = draft.leftOut.includes(clause);
  const state = leftOut ? 'leftOut' : because === null ? 'settled' : because === 'not-looked-at' ? 'untouched' : 'open';
  const points = pencilled.points.filter((point) => point.clause === clause);
  const mayBeLeftOut = !isRequired(clause);
  return (
    <li className={style.card} data-clause={clause} data-state={state}>
      <div className={style.cardTop}>
        <h3 id={placeOfClause(clause)} tabIndex={-1} className={style.clauseName}>
          {heading}
          {!mayBeLeftOut && <span className={style.soft}> · {t('editor.required')}</span>}
        </h3>
        <p className={style.state}>{t(`editor.states.${state}`)}</p>
      </div>
      <p className={style.soft}>{settles}</p>
      {points.length > 0 && (
        <div className={style.pencilled}>
          <p>{t('editor.settle')}</p>
          <ul>
            {points.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {leftOut ? (
        <div>
          <Button onPress={() => change((now) => takenUp(now, clause))}>{t('editor.takeUp')}</Button>
        </div>
      ) : (
        <>
          <ClauseFields clause={clause} draft={draft} peer={peer} pencilled={pencilled} change={change} />
          {because !== null && because !== 'not-looked-at' && <p className={style.because}>{t(`editor.open.because.${because}`)}</p>}
          {mayBeLeftOut && (
            <div className={style.aside}>
              <Button kind="plain" onPress={() => change((now) => withoutClause(now, clause))}>
                {t('editor.leaveOut')}
              </Button>
            </div>
          )}
        </>
      )}
    </li>
  );
}
