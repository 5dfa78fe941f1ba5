import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/TextField.tsx';

/** Longest text the request takes; twelve words need a quarter of it. */
const WORDS_MAX = 400;

export interface WordsFieldProps {
  value: string;
  onChange: (words: string) => void;
  error?: string | null;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** The twelve recovery words, typed or pasted. */
export function WordsField({ inputRef, ...field }: WordsFieldProps) {
  const { t } = useTranslation('keys');
  return <TextField label={t('words')} hint={t('wordsHint')} max={WORDS_MAX} multiline {...field} {...(inputRef === undefined ? {} : { inputRef })} />;
}
