import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal, type Kept } from '../../shared/about.ts';
import holdReasons from '../../shared/content/en/hold-reasons.json';
import type { RecordId } from '../../shared/record-id.ts';
import type { ReflectionRow } from '../../shared/reflection.ts';
import type { RichText } from '../../shared/rich-text.ts';
import { HOLD_REASONS, NEXT_STEP_MAX, type CoacheeSitting, type CoachSitting, type HeldBack, type NextStep, type Sitting } from '../../shared/session.ts';
import { SittingReflections } from '../reflections/SittingReflections.tsx';
import { Button } from '../ui/Button.tsx';
import { ChairMark } from '../ui/ChairMark.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Folded } from '../ui/Folded.tsx';
import { RichTextField } from '../ui/RichTextField.tsx';
import { TagsField } from '../ui/TagsField.tsx';
import { AboutMark } from './AboutMark.tsx';
import { isAnswered, saysWhat, type Draft } from './draft.ts';
import style from './Entry.module.css';
import { LineField } from './LineField.tsx';
import { RatingsBlock, type Rated } from './RatingsBlock.tsx';
import type { Writing } from './writing.ts';

export interface SittingSectionProps {
  sitting: Sitting;
  /** With two sittings each says which chair it is. */
  one: boolean;
  tags: readonly string[];
  pairing: RecordId | null;
  /** Once the journal has it. */
  session: RecordId | null;
  /** Those on this sitting; `null` as long as they are not known. */
  reflections: readonly ReflectionRow[] | null;
  change: Writing['change'];
}

type ChangeSitting<S extends Sitting> = (update: (sitting: S) => S) => void;

/** What I write about myself in one chair, and how I rate it. */
export const SittingSection = memo(function SittingSection({ sitting, one, tags, pairing, session, reflections, change }: SittingSectionProps) {
  const { t } = useTranslation('sessions');
  const heading = one ? t('sitting.aboutMe') : t(`sitting.${sitting.chair}`);
  return (
    <section className={style.sitting} data-chair={sitting.chair} aria-label={heading}>
      <h2 className={style.heading}>
        <ChairMark chair={sitting.chair} words="none" />
        {heading}
      </h2>
      {sitting.chair === 'coach' ? <CoachFields sitting={sitting} tags={tags} reflections={reflections} changeDraft={change} /> : <CoacheeFields sitting={sitting} tags={tags} reflections={reflections} changeDraft={change} />}
      {session !== null && pairing !== null && <SittingReflections pairing={pairing} session={session} chair={sitting.chair} rows={reflections ?? []} />}
    </section>
  );
});

function CoachFields({ sitting, tags, reflections, changeDraft }: { sitting: CoachSitting; tags: readonly string[]; reflections: SittingSectionProps['reflections']; changeDraft: Writing['change'] }) {
  const { t } = useTranslation('sessions');
  const change = useMemo(() => changing(changeDraft, 'coach'), [changeDraft]);
  const rate = useCallback((rated: Rated) => change((now) => withRatings(now, rated)), [change]);
  return (
    <>
      <Written label={t('sitting.intention')} text={sitting.intention} onChange={(intention) => change((now) => ({ ...now, intention }))} />
      <ClosingFields sitting={sitting} tags={tags} change={change} />
      <RatingsBlock chair="coach" ratings={sitting.ratings} reflections={reflections} onRate={rate} />
    </>
  );
}

function CoacheeFields({ sitting, tags, reflections, changeDraft }: { sitting: CoacheeSitting; tags: readonly string[]; reflections: SittingSectionProps['reflections']; changeDraft: Writing['change'] }) {
  const { t } = useTranslation('sessions');
  const change = useMemo(() => changing(changeDraft, 'coachee'), [changeDraft]);
  const rate = useCallback((rated: Rated) => change((now) => withRatings(now, rated)), [change]);
  return (
    <>
      <Written label={t('sitting.brought')} text={sitting.brought} onChange={(brought) => change((now) => ({ ...now, brought }))} />
      <TagsField label={t('sitting.broughtTags')} mark={<AboutMark about="me" />} tags={reveal(sitting.broughtTags)} known={tags} onChange={(broughtTags) => change((now) => ({ ...now, broughtTags: keep('me', broughtTags) }))} />
      <ClosingFields sitting={sitting} tags={tags} change={change} />
      <RatingsBlock chair="coachee" ratings={sitting.ratings} reflections={reflections} onRate={rate} />
    </>
  );
}

