import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProtectionFacts } from '../../shared/place.ts';
import type { JournalStatus } from '../../shared/requests.ts';
import { useAnswer } from '../keeper.ts';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Claims } from '../unlock/Claims.tsx';
import { Whereabouts } from './Whereabouts.tsx';
import style from './ProtectsPage.module.css';

/** What may be promised and what not, and how it stands at this moment. It states; it does not judge. */
export function ProtectsPage({ status }: { status: JournalStatus }) {
  const { t } = useTranslation('unlock');
  const { t: said } = useTranslation('protects');
  const facts = useAnswer('protectionFacts', {});
  return (
    <Page title={t('protects.title')}>
      <Claims />
      <section className={style.now}>
        <h2>{said('now')}</h2>
        <dl className={style.facts}>
          <Fact name={said('file.name')}>
            <Whereabouts status={status} />
          </Fact>
          {facts.state === 'answered' && <FromTheKeeper facts={facts.value} />}
          <Fact name={said('backup.name')}>
            <LastBackup />
          </Fact>
          <Fact name={said('words.name')}>
            <LastRehearsal />
          </Fact>
          <Fact name={said('clipboard.name')}>
            <p>{said('clipboard.text')}</p>
          </Fact>
        </dl>
        {facts.state === 'refused' && <RefusalMessage name="protectionFacts" refusal={facts.refusal} />}
      </section>
      <p>
        <GoLink to="/settings">{said('back')}</GoLink>
      </p>
    </Page>
  );
}

function FromTheKeeper({ facts: { filePermissions, folderPermissions, managed, eased, refusedRequests, capture } }: { facts: ProtectionFacts }) {
  const { t } = useTranslation('protects');
  const permissions = filePermissions === null || folderPermissions === null ? 'unknown' : filePermissions === 'others-too' ? 'file' : folderPermissions === 'others-too' ? 'folder' : 'owner';
  return (
    <>
      <Fact name={t('permissions.name')}>
        <p>{t(`permissions.${permissions}`)}</p>
        {managed && <p>{t('managed')}</p>}
      </Fact>
      {eased !== null && (
        <Fact name={t('guessing.name')}>
          <p>{t(eased ? 'guessing.eased' : 'guessing.full')}</p>
        </Fact>
      )}
      <Fact name={t('requests.name')}>
        <p>{refusedRequests === null ? t('unknown') : t('requests.refused', { count: refusedRequests })}</p>
      </Fact>
      <Fact name={t('capture.name')}>
        <p>{capture === null ? t('unknown') : t(`capture.${capture}`)}</p>
      </Fact>
    </>
  );
}

function LastBackup() {
  const { t } = useTranslation('protects');
  const { moment } = useDates();
  const status = useAnswer('backupStatus', {});
  if (status.state === 'refused') return <RefusalMessage name="backupStatus" refusal={status.refusal} />;
  if (status.state === 'asking') return null;
  const { folder, lastVerifiedAtMs } = status.value;
  return (
    <>
      <p>{lastVerifiedAtMs === null ? t('backup.none') : t('backup.last', { moment: moment(lastVerifiedAtMs) })}</p>
      {folder === null && <p>{t('backup.noFolder')}</p>}
    </>
  );
}

function LastRehearsal() {
  const { t } = useTranslation('protects');
  const { dayOf } = useDates();
  const status = useAnswer('recoverySheetStatus', {});
  if (status.state === 'refused') return <RefusalMessage name="recoverySheetStatus" refusal={status.refusal} />;
  if (status.state === 'asking') return null;
  const { issuedAtMs, rehearsedAtMs } = status.value;
  return <p>{rehearsedAtMs === null ? t('words.made', { date: dayOf(issuedAtMs) }) : t('words.tried', { date: dayOf(issuedAtMs), tried: dayOf(rehearsedAtMs) })}</p>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={style.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
