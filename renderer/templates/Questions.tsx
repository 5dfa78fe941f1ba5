import { useTranslation } from 'react-i18next';
import type { Prompt, TemplateText } from '../../shared/template.ts';
import { Marks } from '../reflections/PromptField.tsx';
import style from './Templates.module.css';

/** All questions of a template with what can be answered, to read before starting. */
export function Questions({ text }: { text: TemplateText }) {
  const { t } = useTranslation('templates');
  return (
    <ol className={style.questions} aria-label={t('all')}>
      {text.prompts.map((prompt) => (
        <li key={prompt.id}>
          <div className={style.top}>
            <p className={style.question}>{prompt.text}</p>
            <Marks prompt={prompt} />
          </div>
          {prompt.help !== null && <p className={style.facts}>{prompt.help}</p>}
          <PossibleAnswers prompt={prompt} />
        </li>
      ))}
    </ol>
  );
}

function PossibleAnswers({ prompt }: { prompt: Prompt }) {
  const { t } = useTranslation('templates');
  if (prompt.kind === 'long_text') return <p className={style.facts}>{t('kinds.long_text')}</p>;
  if (prompt.kind === 'scale') {
    return (
      <ol className={style.points} aria-label={t('kinds.scale')}>
        {prompt.scale.anchors.map((anchor, place) => (
          <li key={place}>{anchor}</li>
        ))}
      </ol>
    );
  }
  return (
    <ul className={style.options} aria-label={t(`kinds.${prompt.kind}`)}>
      {prompt.options.map(({ id, label }) => (
        <li key={id}>{label}</li>
      ))}
    </ul>
  );
}
