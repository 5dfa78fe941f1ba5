import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Done } from './Done.tsx';
import { NewPassphraseFields, useNewPassphrase } from './NewPassphrase.tsx';
import { KEYS_PLACE } from './places.ts';
import { WordsField } from './WordsField.tsx';
import style from './keys.module.css';

/** Another passphrase, for who has the present one, or the recovery words. */
export function ChangePassphrase() {
  const [changed, setChanged] = useState(false);
  return changed ? <Changed /> : <Change onChanged={() => setChanged(true)} />;
}

function Change({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation('keys');
  const sentence = useSentences();
  const change = useAsking('changePassphrase');
  const stop = useAsking('cancelKeyChange');
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [present, setPresent] = useState('');
  const chosen = useNewPassphrase(change.forget);
  const wrong = change.refusal !== null && (change.refusal.why === 'wrong-secret' || change.refusal.why === 'not-words') ? sentence('changePassphrase', change.refusal) : null;
  const type = (typed: string) => {
    change.forget();
    setPresent(typed);
  };
  const go = async () => {
    if (change.asking) return;
    const next = await chosen.take();
    if (next === null || present.trim() === '') return;
    const reply = await change.ask({ current: by === 'passphrase' ? { kind: by, passphrase: present } : { kind: by, words: present }, next });
    if (reply.ok) onChanged();
  };

  return (
    <Page title={t('passphrase.title')}>
      <div className={style.stack}>
        <p>{t('passphrase.text')}</p>
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          {by === 'passphrase' ? (
            <PasswordField label={t('present')} value={present} onChange={type} error={wrong} autoFocus />
          ) : (
            <>
              <p>{t('passphrase.forgottenText')}</p>
              <WordsField value={present} onChange={type} error={wrong} autoFocus />
            </>
          )}
          <div>
            <Button
              kind="plain"
              onPress={() => {
                type('');
                setBy(by === 'passphrase' ? 'recovery' : 'passphrase');
              }}
            >
              {t(by === 'passphrase' ? 'passphrase.forgotten' : 'passphrase.known')}
            </Button>
          </div>
          <NewPassphraseFields chosen={chosen} label={t('new.another')} />
          {wrong === null && <RefusalMessage name="changePassphrase" refusal={change.refusal} />}
          {change.asking ? (
            <Progress label={t('deriving')} onCancel={() => void stop.ask({})} />
          ) : (
            <div className={style.actions}>
              <Button kind="primary" type="submit">
                {t('passphrase.go')}
              </Button>
              <GoLink to="/settings">{t('back')}</GoLink>
            </div>
          )}
        </form>
      </div>
    </Page>
  );
}

function Changed() {
  const { t } = useTranslation('keys');
  return (
    <Done
      title={t('passphrase.doneTitle')}
      further={
        <GoLink to={KEYS_PLACE.rekey} look="button">
          {t('to.rekey')}
        </GoLink>
      }
    >
      <p>{t('passphrase.done')}</p>
      <p>{t('copies')}</p>
      <p>{t('passphrase.rekey')}</p>
    </Done>
  );
}
