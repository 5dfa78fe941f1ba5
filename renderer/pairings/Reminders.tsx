import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { reveal } from '../../shared/about.ts';
import type { Reminder } from '../../shared/reminder.ts';
import { useAnswer, useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { placeOf, type PartName, type PartProps } from './places.ts';
import style from './Reminders.module.css';

/** Where each line leads; the silence of H6 is answered in its line. */
const PART_BY_REMINDER = { H1: 'agreement', H2: 'agreement', H3: 'holdings', H4: 'readiness', H5: 'differences' } as const satisfies Record<Exclude<Reminder['key'], 'H6'>, PartName>;

/** Dates that have passed, one line each (domain §7.5). Nothing is drawn where there is none. */
export function Reminders({ pairing }: PartProps) {
  const { t } = useTranslation('pairings');
  const read = useAnswer('listReminders', { pairing: pairing.id }, { keepShown: true });
  const aside = useAsking('putReminderAside');
  if (read.state === 'asking') return null;
  if (read.state === 'refused') return <RefusalMessage name="listReminders" refusal={read.refusal} />;
  if (read.value.length === 0) return null;
  const putAside = (reminder: Reminder) => void aside.ask({ pairing: pairing.id, key: reminder.key });
  return (
    <section aria-label={t('reminders.title')}>
      <RefusalMessage name="putReminderAside" refusal={aside.refusal} />
      <ul className={style.lines}>
        {read.value.map((reminder) => (
          <li key={reminder.key} className={style.line}>
            <p className={style.words}>
              <Words reminder={reminder} pairing={pairing} />
            </p>
            {reminder.key === 'H6' && <Silence pairing={pairing} onNotWritten={() => putAside(reminder)} />}
            <span className={style.aside}>
              <Button kind="plain" icon={X} iconOnly onPress={() => putAside(reminder)}>
                {t('reminders.aside', { line: t(`reminders.about.${reminder.key}`) })}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ reminder, pairing }: { reminder: Reminder } & PartProps): ReactNode {
  const { t } = useTranslation('pairings');
  const { shortDay } = useDates();
  const date = shortDay(reminder.on);
  const link = reminder.key === 'H6' ? null : <GoLink to={placeOf(pairing.id, PART_BY_REMINDER[reminder.key])}>{t(`reminders.go.${reminder.key}`)}</GoLink>;
  return (
    <>
      {sentence()} {link}
    </>
  );

  function sentence(): string {
    switch (reminder.key) {
      case 'H3':
        return t('reminders.H3', { count: reminder.notes, name: reveal(pairing.name), date });
      case 'H5':
        return reminder.missing ? t('reminders.H5missing', { date }) : t('reminders.H5', { date });
      default:
        return t(`reminders.${reminder.key}`, { date });
    }
  }
}

/** Paused, ended, or just not written down? An ending has a page of its own. */
function Silence({ pairing, onNotWritten }: PartProps & { onNotWritten: () => void }) {
  const { t } = useTranslation('pairings');
  const say = useSay();
  const [, goTo] = useLocation();
  const move = useAsking('movePairing');
  const pause = async () => {
    const reply = await move.ask({ id: pairing.id, to: 'paused' });
    if (reply.ok) say(t('state.paused.now'));
  };
  return (
    <span className={style.answers}>
      <RefusalMessage name="movePairing" refusal={move.refusal} />
      <Button pending={move.asking} onPress={() => void pause()}>
        {t('reminders.paused')}
      </Button>
      <Button onPress={() => goTo(placeOf(pairing.id, 'ending'))}>{t('reminders.ended')}</Button>
      <Button onPress={onNotWritten}>{t('reminders.notWritten')}</Button>
    </span>
  );
}
