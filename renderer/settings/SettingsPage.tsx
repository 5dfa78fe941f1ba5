import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCK_AFTER_MINUTES_MAX, THEMES, type Preferences } from '../../shared/preferences.ts';
import type { JournalStatus } from '../../shared/requests.ts';
import { Keys } from '../frame/Keys.tsx';
import { useAsking } from '../keeper.ts';
import { KeysSection } from '../keys/KeysSection.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { Choice } from '../ui/Choice.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Select } from '../ui/Select.tsx';
import { Backups } from './Backups.tsx';
import { KeptJournals } from './KeptJournals.tsx';
import { MoveJournal } from './MoveJournal.tsx';
import { Whereabouts } from './Whereabouts.tsx';
import style from './SettingsPage.module.css';

const MINUTES = [1, 2, 3, 5, 10, 15, 20, LOCK_AFTER_MINUTES_MAX];

export function SettingsPage({ status }: { status: JournalStatus }) {
  const { t } = useTranslation('settings');
  const save = useAsking('savePreferences');
  const { preferences } = status;
  const change = (part: Partial<Preferences>) => void save.ask({ ...preferences, ...part });
  const minutes = [...new Set([...MINUTES, preferences.lockAfterMinutes])].sort((a, b) => a - b);

  return (
    <Page title={t('title')}>
      <RefusalMessage name="savePreferences" refusal={save.refusal} />
      <Section title={t('lock.title')}>
        <div className={style.narrow}>
          <Select
            label={t('lock.after')}
            hint={t('lock.hint')}
            placeholder=""
            options={minutes.map((each) => ({ value: String(each), label: t('lock.minutes', { count: each }) }))}
            value={String(preferences.lockAfterMinutes)}
            onChange={(chosen) => change({ lockAfterMinutes: Number(chosen) })}
          />
        </div>
        <Checklist
          label={t('lock.also')}
          labelHidden
          options={[{ value: 'hidden', label: t('lock.whenHidden') }]}
          values={preferences.lockWhenHidden ? ['hidden'] : []}
          onChange={(chosen) => change({ lockWhenHidden: chosen.includes('hidden') })}
        />
      </Section>
      <Section title={t('theme.title')}>
        <Choice
          label={t('theme.label')}
          labelHidden
          options={THEMES.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
          value={preferences.theme}
          onChange={(theme) => {
            if (theme !== null) change({ theme });
          }}
        />
      </Section>
      <Section title={t('where.title')}>
        <Whereabouts status={status} />
        <MoveJournal status={status} />
        <KeptJournals />
        <p>
          <GoLink to="/settings/protects">{t('protects')}</GoLink>
        </p>
      </Section>
      <Section title={t('passphraseAndWords')}>
        <KeysSection />
      </Section>
      <Section title={t('backups')}>
        <Backups />
      </Section>
      <Section title={t('keys')}>
        <Keys />
      </Section>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={style.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
