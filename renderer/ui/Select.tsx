import { Check, ChevronDown } from 'lucide-react';
import { Button, FieldError, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components/Select';
import type { Option } from './Choice.tsx';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import style from './Select.module.css';

export interface SelectProps<T extends string> {
  label: string;
  labelHidden?: boolean;
  options: readonly Option<T>[];
  value: T | null;
  onChange: (value: T) => void;
  /** What stands there while nothing is chosen. */
  placeholder: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** One of many. */
export function Select<T extends string>({ label, labelHidden = false, options, value, onChange, placeholder, hint, error = null, disabled = false, autoFocus = false }: SelectProps<T>) {
  return (
    <AriaSelect
      className={classNames(field.field)}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen as T);
      }}
      placeholder={placeholder}
      isInvalid={error !== null}
      isDisabled={disabled}
      autoFocus={autoFocus}
    >
      <Label className={classNames(labelHidden ? field.hidden : field.label)}>{label}</Label>
      <Button className={classNames(field.box, style.button)}>
        <SelectValue className={classNames(style.value)} />
        <ChevronDown aria-hidden size="1.1em" strokeWidth={1.75} />
      </Button>
      {hint !== undefined && (
        <Text slot="description" className={classNames(field.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={classNames(field.error)}>{error}</FieldError>
      <Popover className={classNames(style.popover)}>
        <ListBox className={classNames(style.list)}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={classNames(style.item)}>
              {option.mark}
              <span>{option.label}</span>
              <Check aria-hidden className={style.check} size="1.1em" strokeWidth={2} />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
