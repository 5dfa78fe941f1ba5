import { useTranslation } from 'react-i18next';
import type { About } from '../../shared/about.ts';
import { withoutUnseen } from '../../shared/text.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { AboutMark } from './AboutMark.tsx';
import { lineProblem } from './draft.ts';
import style from './LineField.module.css';

export interface LineFieldProps {
  label: string;
  about: About;
  value: string;
  onChange: (value: string) => void;
  /** Code points. */
  max: number;
  multiline?: boolean;
}

/** A short text of an entry. Characters that cannot be seen are pointed out, and taken out only when asked. */
export function LineField({ label, about, value, onChange, max, multiline = false }: LineFieldProps) {
  const { t } = useTranslation('sessions');
  // A line has no line breaks: pressing Enter or pasting some makes spaces of them, in sight.
  const change = (text: string) => onChange(multiline ? text.replace(/[\r\n\t]+/gu, ' ') : text);
  const unseen = lineProblem(value, max) === 'unseen-characters';
  return (
    <div className={style.line}>
      <TextField label={label} mark={<AboutMark about={about} />} value={value} onChange={change} max={max} multiline={multiline} written error={unseen ? t('sitting.lineUnseen') : null} />
      {unseen && <Button onPress={() => onChange(withoutUnseen(value))}>{t('sitting.lineClean')}</Button>}
    </div>
  );
}
