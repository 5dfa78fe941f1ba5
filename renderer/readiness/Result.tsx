import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { comesBackOn } from '../../shared/readiness-due.ts';
import { levelOf, otherForms, pointsOf, QUESTIONS, readinessOf, untold, type AnsweringRow, type Answers, type Finished, type QuestionId, type Readiness } from '../../shared/readiness.ts';
import { placeOf } from '../pairings/places.ts';
import { useDates } from '../ui/dates.ts';
import { Folded } from '../ui/Folded.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { formText, optionText, questionText, reasonFor, useTopics, whatCouldChange } from './in-words.ts';
import style from './Readiness.module.css';

export type FinishedRow = AnsweringRow & Finished;

/** Of the headings within a result. */
type Level = 2 | 4;

export interface ResultProps {
  row: FinishedRow;
  /** They are the last answers, and no earlier ones. */
  latest: boolean;
  /** What can be done with them. */
  children?: ReactNode;
}

/** What finished answers come to: the outcome, why, and by which rule. */
export function Result({ row, latest, children }: ResultProps) {
  const { t } = useTranslation('readiness');
  const { day } = useDates();
  const topics = useTopics();
  const answers = reveal(row.answers);
  const readiness = readinessOf(answers);
  const back = comesBackOn({ answeredOn: row.answeredOn, savedAtMs: row.savedAtMs, answers, askAgainOn: row.askAgainOn, aheadOn: row.ahead?.on ?? null });
  const cannotTell = untold(answers).length;
  const level = latest ? 2 : 4;

  return (
    <div className={style.part}>
      <div className={style.sentence} data-outcome={readiness.outcome}>
        <p className={style.outcome}>{useSentence(readiness, latest ? back : null)}</p>
        <p className={style.soft}>{useRule(readiness)}</p>
        {cannotTell > 0 && <p className={style.soft}>{t('result.untold', { count: cannotTell })}</p>}
        <p className={style.soft}>
          {t('result.answered', { date: day(row.answeredOn) })}
          {latest && readiness.outcome !== 'go' && <> {t('result.comesBack', { date: day(back) })}</>}
        </p>
      </div>
      {row.ahead !== null && (
        <div className={style.ahead}>
          <p>
            {t('ahead.on', { date: day(row.ahead.on) })} {t('ahead.startedWith', { topics: topics(readiness.because) })}
          </p>
          {row.ahead.note !== null && <p className={style.note}>{reveal(row.ahead.note)}</p>}
        </div>
      )}
      <Reasons level={level} answers={answers} because={readiness.because} />
      <Points level={level} title={t(readiness.outcome === 'not_now' ? 'result.settleAhead' : 'result.settle')} questions={readiness.outcome === 'not_now' && row.ahead === null ? [] : readiness.because}>
        {latest && <GoLink to={placeOf(row.pairing, 'agreement')}>{t('result.toAgreement')}</GoLink>}
      </Points>
      <OtherForms level={level} readiness={readiness} />
      {children}
      <Folded level={level} title={t('result.allAnswers')}>
        <AllAnswers answers={answers} />
      </Folded>
    </div>
  );
}

/** @param back the day the questions come back, where it is still to be said */
function useSentence({ outcome, rule, because }: Readiness, back: Parameters<ReturnType<typeof useDates>['day']>[0] | null): string {
  const { t } = useTranslation('readiness');
  const { day } = useDates();
  if (outcome === 'go') return back === null ? t('result.sentence.goAgain') : t('result.sentence.go', { date: day(back) });
  if (outcome === 'go_with_care') return t('result.sentence.go_with_care', { count: because.length });
  return rule === 'R2' ? t('result.sentence.R2', { count: because.length }) : t('result.sentence.R1');
}

function useRule({ rule, because }: Readiness): string {
  const { t } = useTranslation('readiness');
  if (rule === 'R1' && because.length > 1) return t('result.rule.R1more', { count: because.length });
  return rule === 'R0' ? '' : t(`result.rule.${rule}`);
}

function Reasons({ level, answers, because }: { level: Level; answers: Answers; because: readonly QuestionId[] }) {
  const { t } = useTranslation('readiness');
  if (because.length === 0) return null;
  return (
    <Block level={level} title={t('result.reasons')}>
      <ul className={style.reasons}>
        {because.map((question) => {
          const change = whatCouldChange(question);
          return (
            <li key={question}>
              <p className={style.asked}>{questionText(question)}</p>
              <p className={style.soft}>
                {t('result.yourAnswer', { answer: optionText(question, answers[question] ?? '') })} <span className={style.level}>({t(`level.${levelOf(answers, question) ?? 'clear'}`)})</span>
              </p>
              <p>{reasonFor(answers, question)}</p>
              {change !== null && <p>{t('result.change', { text: change })}</p>}
            </li>
          );
        })}
      </ul>
    </Block>
  );
}

/** What is pencilled into the agreement, and the way there. */
function Points({ level, title, questions, children }: { level: Level; title: string; questions: readonly QuestionId[]; children: ReactNode }) {
  const points = questions.flatMap(pointsOf);
  if (points.length === 0) return null;
  return (
    <Block level={level} title={title}>
      <ul className={style.points}>
        {points.map(({ clause, text }) => (
          <li key={`${clause} ${text}`}>{text}</li>
        ))}
      </ul>
      <p>{children}</p>
    </Block>
  );
}

function OtherForms({ level, readiness }: { level: Level; readiness: Readiness }) {
  const { t } = useTranslation('readiness');
  const forms = otherForms(readiness);
  if (forms.length === 0) return null;
  return (
    <Block level={level} title={t('result.forms')}>
      <ul className={style.points}>
        {forms.map((form) => (
          <li key={form}>{formText(form)}</li>
        ))}
      </ul>
    </Block>
  );
}

function AllAnswers({ answers }: { answers: Answers }) {
  const { t } = useTranslation('readiness');
  return (
    <ol className={style.all}>
      {QUESTIONS.map((question) => {
        const [chosen, level] = [answers[question], levelOf(answers, question)];
        return (
          <li key={question}>
            <p className={style.soft}>{questionText(question)}</p>
            {chosen !== null && level !== null && (
              <p>
                {optionText(question, chosen)} <span className={style.level}>({t(`level.${level}`)})</span>
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Block({ level, title, children }: { level: Level; title: string; children: ReactNode }) {
  const Heading = `h${level}` as const;
  return (
    <section className={style.block}>
      <Heading className={style.heading}>{title}</Heading>
      {children}
    </section>
  );
}
