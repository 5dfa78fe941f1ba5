import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup, Label, Text } from 'react-aria-components/CheckboxGroup';
import type { Option } from './Choice.tsx';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import style from './Checklist.module.css';

export interface ChecklistProps<T extends string> {
  label: string;
  labelHidden?: boolean;
  /** Stands beside the label: about whom it is. */
  mark?: ReactNode;
  /** The label is a question, set in the serif. */
  written?: boolean;
  options: readonly Option<T>[];
  /** In the order of `options`. */
  values: readonly T[];
  onChange: (values: T[]) => void;
  hint?: string | undefined;
  disabled?: boolean;
}

/** Any number of a few. */
export function Checklist<T extends string>({ label, labelHidden = false, mark, written = false, options, values, onChange, hint, disabled = false }: ChecklistProps<T>) {
  return (
    <CheckboxGroup
      className={classNames(field.field)}
      value={[...values]}
      onChange={(chosen) => onChange(options.map((option) => option.value).filter((value) => chosen.includes(value)))}
      isDisabled={disabled}
    >
      <div className={field.top}>
        <Label className={classNames(labelHidden ? field.hidden : field.label, written && field.prompt)}>{label}</Label>
        {mark}
      </div>
      {hint !== undefined && (
        <Text slot="description" className={classNames(field.hint)}>
          {hint}
        </Text>
      )}
      <div className={style.list}>
        {options.map((option) => (
          <CheckboxField key={option.value} value={option.value}>
            <CheckboxButton className={classNames(style.item)}>
              <span className={style.box} aria-hidden>
                <Check size="1em" strokeWidth={2.5} />
              </span>
              <span>{option.label}</span>
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
    </CheckboxGroup>
  );
}
