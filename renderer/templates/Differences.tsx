import { useTranslation } from 'react-i18next';
import { areSame, compareTemplates, type FieldCompared, type PromptCompared, type PromptField } from '../../shared/template-comparison.ts';
import type { TemplateText } from '../../shared/template.ts';
import style from './Editor.module.css';

/** What two texts of a template say otherwise, field by field. */
export function Differences({ before, after }: { before: TemplateText; after: TemplateText }) {
  const { t } = useTranslation('templates');
  const compared = compareTemplates(before, after);
  if (areSame(compared)) return <p>{t('versions.same')}</p>;
  return (
    <div>
      {compared.head.map((field) => (
        <div key={field.field} className={style.difference}>
          <Field compared={field} />
        </div>
      ))}
      {compared.prompts.map((prompt) => (
        <PromptDifference key={prompt.prompt.id} compared={prompt} />
      ))}
    </div>
  );
}

function PromptDifference({ compared }: { compared: PromptCompared }) {
  const { t } = useTranslation('templates');
  const isMoved = compared.is === 'changed' && compared.moved;
  return (
    <div className={style.difference}>
      <p className={style.soft}>
        {t(`versions.${compared.is}`)}
        {isMoved && `, ${t('versions.moved')}`}
      </p>
      <p className={style.words}>{compared.prompt.text}</p>
      {compared.is === 'changed' && compared.fields.map((field) => <Field key={field.field} compared={field} />)}
    </div>
  );
}

function Field({ compared: { field, before, after } }: { compared: FieldCompared<PromptField | 'title' | 'purpose' | 'chair'> }) {
  const { t } = useTranslation('templates');
  const said = useSaid();
  return (
    <div className={style.both}>
      <div>
        <p className={style.soft}>{`${t(`versions.fields.${field}`)}, ${t('versions.before')}`}</p>
        <p className={style.words}>{said(field, before)}</p>
      </div>
      <div>
        <p className={style.soft}>{`${t(`versions.fields.${field}`)}, ${t('versions.after')}`}</p>
        <p className={style.words}>{said(field, after)}</p>
      </div>
    </div>
  );
}

/** A value as the editor calls it. */
function useSaid(): (field: string, value: string | null) => string {
  const { t } = useTranslation('templates');
  return (field, value) => {
    if (value === null) return t('versions.nothing');
    switch (field) {
      case 'chair':
        return t(`edit.chairs.${value as 'any'}`);
      case 'kind':
        return t(`edit.kinds.${value as 'scale'}`);
      case 'about':
        return t(`edit.abouts.${value as 'me'}`);
      case 'required':
      case 'measure':
        return t('versions.yes');
      default:
        return value;
    }
  };
}
