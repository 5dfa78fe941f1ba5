import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components/TextField';
import { lengthOf } from '../../shared/text.ts';
import { classNames } from './class-names.ts';
import style from './field.module.css';

/** The counter appears when no more than this part of the limit is left. */
const NEAR_THE_LIMIT = 0.2;

export interface TextFieldProps {
  label: string;
  /** Stands beside the label. */
  mark?: ReactNode;
  /** The label is read aloud but not drawn. */
  labelHidden?: boolean;
  value: string;
  onChange: (value: string) => void;
  hint?: string | undefined;
  /** What is not right, as a sentence. `null` or left out: nothing. */
  error?: string | null | undefined;
  multiline?: boolean;
  /** Code points. Nothing is ever cut: beyond it the field says how many are too many. */
  max?: number;
  placeholder?: string;
  /** Set in the serif, as a person's own words are. */
  written?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

export function TextField({ label, mark, labelHidden = false, value, onChange, hint, error, multiline = false, max, placeholder, written = false, disabled = false, autoFocus = false, onBlur, inputRef }: TextFieldProps) {
  const { t } = useTranslation('ui');
  const left = max === undefined ? Infinity : max - lengthOf(value);
  const problem = error ?? (left < 0 ? t('text.tooMany', { count: -left }) : null);
  const counter = problem === null && max !== undefined && left <= Math.min(max * NEAR_THE_LIMIT, 100) ? t('text.left', { count: left }) : null;
  const box = { ref: inputRef ?? null, className: classNames(style.box, written && style.written), ...(placeholder === undefined ? {} : { placeholder }) };

  return (
    <AriaTextField
      className={classNames(style.field)}
      value={value}
      onChange={onChange}
      isInvalid={problem !== null}
      isDisabled={disabled}
      autoFocus={autoFocus}
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
      {...(onBlur ? { onBlur } : {})}
    >
      <div className={style.top}>
        <Label className={classNames(labelHidden ? style.hidden : style.label, written && style.prompt)}>{label}</Label>
        {mark}
      </div>
      {multiline ? <TextArea {...box} autoCapitalize="off" /> : <Input {...box} autoCapitalize="off" />}
      {(hint !== undefined || counter !== null) && (
        <Text slot="description" className={classNames(style.hint)}>
          {hint} {counter}
        </Text>
      )}
      <FieldError className={classNames(style.error)}>{problem}</FieldError>
    </AriaTextField>
  );
}
