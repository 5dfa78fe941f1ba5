import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withAnswer, type Answer } from '../../shared/reflection.ts';
import type { TemplateText } from '../../shared/template.ts';
import filling from '../reflections/Filling.module.css';
import { PromptField, valueOf } from '../reflections/PromptField.tsx';
import { Message } from '../ui/Message.tsx';

/** A template as it will be filled in. What is answered here goes nowhere. */
export function TryOut({ text }: { text: TemplateText }) {
  const { t } = useTranslation('templates');
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  return (
    <>
      <Message>{t('edit.previewLead')}</Message>
      {text.purpose !== null && <p className={filling.purpose}>{text.purpose}</p>}
      <div className={filling.prompts}>
        {text.prompts.map((prompt) => (
          <PromptField key={prompt.id} prompt={prompt} value={valueOf(answers, prompt.id)} onAnswer={(asked, value) => setAnswers((now) => withAnswer(text, now, asked, value))} asked={false} />
        ))}
      </div>
    </>
  );
}
