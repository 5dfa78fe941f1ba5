import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { givenTo, type Answer, type AnswerValue } from '../../shared/reflection.ts';
import { toggled, type Prompt } from '../../shared/template.ts';
import { AboutMark } from '../sessions/AboutMark.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { Choice } from '../ui/Choice.tsx';
import { RichTextField } from '../ui/RichTextField.tsx';
import { Scale } from '../ui/Scale.tsx';
import style from './Filling.module.css';

export interface PromptFieldProps {
  prompt: Prompt;
  value: AnswerValue | null;
  onAnswer: (prompt: Prompt, value: AnswerValue | null) => void;
  /** It is the one that finishing asks for, and it has no answer yet. */
  asked: boolean;
}

/** One question, and room for its answer. Nothing is chosen beforehand, and everything can be taken back. */
export const PromptField = memo(function PromptField({ prompt, value, onAnswer, asked }: PromptFieldProps) {
  const { t } = useTranslation('reflections');
  return (
    <div className={style.prompt} data-prompt={prompt.id} data-asked={asked}>
      {asked && (
        <p className={style.asked} role="alert">
          {t('asked')}
        </p>
      )}
      <Answering prompt={prompt} value={value} answer={(given) => onAnswer(prompt, given)} />
    </div>
  );
});

function Answering({ prompt, value, answer }: { prompt: Prompt; value: AnswerValue | null; answer: (value: AnswerValue | null) => void }) {
  const common = { label: prompt.text, mark: <Marks prompt={prompt} />, hint: prompt.help ?? undefined };
  switch (prompt.kind) {
    case 'long_text':
      return <RichTextField {...common} initial={value?.kind === 'long_text' ? value.text : null} onChange={(text) => answer(text && { kind: 'long_text', text })} />;
    case 'scale':
      return <Scale {...common} points={prompt.scale.anchors} value={value?.kind === 'scale' ? value.point : null} onChange={(point) => answer(point && { kind: 'scale', point })} />;
    case 'choice':
      return (
        <Choice
          {...common}
          written
          clearable
          options={optionsOf(prompt)}
          value={value?.kind === 'choice' ? value.option : null}
          onChange={(option) => answer(option === null ? null : { kind: 'choice', option })}
        />
      );
    case 'checklist': {
      const ticked = value?.kind === 'checklist' ? value.options : [];
      return (
        <Checklist
          {...common}
          written
          options={optionsOf(prompt)}
          values={ticked}
          onChange={(now) => {
            const pressed = [...now, ...ticked].find((option) => now.includes(option) !== ticked.includes(option));
            const options = pressed === undefined ? ticked : toggled(ticked, pressed);
            answer(options.length === 0 ? null : { kind: 'checklist', options });
          }}
        />
      );
    }
  }
}

/** About whom the answer is, and whether it is the one that is asked for at the end. */
export function Marks({ prompt: { about, required } }: { prompt: Pick<Prompt, 'about' | 'required'> }) {
  const { t } = useTranslation('reflections');
  return (
    <>
      <AboutMark about={about} />
      {required && <span className={style.required}>{t('required')}</span>}
    </>
  );
}

/** What was answered to a prompt, opened for its owner. */
export function valueOf(answers: readonly Answer[], prompt: string): AnswerValue | null {
  const given = givenTo(answers, prompt);
  return given && reveal(given);
}

function optionsOf(prompt: Extract<Prompt, { options: unknown }>) {
  return prompt.options.map(({ id, label }) => ({ value: id, label }));
}
