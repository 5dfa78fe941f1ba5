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
  /** Stands beside the label: about whom it is. */
  mark?: ReactNode;
  /** A question with answers in words: set in the serif, one answer under the other. */
  written?: boolean;
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
export function Choice<T extends string>({ label, labelHidden = false, mark, written = false, options, value, onChange, clearable = false, hint, error = null, disabled = false }: ChoiceProps<T>) {
  const clear = clearable && value !== null;
  return (
    <RadioGroup
      className={classNames(field.field)}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
      isInvalid={error !== null}
      isDisabled={disabled}
      orientation={written ? 'vertical' : 'horizontal'}
    >
      <div className={classNames(field.top, written && style.asked)}>
        <Label className={classNames(labelHidden ? field.hidden : field.label, written && field.prompt)}>{label}</Label>
        {mark}
        {written && clear && <TakeBack label={label} onPress={() => onChange(null)} />}
      </div>
      {written && hint !== undefined && <Hint>{hint}</Hint>}
      <div
        className={written ? style.lines : style.pills}
        onKeyDown={(event) => {
          if (clear && (event.key === 'Delete' || event.key === 'Backspace')) onChange(null);
        }}
      >
        {options.map((option) => (
          <RadioField key={option.value} value={option.value} className={classNames(style.one)}>
            <RadioButton className={classNames(written ? style.line : style.pill)}>
              {written && <span className={style.dot} aria-hidden />}
              {option.mark}
              {option.label}
            </RadioButton>
          </RadioField>
        ))}
        {!written && clear && <TakeBack label={label} onPress={() => onChange(null)} />}
      </div>
      {!written && hint !== undefined && <Hint>{hint}</Hint>}
      <FieldError className={classNames(field.error)}>{error}</FieldError>
    </RadioGroup>
  );
}

function TakeBack({ label, onPress }: { label: string; onPress: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Button kind="plain" icon={X} iconOnly onPress={onPress}>
      {t('choice.clear', { label })}
    </Button>
  );
}

function Hint({ children }: { children: string }) {
  return (
    <Text slot="description" className={classNames(field.hint)}>
      {children}
    </Text>
  );
}
