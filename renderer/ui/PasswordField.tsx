import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components/TextField';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import style from './PasswordField.module.css';

export interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string | undefined;
  error?: string | null | undefined;
  disabled?: boolean;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

/** A secret, covered until its owner asks to see it. */
export function PasswordField({ label, value, onChange, hint, error = null, disabled = false, autoFocus = false, inputRef }: PasswordFieldProps) {
  const { t } = useTranslation('ui');
  const [shown, setShown] = useState(false);
  return (
    <TextField
      className={classNames(field.field)}
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      isDisabled={disabled}
      autoFocus={autoFocus}
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
    >
      <Label className={classNames(field.label)}>{label}</Label>
      <div className={style.row}>
        <Input ref={inputRef ?? null} className={classNames(field.box, style.secret)} autoCapitalize="off" />
        <Button kind="plain" icon={shown ? EyeOff : Eye} iconOnly pressed={shown} onPress={() => setShown(!shown)}>
          {t('password.show')}
        </Button>
      </div>
      {hint !== undefined && (
        <Text slot="description" className={classNames(field.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={classNames(field.error)}>{error}</FieldError>
    </TextField>
  );
}
