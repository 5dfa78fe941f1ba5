import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Done } from './Done.tsx';
import { KEYS_PLACE } from './places.ts';
import { WordsField } from './WordsField.tsx';
import style from './keys.module.css';

/** Makes sure that the sheet is there and opens the journal. Nothing is changed by it. */
export function Rehearsal() {
  const { t } = useTranslation('keys');
  const sentence = useSentences();
  const rehearse = useAsking('rehearseRecovery');
  const stop = useAsking('cancelKeyChange');
  const [words, setWords] = useState('');
  const [done, setDone] = useState(false);
  const wrong = rehearse.refusal !== null && (rehearse.refusal.why === 'wrong-secret' || rehearse.refusal.why === 'not-words') ? sentence('rehearseRecovery', rehearse.refusal) : null;
  const go = async () => {
    if (rehearse.asking || words.trim() === '') return;
    const reply = await rehearse.ask({ words });
    setWords('');
    if (reply.ok) setDone(true);
    else setWords(words);
  };

  if (done) {
    return (
      <Done title={t('rehearsal.doneTitle')}>
        <p>{t('rehearsal.done')}</p>
      </Done>
    );
  }
  return (
    <Page title={t('rehearsal.title')}>
      <div className={style.stack}>
        <p>{t('rehearsal.text')}</p>
        <p className={style.soft}>{t('rehearsal.why')}</p>
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <WordsField
            value={words}
            onChange={(typed) => {
              rehearse.forget();
              setWords(typed);
            }}
            error={wrong}
            autoFocus
          />
          {wrong === null && <RefusalMessage name="rehearseRecovery" refusal={rehearse.refusal} />}
          {rehearse.asking ? (
            <Progress label={t('rehearsal.trying')} onCancel={() => void stop.ask({})} />
          ) : (
            <div className={style.actions}>
              <Button kind="primary" type="submit">
                {t('rehearsal.go')}
              </Button>
              <GoLink to="/settings">{t('back')}</GoLink>
            </div>
          )}
        </form>
        <p>
          <GoLink to={KEYS_PLACE.sheet}>{t('rehearsal.lost')}</GoLink>
        </p>
      </div>
    </Page>
  );
}
