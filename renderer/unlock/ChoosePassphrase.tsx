import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PassphraseStrength } from '../../shared/requests.ts';
import { useHeard } from '../heard.ts';
import { useAnswer, useAsking, type Asking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSettled } from '../ui/useSettled.ts';
import type { Begun } from './begun.ts';
import { OfferedWords } from './OfferedWords.tsx';
import { Quiet } from './Quiet.tsx';
import { Strength } from './Strength.tsx';
import style from './FirstRun.module.css';

const SETTLED_MS = 250;

/** The passphrase, typed twice. The key is derived from it before the next page comes. */
export function ChoosePassphrase({ onBack, onBegun }: { onBack: () => void; onBegun: (begun: Begun) => void }) {
  const { t } = useTranslation('unlock');
  const { step } = useHeard();
  const begin = useAsking('beginJournal');
  const stop = useAsking('cancelUnlocking');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const secondInput = useRef<HTMLInputElement>(null);
  const strength = useStrength(first);
  const weigh = useAsking('weighPassphrase');
  const type = (change: () => void) => {
    begin.forget();
    setTried(false);
    change();
  };
  const go = async () => {
    if (begin.asking) return;
    setTried(true);
    if (problemOf(first, second, strength ?? (await weighed(weigh, first))) !== null) return;
    const reply = await begin.ask({ passphrase: first });
    if (reply.ok) onBegun(reply.value);
  };

  return (
    <Quiet title={t('passphrase.title')} step={t('step.of', { at: 1 })}>
      <p>{t('passphrase.text')}</p>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <PasswordField label={t('passphrase.first')} hint={t('passphrase.hint')} value={first} onChange={(typed) => type(() => setFirst(typed))} error={tried && problemOf(first, second, strength) === 'not-accepted' ? t('passphrase.notAccepted') : null} autoFocus />
        <Strength strength={first === '' ? null : strength} />
        <OfferedWords
          onTake={(words) => {
            type(() => {
              setFirst(words);
              setSecond('');
            });
            secondInput.current?.focus();
          }}
        />
        <PasswordField label={t('passphrase.second')} value={second} onChange={(typed) => type(() => setSecond(typed))} error={tried && problemOf(first, second, strength) === 'not-same' ? t('passphrase.notSame') : null} inputRef={secondInput} />
        <RefusalMessage name="beginJournal" refusal={begin.refusal} />
        {begin.asking ? (
          <Progress label={t(`step.${step}`)} onCancel={() => void stop.ask({})} />
        ) : (
          <div className={style.actions}>
            <Button kind="primary" type="submit">
              {t('go')}
            </Button>
            <Button kind="plain" onPress={onBack}>
              {t('back')}
            </Button>
          </div>
        )}
      </form>
      <p className={style.soft}>{t('nothingWritten')}</p>
    </Quiet>
  );
}

/** The most the keeper weighs. */
const WEIGHED_MAX = 10_000;
const tooLong: PassphraseStrength = { strength: 0, accepted: false, because: ['too-long'] };

/** How hard this passphrase is to guess; `null` while it is being weighed. */
function useStrength(passphrase: string): PassphraseStrength | null {
  const settled = useSettled(passphrase, SETTLED_MS);
  const answer = useAnswer('weighPassphrase', { passphrase: settled }, { when: settled !== '' && settled.length <= WEIGHED_MAX });
  if (passphrase.length > WEIGHED_MAX) return tooLong;
  return settled === passphrase && answer.state === 'answered' ? answer.value : null;
}

/** The same for somebody who goes on faster than the meter. */
async function weighed(weigh: Asking<'weighPassphrase'>, passphrase: string): Promise<PassphraseStrength | null> {
  const reply = passphrase === '' ? null : await weigh.ask({ passphrase });
  return reply?.ok === true ? reply.value : null;
}

function problemOf(first: string, second: string, strength: PassphraseStrength | null): 'not-accepted' | 'not-same' | null {
  // What could not be weighed is for the keeper to decide.
  if (first === '' || strength?.accepted === false) return 'not-accepted';
  return first.normalize('NFC') === second.normalize('NFC') ? null : 'not-same';
}
