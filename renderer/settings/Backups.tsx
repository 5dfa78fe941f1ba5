import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupDrill, BackupRow, BackupStatus } from '../../shared/backups.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { Folded } from '../ui/Folded.tsx';
import { Message } from '../ui/Message.tsx';
import { Progress } from '../ui/Progress.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSizes } from '../ui/sizes.ts';
import { BackupProblem } from './BackupProblem.tsx';
import { useBackupProgress } from './useBackupProgress.ts';
import where from './Whereabouts.module.css';
import style from './Backups.module.css';

/** Where the backups go, the last one, the next one, and whether they can be restored. */
export function Backups() {
  const { t } = useTranslation('backups');
  const status = useAnswer('backupStatus', {});
  return (
    <div className={style.backups}>
      <p>{t('what')}</p>
      {status.state === 'refused' && <RefusalMessage name="backupStatus" refusal={status.refusal} />}
      {status.state === 'answered' && <Made status={status.value} />}
    </div>
  );
}

function Made({ status }: { status: BackupStatus }) {
  const { t } = useTranslation('backups');
  const choose = useAsking('chooseBackupFolder');
  const make = useAsking('backupNow');
  const stop = useAsking('stopBackups');
  const cancel = useAsking('cancelBackup');
  const { progress, begin } = useBackupProgress();
  const forget = () => [choose, make, stop].forEach((each) => each.forget());
  const backUp = () => {
    forget();
    begin();
    void make.ask({});
  };
  const chooseFolder = async () => {
    forget();
    const reply = await choose.ask({});
    if (reply.ok) backUp();
  };
  const { folder } = status;

  return (
    <>
      {folder === null ? <NoFolder /> : <Folder folder={folder} status={status} />}
      <RefusalMessage name="chooseBackupFolder" refusal={choose.refusal?.why === 'cancelled' ? null : choose.refusal} />
      <RefusalMessage name="backupNow" refusal={make.refusal} />
      <RefusalMessage name="stopBackups" refusal={stop.refusal} />
      {make.refusal === null && !make.asking && status.problem !== null && <BackupProblem problem={status.problem} />}
      {make.asking ? (
        <Progress label={t(`step.${progress?.step ?? 'preparing'}`)} fraction={progress?.fraction ?? null} onCancel={() => void cancel.ask({})} />
      ) : (
        <div className={style.actions}>
          {folder !== null && <Button onPress={backUp}>{t('now')}</Button>}
          <Button kind={folder === null ? 'quiet' : 'plain'} onPress={() => void chooseFolder()} pending={choose.asking}>
            {t(folder === null ? 'choose' : 'other')}
          </Button>
          {folder !== null && (
            <Button
              kind="plain"
              onPress={() => {
                forget();
                void stop.ask({});
              }}
            >
              {t('stop')}
            </Button>
          )}
        </div>
      )}
      {folder !== null && <Drills status={status} />}
    </>
  );
}

function NoFolder() {
  const { t } = useTranslation('backups');
  return (
    <>
      <p>{t('none')}</p>
      <p>{t('where')}</p>
    </>
  );
}

function Folder({ folder, status: { copiedBy, lastVerifiedAtMs, changed } }: { folder: string; status: BackupStatus }) {
  const { t } = useTranslation('backups');
  const { moment } = useDates();
  return (
    <>
      <div className={style.labelled}>
        <p>{t('folder')}</p>
        <p className={where.file}>{folder}</p>
      </div>
      {copiedBy !== null && <p>{copiedBy === 'network' ? t('network') : t('copied', { name: copiedBy })}</p>}
      <p>{lastVerifiedAtMs === null ? t('last.none') : t(changed ? 'last.changed' : 'last.same', { moment: moment(lastVerifiedAtMs) })}</p>
      <p className={style.soft}>{t('rule')}</p>
    </>
  );
}

/** The backups that are there, each of which can be tried. */
function Drills({ status }: { status: BackupStatus }) {
  const { t } = useTranslation('backups');
  const { moment } = useDates();
  const list = useAnswer('listBackups', {});
  const drill = useAsking('drillBackup');
  const cancel = useAsking('cancelBackup');
  const { progress, begin } = useBackupProgress();
  const rows = list.state === 'answered' ? list.value : [];
  const [newest] = rows;
  const [found, setFound] = useState<BackupDrill | null>(null);
  const tryOne = async (name: string) => {
    begin();
    setFound(null);
    const reply = await drill.ask({ name });
    if (reply.ok) setFound(reply.value);
  };

  if (newest === undefined) return null;
  return (
    <>
      <h3>{t('drill.title')}</h3>
      <p>{t('drill.what')}</p>
      <p className={style.soft}>
        {status.lastDrillAtMs === null ? t('drill.never') : t('drill.last', { moment: moment(status.lastDrillAtMs) })} {t('drill.notSecret')}
      </p>
      {drill.asking ? (
        <Progress label={t(`step.${progress?.step ?? 'preparing'}`)} fraction={progress?.fraction ?? null} onCancel={() => void cancel.ask({})} />
      ) : (
        <div className={style.actions}>
          <Button onPress={() => void tryOne(newest.name)}>{t('drill.go')}</Button>
        </div>
      )}
      <RefusalMessage name="drillBackup" refusal={drill.refusal} />
      {found !== null && <Found drill={found} />}
      <Folded title={t('list.title')} summary={t('list.count', { count: rows.length })} level={3}>
        <ul className={style.list}>
          {rows.map((row) => (
            <Line key={row.name} row={row} onTry={() => void tryOne(row.name)} disabled={drill.asking} />
          ))}
        </ul>
      </Folded>
    </>
  );
}

function Found({ drill: { madeAtMs, records, changed } }: { drill: BackupDrill }) {
  const { t } = useTranslation('backups');
  const { moment } = useDates();
  return <Message>{t(changed ? 'drill.changed' : 'drill.same', { moment: moment(madeAtMs), count: records })}</Message>;
}

function Line({ row: { date, time, bytes }, onTry, disabled }: { row: BackupRow; onTry: () => void; disabled: boolean }) {
  const { t } = useTranslation('backups');
  const { day } = useDates();
  const size = useSizes();
  return (
    <li className={style.line}>
      <span>{t('list.row', { day: day(date), time })}</span>
      <span className={style.soft}>{size(bytes)}</span>
      <Button kind="plain" onPress={onTry} disabled={disabled}>
        {t('drill.this')}
        <span className={style.hidden}>{t('list.row', { day: day(date), time })}</span>
      </Button>
    </li>
  );
}
