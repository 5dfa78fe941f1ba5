import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PassphraseStrength } from '../../shared/requests.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { useSettled } from '../ui/useSettled.ts';
import { OfferedWords } from './OfferedWords.tsx';
import { Strength } from './Strength.tsx';

const SETTLED_MS = 250;
/** The most the keeper weighs. */
const WEIGHED_MAX = 10_000;
const tooLong: PassphraseStrength = { strength: 0, accepted: false, because: ['too-long'] };

export interface NewPassphrase {
  first: string;
  second: string;
  strength: PassphraseStrength | null;
  /** What is not right, once it was tried. */
  problem: 'not-accepted' | 'not-same' | null;
  type: (first: string, second: string) => void;
  /** The passphrase when it is hard enough to guess and the same twice; else `null`, and the fields say why. */
  take: () => Promise<string | null>;
}

/** A passphrase being chosen. `onType`: what was said about the one before holds no more. */
export function useNewPassphrase(onType: () => void): NewPassphrase {
  const [typed, setTyped] = useState({ first: '', second: '', tried: false });
  const { first, second, tried } = typed;
  const strength = useStrength(first);
  const weigh = useAsking('weighPassphrase');
  return {
    first,
    second,
    strength,
    problem: tried ? problemOf(first, second, strength) : null,
    type: (nextFirst, nextSecond) => {
      onType();
      setTyped({ first: nextFirst, second: nextSecond, tried: false });
    },
    take: async () => {
      setTyped({ ...typed, tried: true });
      // For somebody who goes on faster than the meter.
      const reply = strength === null && first !== '' ? await weigh.ask({ passphrase: first }) : null;
      return problemOf(first, second, reply?.ok === true ? reply.value : strength) === null ? first : null;
    },
  };
}

export interface NewPassphraseFieldsProps {
  chosen: NewPassphrase;
  /** What the first field is called. */
  label: string;
  autoFocus?: boolean;
}

/** Typed twice, weighed while it is typed, with six random words on offer. */
export function NewPassphraseFields({ chosen, label, autoFocus = false }: NewPassphraseFieldsProps) {
  const { t } = useTranslation('keys');
  const secondInput = useRef<HTMLInputElement>(null);
  const { first, second, strength, problem, type } = chosen;
  return (
    <>
      <PasswordField label={label} hint={t('new.hint')} value={first} onChange={(typed) => type(typed, second)} error={problem === 'not-accepted' ? t('new.notAccepted') : null} autoFocus={autoFocus} />
      <Strength strength={first === '' ? null : strength} />
      <OfferedWords
        onTake={(words) => {
          type(words, '');
          secondInput.current?.focus();
        }}
      />
      <PasswordField label={t('new.second')} value={second} onChange={(typed) => type(first, typed)} error={problem === 'not-same' ? t('new.notSame') : null} inputRef={secondInput} />
    </>
  );
}

/** How hard this passphrase is to guess; `null` while it is being weighed. */
function useStrength(passphrase: string): PassphraseStrength | null {
  const settled = useSettled(passphrase, SETTLED_MS);
  const answer = useAnswer('weighPassphrase', { passphrase: settled }, { when: settled !== '' && settled.length <= WEIGHED_MAX });
  if (passphrase.length > WEIGHED_MAX) return tooLong;
  return settled === passphrase && answer.state === 'answered' ? answer.value : null;
}

function problemOf(first: string, second: string, strength: PassphraseStrength | null): 'not-accepted' | 'not-same' | null {
  // What could not be weighed is for the keeper to decide.
  if (first === '' || strength?.accepted === false) return 'not-accepted';
  return first.normalize('NFC') === second.normalize('NFC') ? null : 'not-same';
}
