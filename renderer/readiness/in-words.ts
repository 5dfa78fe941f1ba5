/** Questions, answers and reasons in the document's words. */
import { useTranslation } from 'react-i18next';
import wording from '../../shared/content/en/readiness.json';
import { levelOf, optionsOf, type Answers, type OtherForm, type QuestionId } from '../../shared/readiness.ts';
import { LANGUAGE } from '../locales/words.ts';

const inALine = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' });

export function questionText(question: QuestionId): string {
  return wording.questions[question].ask;
}

export function optionText(question: QuestionId, option: string): string {
  return (wording.questions[question].options as Record<string, string>)[option] ?? '';
}

export function choicesOf(question: QuestionId): { value: string; label: string }[] {
  return optionsOf(question).map((value) => ({ value, label: optionText(question, value) }));
}

/** Why the chosen answer needs care or is a reason to wait; null where it is clear or open. */
export function reasonFor(answers: Answers, question: QuestionId): string | null {
  const level = levelOf(answers, question);
  const { care, stop = care }: { care: string; stop?: string } = wording.questions[question];
  return level === 'stop' ? stop : level === 'care' ? care : null;
}

/** Null where the document knows nothing that would. */
export function whatCouldChange(question: QuestionId): string | null {
  const words: { ask: string; change?: string } = wording.questions[question];
  return words.change ?? null;
}

export function formText(form: OtherForm): string {
  return wording.forms[form];
}

/** `free choice, informal power and a private place` */
export function useTopics(): (questions: readonly QuestionId[]) => string {
  const { t } = useTranslation('readiness');
  return (questions) => inALine.format(questions.map((question) => t(`topics.${question}`)));
}
