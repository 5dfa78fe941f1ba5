import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import type { Holdings } from '../../shared/holdings.ts';
import { useAnswer } from '../keeper.ts';
import { placeOf, type PartName, type PartProps } from '../pairings/places.ts';
import { GoLink } from '../ui/GoLink.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { ReflectionLines } from '../reflections/ReflectionLines.tsx';
import { ClearPairing } from './ClearPairing.tsx';
import { DeletePairing } from './DeletePairing.tsx';
import { HeldSessions } from './HeldSessions.tsx';
import { PeerNotes } from './PeerNotes.tsx';
import style from './holdings.module.css';

/** Everything a pairing's journal holds about the peer or the two, and the ways to clear it (domain §5.5). */
export function HoldingsPart({ pairing }: PartProps) {
  const { t } = useTranslation('holdings');
  const held = useAnswer('holdings', { pairing: pairing.id });
  const name = reveal(pairing.name);
  if (held.state === 'asking') return null;
  if (held.state === 'refused') return <RefusalMessage name="holdings" refusal={held.refusal} />;
  const nothing = isEmpty(held.value) && pairing.note === null;
  return (
    <>
      <p className={style.lead}>{t(nothing ? 'none' : 'lead', { name })}</p>
      <PeerNotes pairing={pairing} />
      {pairing.note !== null && (
        <section className={style.section} aria-labelledby="held-pairing">
          <h2 id="held-pairing">{t('pairing.title')}</h2>
          <div>
            <p className={style.label}>{t('pairing.note')}</p>
            <p className={style.words}>{reveal(pairing.note)}</p>
          </div>
        </section>
      )}
      {held.value.sessions.length > 0 && <HeldSessions sessions={held.value.sessions} />}
      {held.value.reflections.length > 0 && (
        <section className={style.section} aria-labelledby="held-reflections">
          <h2 id="held-reflections">{t('reflections.title')}</h2>
          <p>{t('reflections.lead')}</p>
          <ReflectionLines rows={held.value.reflections} label={t('reflections.title')} without="pairing" />
        </section>
      )}
      <Rest pairing={pairing} held={held.value} />
      <section className={style.section} aria-labelledby="clearing">
        <h2 id="clearing">{t('clear.title')}</h2>
        <p>{t('clear.lead')}</p>
        <div className={style.actions}>
          <ClearPairing pairing={pairing} />
          <DeletePairing pairing={pairing} />
        </div>
      </section>
    </>
  );
}

/** What is about the two as a whole is read on its own part of the page. */
function Rest({ pairing, held }: PartProps & { held: Holdings }) {
  const { t } = useTranslation('holdings');
  const counted: [PartName, number, string][] = [
    ['readiness', held.readiness, t('rest.readiness', { count: held.readiness })],
    ['differences', held.differences, t('rest.differences', { count: held.differences })],
    ['agreement', held.agreements, t('rest.agreement', { count: held.agreements })],
    ['events', held.events, t('rest.events', { count: held.events })],
  ];
  const there = counted.filter(([, count]) => count > 0);
  if (there.length === 0) return null;
  return (
    <section className={style.section} aria-labelledby="held-rest">
      <h2 id="held-rest">{t('rest.title')}</h2>
      <ul className={style.list}>
        {there.map(([part, , words]) => (
          <li key={part}>
            <GoLink to={placeOf(pairing.id, part)}>{words}</GoLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isEmpty({ sessions, reflections, readiness, differences, agreements, events }: Holdings): boolean {
  return sessions.length + reflections.length + readiness + differences + agreements + events === 0;
}
