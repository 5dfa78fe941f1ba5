import { useTranslation } from 'react-i18next';
import { useHeard } from '../heard.ts';
import { useAsking } from '../keeper.ts';
import type { Begun } from '../keys/begun.ts';
import { NewPassphraseFields, useNewPassphrase } from '../keys/NewPassphrase.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Quiet } from './Quiet.tsx';
import style from './FirstRun.module.css';

/** The passphrase, typed twice. The key is derived from it before the next page comes. */
export function ChoosePassphrase({ onBack, onBegun }: { onBack: () => void; onBegun: (begun: Begun) => void }) {
  const { t } = useTranslation('unlock');
  const { step } = useHeard();
  const begin = useAsking('beginJournal');
  const stop = useAsking('cancelUnlocking');
  const chosen = useNewPassphrase(begin.forget);
  const go = async () => {
    if (begin.asking) return;
    const passphrase = await chosen.take();
    if (passphrase === null) return;
    const reply = await begin.ask({ passphrase });
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
        <NewPassphraseFields chosen={chosen} label={t('passphrase.first')} autoFocus />
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
