import { useTranslation } from 'react-i18next';
import type { Answer, AnswerValue } from '../../shared/reflection.ts';
import type { Prompt, TemplateText } from '../../shared/template.ts';
import { AboutMark } from '../sessions/AboutMark.tsx';
import { RichTextView } from '../ui/RichTextView.tsx';
import style from './Filling.module.css';
import { valueOf } from './PromptField.tsx';

/** Answers to read only, under the questions they were given to; a question without an answer is left out. */
export function AnswersView({ text, answers }: { text: TemplateText; answers: readonly Answer[] }) {
  const { t } = useTranslation('reflections');
  const given = text.prompts.flatMap((prompt) => {
    const value = valueOf(answers, prompt.id);
    return value === null ? [] : [{ prompt, value }];
  });
  if (given.length === 0) return <p className={style.soft}>{t('nothing')}</p>;
  return (
    <div className={style.answers}>
      {given.map(({ prompt, value }) => (
        <div key={prompt.id}>
          <p className={style.question}>
            {prompt.text} <AboutMark about={prompt.about} />
          </p>
          <AnswerView prompt={prompt} value={value} />
        </div>
      ))}
    </div>
  );
}

function AnswerView({ prompt, value }: { prompt: Prompt; value: AnswerValue }) {
  switch (value.kind) {
    case 'long_text':
      return <RichTextView text={value.text} under={2} />;
    case 'scale':
      return <p className={style.written}>{prompt.kind === 'scale' ? prompt.scale.anchors[value.point - 1] : null}</p>;
    case 'choice':
      return <p className={style.written}>{labelOf(prompt, value.option)}</p>;
    case 'checklist':
      return (
        <ul className={style.ticked}>
          {value.options.map((option) => (
            <li key={option} className={style.written}>
              {labelOf(prompt, option)}
            </li>
          ))}
        </ul>
      );
  }
}

function labelOf(prompt: Prompt, option: string): string {
  return ('options' in prompt && prompt.options.find(({ id }) => id === option)?.label) || option;
}
