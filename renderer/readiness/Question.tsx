import { useTranslation } from 'react-i18next';
import { levelOf, type Answers, type QuestionId } from '../../shared/readiness.ts';
import { Choice } from '../ui/Choice.tsx';
import { choicesOf, optionText, questionText } from './in-words.ts';
import style from './Readiness.module.css';

export interface QuestionProps {
  question: QuestionId;
  answers: Answers;
  /** What was answered last time, where the question is asked again. */
  lastTime: string | null;
  onAnswer: (question: QuestionId, option: string | null) => void;
}

/** One question. Its level is said after the answer, in words and small. */
export function Question({ question, answers, lastTime, onAnswer }: QuestionProps) {
  const { t } = useTranslation('readiness');
  const level = levelOf(answers, question);
  return (
    <div className={style.question} data-question={question}>
      <Choice
        written
        clearable
        label={questionText(question)}
        options={choicesOf(question)}
        value={answers[question]}
        onChange={(option) => onAnswer(question, option)}
        {...(lastTime === null ? {} : { hint: t('form.lastTime', { answer: optionText(question, lastTime) }) })}
      />
      <p className={style.level} aria-live="polite">
        {level !== null && t(`level.${level}`)}
      </p>
    </div>
  );
}