/** What both chairs end with. */
function ClosingFields<S extends Sitting>({ sitting, tags, change }: { sitting: S; tags: readonly string[]; change: ChangeSitting<S> }) {
  const { t } = useTranslation('sessions');
  return (
    <>
      <Written label={t('sitting.takeaway')} text={sitting.takeaway} onChange={(takeaway) => change((now) => ({ ...now, takeaway }))} />
      <NextStepFields nextStep={sitting.nextStep} onChange={(nextStep) => change((now) => ({ ...now, nextStep }))} />
      <HeldBackFields heldBack={sitting.heldBack} tags={tags} change={(update) => change((now) => ({ ...now, heldBack: update(now.heldBack) }))} />
    </>
  );
}

function NextStepFields({ nextStep, onChange }: { nextStep: NextStep | null; onChange: (nextStep: NextStep | null) => void }) {
  const { t } = useTranslation('sessions');
  const { text, by } = nextStep ?? { text: keep('me', ''), by: null };
  const put = (next: NextStep) => onChange(reveal(next.text) === '' && next.by === null ? null : next);
  return (
    <div className={style.nextStep}>
      <LineField label={t('sitting.nextStep')} about="me" value={reveal(text)} max={NEXT_STEP_MAX} multiline onChange={(typed) => put({ text: keep('me', typed), by })} />
      <DateField label={t('sitting.nextStepBy')} value={by === null ? null : reveal(by)} onChange={(date) => put({ text, by: date === null ? null : keep('me', date) })} />
    </div>
  );
}

function HeldBackFields({ heldBack, tags, change }: { heldBack: HeldBack; tags: readonly string[]; change: (update: (heldBack: HeldBack) => HeldBack) => void }) {
  const { t } = useTranslation('sessions');
  const reasons = reveal(heldBack.reasons);
  const saysSomething = saysWhat(heldBack);
  return (
    <div className={style.heldBack}>
      <Written label={t('sitting.heldBack')} text={heldBack.text} onChange={(text) => change((now) => ({ ...now, text }))} />
      <div className={style.nothing}>
        <Button kind="plain" disabled={saysSomething} pressed={!saysSomething && isAnswered(heldBack)} onPress={() => change((now) => ({ ...now, answered: !now.answered }))}>
          {t('sitting.nothing')}
        </Button>
      </div>
      <Folded title={t('sitting.reasons')} level={3} summary={reasons.length === 0 ? undefined : t('sitting.reasonsSummary', { count: reasons.length })} openAtFirst={reasons.length > 0 || reveal(heldBack.tags).length > 0}>
        <Checklist
          label={t('sitting.reasons')}
          labelHidden
          options={HOLD_REASONS.map((value) => ({ value, label: holdReasons[value] }))}
          values={reasons}
          onChange={(chosen) => change((now) => ({ ...now, reasons: keep('me', chosen) }))}
        />
        <TagsField label={t('sitting.heldBackTags')} mark={<AboutMark about="me" />} tags={reveal(heldBack.tags)} known={tags} onChange={(chosen) => change((now) => ({ ...now, tags: keep('me', chosen) }))} />
      </Folded>
    </div>
  );
}

function Written({ label, text, onChange }: { label: string; text: Kept<'me', RichText> | null; onChange: (text: Kept<'me', RichText> | null) => void }) {
  return <RichTextField label={label} mark={<AboutMark about="me" />} initial={text && reveal(text)} onChange={(written) => onChange(written && keep('me', written))} />;
}

/** Changes one sitting of the draft. */
function changing<C extends Sitting['chair']>(change: Writing['change'], chair: C): ChangeSitting<Draft['written'][C]> {
  return (update) => change((draft) => ({ ...draft, written: { ...draft.written, [chair]: update(draft.written[chair]) } }));
}

/** Each measure comes marked with whom it is about in this chair, so it fits where it is put. */
function withRatings<S extends Sitting>(sitting: S, rated: Rated): S {
  return { ...sitting, ratings: { ...sitting.ratings, ...rated } };
}
