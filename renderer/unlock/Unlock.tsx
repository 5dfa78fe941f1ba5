import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHeard } from '../heard.ts';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { Progress } from '../ui/Progress.tsx';
import { TextField } from '../ui/TextField.tsx';
import { Quiet } from './Quiet.tsx';
import { Restore } from './Restore.tsx';
import { RestoreLink } from './RestoreLink.tsx';
import style from './Unlock.module.css';

type By = 'passphrase' | 'words';

/** The lock screen: opened by the passphrase or by the twelve recovery words. */
export function Unlock({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('unlock');
  const [restoring, setRestoring] = useState(false);
  const { because } = useHeard();
  const [by, setBy] = useState<By>('passphrase');
  if (restoring) return <Restore hasJournal onBack={() => setRestoring(false)} onOpen={onOpen} />;
  return (
    <Quiet title={t('locked.title')}>
      {because === 'keeper-stopped' || because === 'not-in-place' ? <Message kind="attention">{t(`because.${because}`)}</Message> : because !== 'start' && <p>{t(`because.${because}`)}</p>}
      {by === 'passphrase' ? <ByPassphrase onOpen={onOpen} onOther={() => setBy('words')} onRestore={() => setRestoring(true)} /> : <ByWords onOpen={onOpen} onOther={() => setBy('passphrase')} onRestore={() => setRestoring(true)} />}
      <RestoreLink onPress={() => setRestoring(true)} />
    </Quiet>
  );
}

interface ByProps {
  onOpen: () => void;
  /** The other way was chosen. */
  onOther: () => void;
  onRestore: () => void;
}

function ByPassphrase({ onOpen, onOther, onRestore }: ByProps) {
  const { t } = useTranslation('unlock');
  const unlock = useUnlocking('unlockWithPassphrase', onOpen);
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useFocusAgain(input, unlock.refused);
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unlock.asking && passphrase !== '') void unlock.ask({ passphrase });
      }}
    >
      <PasswordField
        label={t('locked.passphrase')}
        value={passphrase}
        onChange={(typed) => {
          unlock.forget();
          setPassphrase(typed);
        }}
        error={unlock.wrong}
        inputRef={input}
        autoFocus
      />
      <Ending unlock={unlock} other={t('locked.useWords')} onOther={onOther} onRestore={onRestore} />
    </form>
  );
}

function ByWords({ onOpen, onOther, onRestore }: ByProps) {
  const { t } = useTranslation('unlock');
  const unlock = useUnlocking('unlockWithRecoveryWords', onOpen);
  const [words, setWords] = useState('');
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useFocusAgain(input, unlock.refused);
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unlock.asking && words.trim() !== '') void unlock.ask({ words });
      }}
    >
      <TextField
        label={t('locked.words')}
        hint={t('locked.wordsHint')}
        value={words}
        onChange={(typed) => {
          unlock.forget();
          setWords(typed);
        }}
        error={unlock.wrong}
        inputRef={input}
        max={WORDS_MAX}
        multiline
        autoFocus
      />
      <Ending unlock={unlock} other={t('locked.usePassphrase')} onOther={onOther} onRestore={onRestore} />
    </form>
  );
}

/** Longest text the request takes; twelve words need a quarter of it. */
const WORDS_MAX = 400;

/** What stands under the field: the buttons, or how far it is, or why not. */
function Ending({ unlock, other, onOther, onRestore }: { unlock: Unlocking; other: string; onOther: () => void; onRestore: () => void }) {
  const { t } = useTranslation(['unlock', 'backups']);
  const { step } = useHeard();
  if (unlock.asking) return <Progress label={t(`step.${step}`)} onCancel={() => void unlock.cancel()} />;
  return (
    <>
      {unlock.problem !== null && (
        <Message kind="attention" {...(unlock.isLost && { actions: <Button onPress={onRestore}>{t('backups:restore.link')}</Button> })}>
          {unlock.problem}
        </Message>
      )}
      <div className={style.actions}>
        <Button kind="primary" type="submit">
          {t('locked.unlock')}
        </Button>
        <Button kind="plain" onPress={onOther}>
          {other}
        </Button>
      </div>
    </>
  );
}

const LOST: readonly string[] = ['no-journal', 'not-a-journal', 'damaged', 'unreadable', 'too-large'];

interface Unlocking {
  asking: boolean;
  /** Whether the last try was refused, for whatever reason. */
  refused: boolean;
  /** Said at the field: what was typed does not open this journal. */
  wrong: string | null;
  /** Said under the field: anything else. */
  problem: string | null;
  /** Whether the file is not there, or not what it must be: then there is a backup, or nothing. */
  isLost: boolean;
  cancel: () => Promise<unknown>;
}

function useUnlocking<N extends 'unlockWithPassphrase' | 'unlockWithRecoveryWords'>(name: N, onOpen: () => void) {
  const sentence = useSentences();
  const unlock = useAsking(name);
  const stop = useAsking('cancelUnlocking');
  const { refusal } = unlock;
  const atField = refusal !== null && (refusal.why === 'wrong-secret' || refusal.why === 'not-words');
  const words = refusal === null ? null : sentence(name, refusal);
  return {
    ask: async (input: Parameters<typeof unlock.ask>[0]) => {
      const reply = await unlock.ask(input);
      if (reply.ok) onOpen();
    },
    forget: () => {
      if (refusal !== null) unlock.forget();
    },
    asking: unlock.asking,
    refused: refusal !== null,
    wrong: atField ? words : null,
    problem: atField ? null : words,
    isLost: refusal !== null && LOST.includes(refusal.why),
    cancel: () => stop.ask({}),
  };
}

/** After a refusal one types again: the field has the focus, and typing replaces what was there. */
function useFocusAgain(input: { readonly current: HTMLInputElement | null }, refused: boolean): void {
  useEffect(() => {
    if (!refused) return;
    input.current?.focus();
    input.current?.select();
  }, [input, refused]);
}
