import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError, Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components/RadioGroup';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import style from './Choice.module.css';

export interface Option<T extends string> {
  value: T;
  label: string;
  /** Drawn before the label: a chair mark, for instance. */
  mark?: ReactNode;
}

export interface ChoiceProps<T extends string> {
  label: string;
  labelHidden?: boolean;
  options: readonly Option<T>[];
  value: T | null;
  onChange: (value: T | null) => void;
  /** What was chosen can be taken back to nothing: a small cross appears, and Delete or Backspace does the same. */
  clearable?: boolean;
  hint?: string | undefined;
  error?: string | null | undefined;
  disabled?: boolean;
}

/** One of a few, as a row of quiet pills. */
export function Choice<T extends string>({ label, labelHidden = false, options, value, onChange, clearable = false, hint, error = null, disabled = false }: ChoiceProps<T>) {
  const { t } = useTranslation('ui');
  const clear = clearable && value !== null;
  return (
    <RadioGroup
      className={classNames(field.field)}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
      isInvalid={error !== null}
      isDisabled={disabled}
      orientation="horizontal"
    >
      <Label className={classNames(labelHidden ? field.hidden : field.label)}>{label}</Label>
      <div
        className={style.pills}
        onKeyDown={(event) => {
          if (clear && (event.key === 'Delete' || event.key === 'Backspace')) onChange(null);
        }}
      >
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className={classNames(style.one)}>
            <RadioButton className={classNames(style.pill)}>
              {option.mark}
              {option.label}
            </RadioButton>
          </RadioField>
        ))}
        {clear && (
          <Button kind="plain" icon={X} iconOnly onPress={() => onChange(null)}>
            {t('choice.clear', { label })}
          </Button>
        )}
      </div>
      {hint !== undefined && (
        <Text slot="description" className={classNames(field.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={classNames(field.error)}>{error}</FieldError>
    </RadioGroup>
  );
}
