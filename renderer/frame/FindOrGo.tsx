import { BookOpen, CalendarDays, Footprints, MessageCircleQuestionMark, NotebookPen, Scale, Settings, Sun, UsersRound, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Input, Label, TextField } from 'react-aria-components/TextField';
import { useLocation } from 'wouter';
import { reveal } from '../../shared/about.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { SEARCH_TEXT_MAX, type NoteHit, type SearchHit, type Snippet } from '../../shared/search.ts';
import { useAnswer } from '../keeper.ts';
import { useNoteInWords, useNotePlace } from '../sessions/FoundNotes.tsx';
import { ChairMark } from '../ui/ChairMark.tsx';
import { classNames } from '../ui/class-names.ts';
import { useDates } from '../ui/dates.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useSettled } from '../ui/useSettled.ts';
import field from '../ui/field.module.css';
import style from './FindOrGo.module.css';

const SESSIONS_SHOWN = 8;
const SETTLED_MS = 120;

/** Somewhere one can go, with the words it is found by. */
interface Goal {
  to: string;
  text: string;
  mark: ReactNode;
  aside?: ReactNode;
}

/** Type to go to a page or a pairing, or to find a session by its words. */
export function FindOrGo({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('frame');
  return (
    <Dialog title={t('find.title')} open={open} onClose={onClose} wide>
      <Find onClose={onClose} />
    </Dialog>
  );
}

function Find({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame');
  const [, goTo] = useLocation();
  const [text, setText] = useState('');
  const pages = usePages(text);
  const pairings = usePairings(text);
  const found = useSessions(text);
  const nothing = text.trim() !== '' && !found.asking && pages.length + pairings.length + found.goals.length + found.notes.length === 0;

  const go = (to: string) => {
    onClose();
    goTo(to);
  };
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <TextField className={classNames(field.field)} autoFocus maxLength={SEARCH_TEXT_MAX} spellCheck="false" autoComplete="off">
        <Label className={classNames(field.hidden)}>{t('find.label')}</Label>
        {/* Beside a list that is always open: so a screen reader knows what the arrows move in. */}
        <Input role="combobox" aria-expanded aria-haspopup="listbox" className={classNames(field.box)} placeholder={t('find.placeholder')} autoCapitalize="off" />
      </TextField>
      <ListBox aria-label={t('find.results')} className={classNames(style.list)} selectionMode="none" onAction={(to) => go(String(to))}>
        <Goals title={t('find.pages')} goals={pages} />
        <Goals title={t('find.pairings')} goals={pairings} />
        <Goals title={t('find.sessions')} goals={found.goals} />
        <Goals title={t('find.notes')} goals={found.notes} />
      </ListBox>
      <p className={style.note} role="status">
        {found.gathering ? t('find.gathering') : nothing ? t('find.nothing') : ''}
      </p>
    </Autocomplete>
  );
}

function Goals({ title, goals }: { title: string; goals: readonly Goal[] }) {
  if (goals.length === 0) return null;
  return (
    <ListBoxSection id={title}>
      <Header className={classNames(style.header)}>{title}</Header>
      {goals.map((goal) => (
        <ListBoxItem key={goal.to} id={goal.to} textValue={goal.text} className={classNames(style.item)}>
          <span className={style.mark}>{goal.mark}</span>
          <span className={style.text}>{goal.text}</span>
          {goal.aside !== undefined && <span className={style.aside}>{goal.aside}</span>}
        </ListBoxItem>
      ))}
    </ListBoxSection>
  );
}

function usePages(text: string): Goal[] {
  const { t } = useTranslation('frame');
  const page = (to: string, name: string, Icon: LucideIcon): Goal => ({ to, text: name, mark: <Icon aria-hidden size="1.15em" strokeWidth={1.75} /> });
  const all = [
    page('/journal/new', t('newSession'), NotebookPen),
    page('/', t('today'), Sun),
    page('/pairings', t('pairings'), UsersRound),
    page('/journal', t('journal'), BookOpen),
    page('/travelled', t('travelled'), Footprints),
    page('/templates', t('templates'), MessageCircleQuestionMark),
    page('/reflections', t('reflections'), MessageCircleQuestionMark),
    page('/settings', t('settings'), Settings),
  ];
  return all.filter((goal) => holds(goal.text, text));
}

function usePairings(text: string): Goal[] {
  const pairings = useAnswer('listPairings', {});
  if (pairings.state !== 'answered' || text.trim() === '') return [];
  const goal = (row: PairingRow): Goal => ({ to: `/pairings/${row.id}`, text: reveal(row.name), mark: <UsersRound aria-hidden size="1.15em" strokeWidth={1.75} /> });
  return pairings.value.map(goal).filter((each) => holds(each.text, text));
}

function useSessions(text: string): { goals: Goal[]; notes: Goal[]; asking: boolean; gathering: boolean } {
  const dates = useDates();
  const pairings = useAnswer('listPairings', {});
  const noteInWords = useNoteInWords();
  const placeOfNote = useNotePlace(pairings.state === 'answered' ? (pairings.value[0]?.id ?? null) : null);
  const settled = useSettled(text.trim(), SETTLED_MS);
  const answer = useAnswer('search', { text: settled, pairing: null, chair: null, limit: SESSIONS_SHOWN }, { when: settled !== '', keepShown: true });
  if (text.trim() === '' || answer.state !== 'answered') return { goals: [], notes: [], asking: text.trim() !== '', gathering: false };
  if (!answer.value.ready) return { goals: [], notes: [], asking: false, gathering: true };
  const goal = ({ row, snippets }: SearchHit): Goal => ({
    to: `/journal/${row.id}`,
    text: wordsOf(snippets) ?? reveal(row.pairingName),
    mark: row.chairs.map((chair) => <ChairMark key={chair} chair={chair} />),
    aside: `${reveal(row.pairingName)}, ${dates.shortDay(row.date)}`,
  });
  const note = (hit: NoteHit): Goal => ({
    to: placeOfNote(hit),
    text: wordsOf(hit.snippets) ?? noteInWords(hit),
    mark: hit.kind === 'event' ? <CalendarDays aria-hidden size="1.15em" strokeWidth={1.75} /> : <Scale aria-hidden size="1.15em" strokeWidth={1.75} />,
    aside: `${noteInWords(hit)}, ${dates.shortDay(hit.date)}`,
  });
  return { goals: answer.value.hits.map(goal), notes: oncePerPlace(answer.value.notes.map(note)), asking: answer.asking || settled !== text.trim(), gathering: false };
}

function wordsOf(snippets: readonly Snippet[]): string | null {
  return snippets[0] === undefined ? null : reveal(snippets[0].parts).map((part) => part.text).join('');
}

/** Several events stand on one page: the newest of them leads there. */
function oncePerPlace(goals: readonly Goal[]): Goal[] {
  return goals.filter(({ to }, place) => goals.findIndex((each) => each.to === to) === place).slice(0, SESSIONS_SHOWN);
}

/** Each word typed is somewhere in the text, without regard to capitals and accents. */
function holds(text: string, typed: string): boolean {
  const plain = bare(text);
  return bare(typed).split(/\s+/u).every((word) => plain.includes(word));
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
