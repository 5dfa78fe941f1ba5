import { CalendarDays, ListChecks, Scale } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { RecordId } from '../../shared/record-id.ts';
import type { NoteHit } from '../../shared/search.ts';
import { useDates } from '../ui/dates.ts';
import { GoLink } from '../ui/GoLink.tsx';
import row from './EntryRow.module.css';
import style from './SearchResults.module.css';
import { Snippets } from './Snippets.tsx';

/** Events, notes of maps and of the readiness screen that hold the words, each with what it is. Nothing is drawn where there are none. */
export function FoundNotes({ hits, anyPairing }: { hits: readonly NoteHit[]; anyPairing: RecordId | null }) {
  const { t } = useTranslation('sessions');
  const toNote = useNotePlace(anyPairing);
  if (hits.length === 0) return null;
  return (
    <section className={style.results} aria-labelledby="found-notes">
      <h2 id="found-notes" className={style.heading}>
        {t('journal.foundNotes')}
      </h2>
      <ul className={style.list} aria-labelledby="found-notes">
        {hits.map((hit) => (
          <NoteRow key={hit.id} hit={hit} to={toNote(hit)} />
        ))}
      </ul>
    </section>
  );
}

function NoteRow({ hit, to }: { hit: NoteHit; to: string }) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  const isIn = useNoteInWords();
  const Mark = { event: CalendarDays, asymmetry: Scale, readiness: ListChecks }[hit.kind];
  return (
    <li className={row.item}>
      <div className={row.link}>
        <GoLink to={to} look="row">
          <span className={row.row}>
            <span className={row.chairs}>
              <Mark aria-hidden size="1.15em" strokeWidth={1.75} />
            </span>
            <span className={row.texts}>
              <span className={row.top}>
                <span className={row.name}>
                  {isIn(hit)} · <bdi>{hit.pairingName === null ? t('journal.everyPairing') : reveal(hit.pairingName)}</bdi>
                </span>
                <span className={row.day}>{day(hit.date)}</span>
              </span>
              <Snippets snippets={hit.snippets} />
            </span>
          </span>
        </GoLink>
      </div>
    </li>
  );
}

/** What it is: the map, why somebody went ahead, or the kind of event. */
export function useNoteInWords(): (hit: NoteHit) => string {
  const { t: ofEvents } = useTranslation('events');
  const { t } = useTranslation('sessions');
  return (hit) => (hit.event !== null ? ofEvents(`kinds.${hit.event}`) : t(hit.kind === 'readiness' ? 'journal.foundAhead' : 'journal.foundMap'));
}

const PART_BY_KIND = { event: 'events', asymmetry: 'differences', readiness: 'readiness' } as const satisfies Record<NoteHit['kind'], string>;

/** Where it can be read. An event of every pairing stands on the page of each. */
export function useNotePlace(anyPairing: RecordId | null): (hit: NoteHit) => string {
  return ({ kind, pairing }) => {
    const of = pairing ?? anyPairing;
    return of === null ? '/pairings' : `/pairings/${of}/${PART_BY_KIND[kind]}`;
  };
}
