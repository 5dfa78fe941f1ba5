import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHeard } from '../heard.ts';
import { useAsking } from '../keeper.ts';
import { useSentences, type Refusal } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Done } from './Done.tsx';
import { KEYS_PLACE } from './places.ts';
import { WordsField } from './WordsField.tsx';
import style from './keys.module.css';

/** Another vault key for the whole journal. It goes on when one leaves the page; who comes back sees how far it is. */
export function Rekey() {
  const { t } = useTranslation('keys');
  const sentence = useSentences();
  const { rekeying } = useHeard();
  const rekey = useAsking('rekeyJournal');
  const [passphrase, setPassphrase] = useState('');
  const [words, setWords] = useState('');
  const [done, setDone] = useState(false);
  const field = fieldOf(rekey.refusal);
  const said = (at: Field) => (field === at && rekey.refusal !== null ? sentence('rekeyJournal', rekey.refusal) : null);
  const go = async () => {
    if (rekey.asking || passphrase === '' || words.trim() === '') return;
    const reply = await rekey.ask({ passphrase, words });
    if (reply.ok) setDone(true);
  };

  if (done) {
    return (
      <Done title={t('rekey.doneTitle')}>
        <p>{t('rekey.done')}</p>
        <p>{t('copies')}</p>
      </Done>
    );
  }
  return (
    <Page title={t('rekey.title')}>
      <div className={style.stack}>
        <p>{t('rekey.text')}</p>
        <p>{t('rekey.when')}</p>
        {rekey.asking || rekeying !== null ? (
          <UnderWay />
        ) : (
          <form
            className={style.form}
            onSubmit={(event) => {
              event.preventDefault();
              void go();
            }}
          >
            <p>
              {t('rekey.both')} <GoLink to={KEYS_PLACE.sheet}>{t('to.sheet')}</GoLink>
            </p>
            <PasswordField
              label={t('present')}
              value={passphrase}
              onChange={(typed) => {
                rekey.forget();
                setPassphrase(typed);
              }}
              error={said('passphrase')}
            />
            <WordsField
              value={words}
              onChange={(typed) => {
                rekey.forget();
                setWords(typed);
              }}
              error={said('words')}
            />
            {field === null && <RefusalMessage name="rekeyJournal" refusal={rekey.refusal} />}
            <div className={style.actions}>
              <Button kind="primary" type="submit">
                {t('rekey.go')}
              </Button>
              <GoLink to="/settings">{t('back')}</GoLink>
            </div>
          </form>
        )}
      </div>
    </Page>
  );
}

function UnderWay() {
  const { t } = useTranslation('keys');
  const { rekeying } = useHeard();
  const stop = useAsking('cancelKeyChange');
  return (
    <>
      <Progress
        label={t(`rekey.step.${rekeying?.step ?? 'keys'}`)}
        fraction={rekeying === null || rekeying.total === 0 ? null : rekeying.done / rekeying.total}
        onCancel={() => void stop.ask({})}
      />
      <p className={style.soft}>{t('rekey.meanwhile')}</p>
    </>
  );
}

type Field = 'passphrase' | 'words';

/** The field a refusal belongs to. */
function fieldOf(refusal: Refusal<'rekeyJournal'> | null): Field | null {
  if (refusal?.why === 'wrong-secret') return 'passphrase';
  return refusal?.why === 'wrong-words' || refusal?.why === 'not-words' ? 'words' : null;
}
