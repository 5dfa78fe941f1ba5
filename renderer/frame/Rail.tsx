import { BookOpen, Footprints, Lock, MessageCircleQuestionMark, Search, Settings, Sun, UsersRound, type LucideIcon } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useTranslation } from 'react-i18next';
import { AppMark } from '../ui/AppMark.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { shortcuts } from '../ui/shortcuts.ts';
import style from './Rail.module.css';

const places = [
  { name: 'today', to: '/', icon: Sun },
  { name: 'pairings', to: '/pairings', icon: UsersRound },
  { name: 'journal', to: '/journal', icon: BookOpen },
  { name: 'templates', to: '/templates', icon: MessageCircleQuestionMark },
  { name: 'travelled', to: '/travelled', icon: Footprints },
  { name: 'settings', to: '/settings', icon: Settings },
] as const satisfies { name: string; to: string; icon: LucideIcon }[];

/** Where one can go, and Lock at its foot. In a narrow window the words give way to the signs. */
export function Rail({ onFind, onLock }: { onFind: () => void; onLock: () => void }) {
  const { t } = useTranslation('frame');
  const [place] = useLocation();
  return (
    <header className={style.rail}>
      <div className={style.name}>
        <AppMark size="1.75rem" />
        <span className={style.words}>{t('name')}</span>
      </div>
      <button type="button" className={style.item} onClick={onFind} title={t('find.open')}>
        <Search aria-hidden size="1.2em" strokeWidth={1.75} />
        <span className={style.words}>{t('find.open')}</span>
        <span className={style.keys} aria-hidden>
          <Kbd keys={shortcuts.find} />
        </span>
      </button>
      <nav className={style.places} aria-label={t('places')}>
        {places.map(({ name, to, icon: Icon }) => (
          <Link key={name} href={to} draggable={false} className={style.item} title={t(name)} aria-current={isAt(place, to) ? 'page' : undefined}>
            <Icon aria-hidden size="1.2em" strokeWidth={1.75} />
            <span className={style.words}>{t(name)}</span>
          </Link>
        ))}
      </nav>
      <button type="button" className={style.item} onClick={onLock} title={t('lock.lock')}>
        <Lock aria-hidden size="1.2em" strokeWidth={1.75} />
        <span className={style.words}>{t('lock.lock')}</span>
        <span className={style.keys} aria-hidden>
          <Kbd keys={shortcuts.lock} />
        </span>
      </button>
    </header>
  );
}

function isAt(place: string, to: string): boolean {
  return to === '/' ? place === '/' : place === to || place.startsWith(`${to}/`);
}
