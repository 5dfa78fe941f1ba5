import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal, type About, type Kept } from '../../shared/about.ts';
import holdReasons from '../../shared/content/en/hold-reasons.json';
import wording from '../../shared/content/en/measures.json';
import { MEASURES } from '../../shared/measures.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import type { RichText } from '../../shared/rich-text.ts';
import type { Session, Sitting } from '../../shared/session.ts';
import { ChairMark } from '../ui/ChairMark.tsx';
import { useDates } from '../ui/dates.ts';
import { RichTextView } from '../ui/RichTextView.tsx';
import { AboutMark } from './AboutMark.tsx';
import style from './EntryView.module.css';
import { aboutOfMeasure } from '../../shared/measure-about.ts';

export interface EntryViewProps {
  session: Session;
  /** Of the agreement the two had on its day. */
  agreementVersion?: number | null;
  pairings: readonly PairingRow[];
  /** The level of the heading this stands under. */
  under: 1 | 2;
}

/** An entry to read only: what was said, and nothing where nothing was said. */
export function EntryView({ session, agreementVersion = null, pairings, under }: EntryViewProps) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  const { pairing, date, setting, length, sittings, between, peerNote } = session;
  const name = pairings.find(({ id }) => id === pairing)?.name;
  const facts = [day(date), setting && t(`frame.settings.${setting}`), length && t(`frame.lengths.${length}`), agreementVersion !== null && t('frame.agreement', { number: agreementVersion })].filter(Boolean);
  const level = under + 1;
  const hasBetween = between.note ?? between.nicer ?? between.travelled;
  return (
    <div className={style.entry}>
      <p>
        <bdi className={style.name}>{name === undefined ? t('view.unknownPairing') : reveal(name)}</bdi>
        <br />
        {facts.join(' · ')}
      </p>
      {sittings.map((sitting) => (
        <SittingView key={sitting.chair} sitting={sitting} level={level} />
      ))}
      {hasBetween && (
        <section className={style.part}>
          <Heading level={level}>{t('between.title')}</Heading>
          <Long label={t('between.note')} about="us" text={between.note} level={level} />
          <Long label={t('between.nicer')} about="us" text={between.nicer} level={level} />
          <Long label={t('between.travelled')} about="us" text={between.travelled} level={level} />
        </section>
      )}
      {peerNote && (
        <section className={style.part}>
          <Heading level={level}>{t('peer.title')}</Heading>
          <Short label={t('peer.keywords')} about="peer">
            {peerNote.keywords && reveal(peerNote.keywords)}
          </Short>
          <Short label={t('peer.theirStep')} about="peer">
            {peerNote.theirStep && reveal(peerNote.theirStep)}
          </Short>
          <p className={style.soft}>{t('view.keepUntil', { date: day(reveal(peerNote.keepUntil)) })}</p>
        </section>
      )}
    </div>
  );
}

function SittingView({ sitting, level }: { sitting: Sitting; level: number }) {
  const { t } = useTranslation('sessions');
  const { day } = useDates();
  const { heldBack, nextStep, ratings, takeaway } = sitting;
  const reasons = reveal(heldBack.reasons);
  const rated = MEASURES.filter((measure) => ratings[measure] !== null);
  const onlyLooked = heldBack.answered && heldBack.text === null && reasons.length === 0 && reveal(heldBack.tags).length === 0;
  return (
    <section className={style.part}>
      <Heading level={level}>
        <ChairMark chair={sitting.chair} words="none" /> {t(`sitting.${sitting.chair}`)}
      </Heading>
      {sitting.chair === 'coach' ? (
        <Long label={t('sitting.intention')} about="me" text={sitting.intention} level={level} />
      ) : (
        <>
          <Long label={t('sitting.brought')} about="me" text={sitting.brought} level={level} />
          <Short label={t('sitting.broughtTags')} about="me">
            {reveal(sitting.broughtTags).join(', ')}
          </Short>
        </>
      )}
      <Long label={t('sitting.takeaway')} about="me" text={takeaway} level={level} />
      {nextStep && (
        <Short label={t('sitting.nextStep')} about="me">
          {[reveal(nextStep.text), nextStep.by && t('view.by', { date: day(reveal(nextStep.by)) })].filter(Boolean).join(', ')}
        </Short>
      )}
      <Long label={t('sitting.heldBack')} about="me" text={heldBack.text} level={level} />
      <Short label={t('sitting.heldBackTags')} about="me">
        {reveal(heldBack.tags).join(', ')}
      </Short>
      <Short label={t('sitting.reasons')} about="me">
        {reasons.map((reason) => holdReasons[reason]).join('; ')}
      </Short>
      {onlyLooked && <p className={style.soft}>{t('sitting.nothing')}</p>}
      {rated.map((measure) => (
        <Short key={measure} label={wording[measure].question[sitting.chair]} about={aboutOfMeasure(measure, sitting.chair)}>
          {wording[measure].points[sitting.chair][reveal(ratings[measure]!) - 1]}
        </Short>
      ))}
    </section>
  );
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  const Level = `h${level === 2 ? 2 : 3}` as const;
  return <Level className={style.heading}>{children}</Level>;
}

function Long({ label, about, text, level }: { label: string; about: About; text: Kept<About, RichText> | null; level: number }) {
  if (text === null) return null;
  return (
    <div className={style.field}>
      <Labelled label={label} about={about} />
      <RichTextView text={reveal(text)} under={level === 2 ? 2 : 3} />
    </div>
  );
}

function Short({ label, about, children }: { label: string; about: About; children: string | null | undefined }) {
  if (!children) return null;
  return (
    <div className={style.field}>
      <Labelled label={label} about={about} />
      <p className={style.words} dir="auto">
        {children}
      </p>
    </div>
  );
}

function Labelled({ label, about }: { label: string; about: About }) {
  return (
    <p className={style.label}>
      {label} <AboutMark about={about} />
    </p>
  );
}
