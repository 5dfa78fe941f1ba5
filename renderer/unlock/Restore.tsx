import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenBackup, RestoredBackup } from '../../shared/backups.ts';
import { useHeard } from '../heard.ts';
import { useAsking } from '../keeper.ts';
import { useSentences } from '../locales/refusals.ts';
import { useBackupProgress } from '../settings/useBackupProgress.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSizes } from '../ui/sizes.ts';
import { TextField } from '../ui/TextField.tsx';
import { Quiet } from './Quiet.tsx';
import where from '../settings/Whereabouts.module.css';
import style from './Unlock.module.css';

export interface RestoreProps {
  /** A journal is here: it is kept. */
  hasJournal: boolean;
  onBack: () => void;
  /** The journal is restored and open, and the person has read so. */
  onOpen: () => void;
}

/** From a backup to an open journal, before any journal is open. */
export function Restore({ hasJournal, onBack, onOpen }: RestoreProps) {
  const { t } = useTranslation('backups');
  const choose = useAsking('chooseBackupFile');
  const [chosen, setChosen] = useState<ChosenBackup | null>(null);
  const [restored, setRestored] = useState<RestoredBackup | null>(null);
  const chooseFile = async () => {
    const reply = await choose.ask({});
    if (reply.ok) setChosen(reply.value);
  };
  if (restored !== null) return <Done restored={restored} onOpen={onOpen} />;
  return (
    <Quiet title={t('restore.title')}>
      <p>{t('restore.how')}</p>
      {hasJournal && <p>{t('restore.keeps')}</p>}
      <RefusalMessage name="chooseBackupFile" refusal={choose.refusal?.why === 'cancelled' ? null : choose.refusal} />
      {chosen === null ? (
        <div className={style.actions}>
          <Button kind="primary" onPress={() => void chooseFile()} pending={choose.asking} autoFocus>
            {t('restore.choose')}
          </Button>
          <Button kind="plain" onPress={onBack}>
            {t('restore.back')}
          </Button>
        </div>
      ) : (
        <BySecret key={chosen.name} chosen={chosen} onBack={onBack} onAnother={() => void chooseFile()} onRestored={setRestored} />
      )}
    </Quiet>
  );
}

interface BySecretProps {
  chosen: ChosenBackup;
  onBack: () => void;
  onAnother: () => void;
  onRestored: (restored: RestoredBackup) => void;
}

function BySecret({ chosen, onBack, onAnother, onRestored }: BySecretProps) {
  const { t } = useTranslation('backups');
  const sentence = useSentences();
  const size = useSizes();
  const restore = useAsking('restoreBackup');
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [typed, setTyped] = useState('');
  const { progress, begin } = useBackupProgress();
  const { refusal } = restore;
  const atField = refusal !== null && (refusal.why === 'wrong-secret' || refusal.why === 'not-words');
  const type = (text: string) => {
    if (refusal !== null) restore.forget();
    setTyped(text);
  };
  const go = async () => {
    if (restore.asking || typed.trim() === '') return;
    begin();
    const reply = await restore.ask({ secret: by === 'passphrase' ? { kind: by, passphrase: typed } : { kind: by, words: typed } });
    if (reply.ok) onRestored(reply.value);
  };
  const field = { value: typed, onChange: type, error: atField ? sentence('restoreBackup', refusal) : null, autoFocus: true };
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <p className={where.file}>{t('restore.chosen', { name: chosen.name, size: size(chosen.bytes) })}</p>
      <p>{t('restore.secret')}</p>
      {by === 'passphrase' ? <PasswordField label={t('restore.passphrase')} {...field} /> : <TextField label={t('restore.words')} hint={t('restore.wordsHint')} max={WORDS_MAX} multiline {...field} />}
      {restore.asking ? (
        <Going progress={progress} />
      ) : (
        <>
          <RefusalMessage name="restoreBackup" refusal={atField ? null : refusal} />
          <div className={style.actions}>
            <Button kind="primary" type="submit">
              {t('restore.go')}
            </Button>
            <Button
              kind="plain"
              onPress={() => {
                type('');
                setBy(by === 'passphrase' ? 'recovery' : 'passphrase');
              }}
            >
              {t(by === 'passphrase' ? 'restore.useWords' : 'restore.usePassphrase')}
            </Button>
            <Button kind="plain" onPress={onAnother}>
              {t('restore.another')}
            </Button>
            <Button kind="plain" onPress={onBack}>
              {t('restore.back')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

/** Longest text the request takes. */
const WORDS_MAX = 400;

function Going({ progress }: { progress: ReturnType<typeof useBackupProgress>['progress'] }) {
  const { t } = useTranslation('backups');
  const { step } = useHeard();
  const stop = useAsking('cancelUnlocking');
  const label = progress !== null ? t(`step.${progress.step}`) : step === 'deriving' ? t('restore.deriving') : t('step.preparing');
  return <Progress label={label} fraction={progress?.fraction ?? null} onCancel={() => void stop.ask({})} />;
}

function Done({ restored: { madeAtMs, records, keptAs }, onOpen }: { restored: RestoredBackup; onOpen: () => void }) {
  const { t } = useTranslation('backups');
  const { moment } = useDates();
  return (
    <Quiet title={t('restore.doneTitle')}>
      <p>{t('restore.done', { moment: moment(madeAtMs), count: records })}</p>
      {keptAs !== null && (
        <div className={style.labelled}>
          <p>{t('restore.kept')}</p>
          <p className={where.file}>{keptAs}</p>
        </div>
      )}
      <div>
        <Button kind="primary" onPress={onOpen} autoFocus>
          {t('restore.open')}
        </Button>
      </div>
    </Quiet>
  );
}
