import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { memoryLocation } from 'wouter/memory-location';
import type { JournalStatus } from '../shared/requests.ts';
import { Frame } from './frame/Frame.tsx';
import { ask, askAgain, useAnswer, useNotices } from './keeper.ts';
import { useTheme } from './settings/theme.ts';
import { Surroundings } from './Surroundings.tsx';
import { AppMark } from './ui/AppMark.tsx';
import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/Dialog.tsx';
import { RefusalMessage } from './ui/RefusalMessage.tsx';
import { flushAll } from './ui/unsaved.ts';
import { FirstRun } from './unlock/FirstRun.tsx';
import { Away } from './unlock/Away.tsx';
import { Unlock } from './unlock/Unlock.tsx';
import style from './App.module.css';

/** Everything in the window. The place one is at is kept in memory only and ends with the window. */
export function App() {
  const [place] = useState(() => memoryLocation({ path: '/' }));
  return (
    <Surroundings place={place}>
      <Journal goTo={place.navigate} />
    </Surroundings>
  );
}

/** `null`: as the keeper says the journal is. First run goes on for two steps after the journal is open. */
type Stage = 'first-run' | 'open' | 'locking' | null;

function Journal({ goTo }: { goTo: (to: string) => void }) {
  const client = useQueryClient();
  const status = useAnswer('journalStatus', {});
  const [stage, setStage] = useState<Stage>(null);
  const lock = useLocking(() => setStage('locking'));
  useTheme(status.state === 'answered' ? status.value.preferences.theme : 'system');

  useNotices((notice) => {
    if (notice.notice === 'lock-coming') void lock.now();
    if (notice.notice === 'ready' || notice.notice === 'damaged') void askAgain(client, ['listSessions', 'listPairings', 'listTags', 'search']);
  });
  useEffect(() => {
    if (stage === 'locking') client.clear();
  }, [stage, client]);

  if (stage === 'locking' || status.state === 'asking') return <Blank />;
  if (status.state === 'refused') return <Blank><RefusalMessage name="journalStatus" refusal={status.refusal} /></Blank>;
  const shown = stage ?? stageOf(status.value);
  switch (shown) {
    case 'first-run':
      return (
        <FirstRun
          status={status.value}
          onBegun={() => setStage('first-run')}
          onDone={() => {
            goTo('/journal/new');
            setStage('open');
          }}
          onRestored={() => setStage('open')}
        />
      );
    case 'unlock':
      return <Unlock onOpen={() => setStage('open')} />;
    case 'away':
      return <Away status={status.value} />;
    case 'open':
      return (
        <>
          <Frame status={status.value} onLock={() => void lock.ifSaved()} />
          {lock.question}
        </>
      );
  }
}

function stageOf(status: JournalStatus): 'first-run' | 'unlock' | 'away' | 'open' {
  return ({ none: 'first-run', locked: 'unlock', away: 'away', open: 'open' } as const)[status.journal];
}

/** Saves what is being written, then locks. The shell ends this window as soon as the keeper has gone. */
function useLocking(onLocking: () => void): { now: () => Promise<void>; ifSaved: () => Promise<void>; question: ReactNode } {
  const { t } = useTranslation('frame');
  const [asking, setAsking] = useState(false);

  const end = useCallback(() => {
    onLocking();
    // The keeper ends with this request, so an answer may never come.
    ask('lock', {}).catch(() => undefined);
  }, [onLocking]);
  const now = async () => {
    await flushAll();
    end();
  };
  const ifSaved = async () => {
    if (await flushAll()) end();
    else setAsking(true);
  };
  const question = (
    <Dialog
      question
      title={t('lock.unsavedTitle')}
      open={asking}
      onClose={() => setAsking(false)}
      actions={
        <>
          <Button kind="careful" onPress={end}>
            {t('lock.anyway')}
          </Button>
          <Button kind="primary" autoFocus onPress={() => setAsking(false)}>
            {t('lock.stay')}
          </Button>
        </>
      }
    >
      <p>{t('lock.unsaved')}</p>
    </Dialog>
  );
  return { now, ifSaved, question };
}

/** Before anything is known, and while the journal is being locked: nothing of it is on the screen. */
function Blank({ children }: { children?: ReactNode }) {
  return (
    <main className={style.blank}>
      <AppMark size="3rem" />
      {children}
    </main>
  );
}
