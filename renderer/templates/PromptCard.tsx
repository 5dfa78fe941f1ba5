import { Plus, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { About } from '../../shared/about.ts';
import { HELP_MAX, LABEL_MAX, OPTIONS_MAX, PROMPT_KINDS, PROMPT_TEXT_MAX, type PromptKind, type TemplateText } from '../../shared/template.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import field from '../ui/field.module.css';
import { TextField } from '../ui/TextField.tsx';
import { allowedAbout, emptyOption, withPrompt, withRequired, type DraftPrompt } from './draft.ts';
import style from './Editor.module.css';
import type { Editing } from './editing.ts';

export interface PromptCardProps {
  prompt: DraftPrompt;
  number: number;
  /** What the template is a copy of. */
  source: TemplateText | null;
  incomplete: boolean;
  change: Editing['change'];
  onRemove: () => void;
}

type ChangePrompt = (step: string, part: Partial<DraftPrompt>) => void;

/** One question of a template, with everything that can be said of it. */
export function PromptCard({ prompt, number, source, incomplete, change, onRemove }: PromptCardProps) {
  const { t } = useTranslation('templates');
  const put: ChangePrompt = (step, part) => change(`${prompt.id} ${step}`, (draft) => withPrompt(draft, prompt.id, part));
  const abouts = allowedAbout(source, prompt.id);
  const isCopied = source?.prompts.some(({ id }) => id === prompt.id) === true;
  return (
    <section className={style.card} aria-label={t('edit.question', { number })}>
      <header className={style.top}>
        <h2 className={style.heading}>{t('edit.question', { number })}</h2>
        <Button kind="plain" icon={Trash2} onPress={onRemove}>
          {t('edit.remove')}
        </Button>
      </header>
      <TextField label={t('edit.text')} value={prompt.text} onChange={(text) => put('text', { text })} max={PROMPT_TEXT_MAX} multiline written />
      <TextField label={t('edit.help')} value={prompt.help} onChange={(help) => put('help', { help })} max={HELP_MAX} />
      <Choice<PromptKind> label={t('edit.kind')} options={PROMPT_KINDS.map((value) => ({ value, label: t(`edit.kinds.${value}`) }))} value={prompt.kind} onChange={(kind) => kind && put('kind', { kind })} />
      <Answers prompt={prompt} put={put} />
      <Choice<About>
        label={t('edit.about')}
        options={abouts.map((value) => ({ value, label: t(`edit.abouts.${value}`) }))}
        value={prompt.about}
        onChange={(about) => about && put('about', { about })}
        hint={isCopied ? t('edit.aboutHint') : undefined}
      />
      <div>
        <Button pressed={prompt.required} onPress={() => change(`${prompt.id} required`, (draft) => withRequired(draft, prompt.id, !prompt.required))}>
          {t('edit.required')}
        </Button>
      </div>
      {incomplete && <p className={style.incomplete}>{t('edit.incomplete')}</p>}
    </section>
  );
}

function Answers({ prompt, put }: { prompt: DraftPrompt; put: ChangePrompt }) {
  const { t } = useTranslation('templates');
  if (prompt.kind === 'long_text') return null;
  if (prompt.kind === 'scale') {
    return (
      <div className={style.answers}>
        {prompt.anchors.map((anchor, place) => (
          <TextField
            key={place}
            label={t('edit.anchor', { number: place + 1 })}
            value={anchor}
            onChange={(typed) => put(`anchor ${place}`, { anchors: prompt.anchors.map((each, index) => (index === place ? typed : each)) })}
            max={LABEL_MAX}
          />
        ))}
        {prompt.measure !== null && <p className={field.hint}>{t('edit.measure')}</p>}
      </div>
    );
  }
  return <Options options={prompt.options} put={put} />;
}

function Options({ options, put }: { options: DraftPrompt['options']; put: ChangePrompt }) {
  const { t } = useTranslation('templates');
  return (
    <div className={style.answers}>
      <p className={field.hint}>{t('edit.optionsHint')}</p>
      {options.map((option, place) => (
        <div key={option.id} className={style.option}>
          <TextField
            label={t('edit.option', { number: place + 1 })}
            value={option.label}
            onChange={(label) => put(`option ${option.id}`, { options: options.map((each) => (each.id === option.id ? { ...each, label } : each)) })}
            max={LABEL_MAX}
          />
          <Button kind="plain" icon={X} iconOnly onPress={() => put(`less ${options.length}`, { options: options.filter(({ id }) => id !== option.id) })}>
            {t('edit.removeOption', { number: place + 1 })}
          </Button>
        </div>
      ))}
      {options.length < OPTIONS_MAX && (
        <div>
          <Button kind="plain" icon={Plus} onPress={() => put(`more ${options.length}`, { options: [...options, emptyOption()] })}>
            {t('edit.addOption')}
          </Button>
        </div>
      )}
    </div>
  );
}
