import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { isRequired, type OpenBecause } from '../../shared/agreement.ts';
import content from '../../shared/content/en/agreement.json';
import { Button } from '../ui/Button.tsx';
import { ClauseFields, type ClauseFieldsProps } from './ClauseFields.tsx';
import { takenUp, withoutClause } from './draft-writing.ts';
import { placeOfClause } from './place-of-clause.ts';
import style from './Agreements.module.css';

export interface ClauseCardProps extends ClauseFieldsProps {
  leftOut: boolean;
  /** Why it is open, or null. */
  because: OpenBecause | null;
}

/** One clause: settled, left out on purpose, or not looked at yet. Typing in one draws none of the others again. */
export const ClauseCard = memo(function ClauseCard({ leftOut, because, ...fields }: ClauseCardProps) {
  const { t } = useTranslation('agreements');
  const { clause, pencilled, change } = fields;
  const { heading, settles } = content.clauses[clause];
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
          <ClauseFields {...fields} />
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
});
