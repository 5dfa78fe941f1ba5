import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/TextField.tsx';

/** The longest text the request takes for one word. */
const WORD_MAX = 40;

export interface ThreeWords {
  /** Places on the sheet, counted from 1. */
  ask: readonly number[];
  words: readonly string[];
  /** A field is empty and was not to be. */
  tried: boolean;
  type: (index: number, word: string) => void;
  /** The words when each field holds one; else `null`, and the fields say so. */
  take: () => string[] | null;
}

/** Three words being typed back. `onType`: what was said about the ones before holds no more. */
export function useThreeWords(ask: readonly number[], onType: () => void): ThreeWords {
  const [words, setWords] = useState<string[]>(() => ask.map(() => ''));
  const [tried, setTried] = useState(false);
  return {
    ask,
    words,
    tried,
    type: (index, word) => {
      onType();
      setWords(words.with(index, word));
    },
    take: () => {
      setTried(true);
      const typed = words.map((word) => word.trim().toLowerCase());
      return typed.includes('') ? null : typed;
    },
  };
}

export function ThreeWordsFields({ typed: { ask, words, tried, type } }: { typed: ThreeWords }) {
  const { t } = useTranslation('keys');
  return ask.map((place, index) => (
    <TextField
      key={place}
      label={t('typed.word', { place })}
      value={words[index] ?? ''}
      onChange={(word) => type(index, word)}
      max={WORD_MAX}
      error={tried && words[index]?.trim() === '' ? t('typed.empty', { place }) : null}
      autoFocus={index === 0}
    />
  ));
}
