import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { TRAVEL_ROWS, type TravelRow } from '../../shared/agreement.ts';
import agreement from '../../shared/content/en/agreement.json';
import wording from '../../shared/content/en/events.json';
import { today } from '../../shared/date.ts';
import {
  AFFECTED,
  ANSWERED,
  broughtBackBy,
  CONSENT_HOW_MAX,
  CONSENTS,
  CONTEXT_EVENT_TYPES,
  DISCLOSED_FORMS,
  EVENT_NOTE_MAX,
  INTERESTED,
  REPAIRS,
  ROLE_MAX,
  TOLD_PEER,
  WANTED,
  type ContextEventType,
} from '../../shared/event.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { questionNumbered } from '../../shared/readiness.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useTopics } from '../readiness/in-words.ts';
import { AboutMark } from '../sessions/AboutMark.tsx';
import { Choice } from '../ui/Choice.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { mayConcernEvery, toEvent, type EventDraft, type Missing } from './draft.ts';
import style from './Events.module.css';

const EVERY = 'every';

export interface EventFormProps {
  draft: EventDraft;
  onChange: (part: Partial<EventDraft>) => void;
  pairings: readonly PairingRow[];
  /** What is in the way, once somebody tried to save; `null`: nothing, or not tried yet. */
  missing: Missing | null;
}

/** A few choices and a date. Nothing is chosen beforehand, and only the first choice is needed. */
export function EventForm(props: EventFormProps) {
  const { t } = useTranslation('events');
  const { draft, onChange, missing } = props;
  const { kind, date, note } = draft;
  const now = today();
  return (
    <div className={style.form}>
      <div className={style.when}>
        <DateField
          label={t(kind === 'pause' ? 'fields.from' : 'fields.date')}
          value={date}
          max={now}
          onChange={(chosen) => onChange({ date: chosen })}
          error={missing === 'date' ? t('missing.date') : null}
        />
        {kind === 'pause' && (
          <DateField
            label={t('fields.until')}
            hint={t('pause.openHint')}
            value={draft.until}
            max={now}
            onChange={(until) => onChange({ until })}
            error={missing === 'ends-before-it-begins' ? t('missing.ends-before-it-begins') : null}
          />
        )}
        <Concerns {...props} />
      </div>
      {kind === 'outside_interest' && <InterestFields {...props} />}
      {kind === 'disclosure' && <DisclosureFields {...props} />}
      {kind === 'context' && <ContextFields {...props} />}
      <TextField
        label={t(kind === 'pause' ? 'fields.reason' : 'fields.note')}
        mark={<AboutMark about="us" />}
        value={note}
        onChange={(text) => onChange({ note: text })}
        max={EVENT_NOTE_MAX}
        multiline
        written
      />
      <BringsBack draft={draft} />
    </div>
  );
}

function InterestFields({ draft, onChange, missing }: EventFormProps) {
  const { t } = useTranslation('events');
  return (
    <>
      <Choice
        label={t('fields.who')}
        options={INTERESTED.map((value) => ({ value, label: wording.who[value] }))}
        value={draft.who}
        onChange={(who) => onChange({ who })}
        error={missing === 'who' ? t('missing.who') : null}
      />
      <Choice label={t('fields.wanted')} options={WANTED.map((value) => ({ value, label: wording.wanted[value] }))} value={draft.wanted} onChange={(wanted) => onChange({ wanted })} clearable />
      <Choice label={t('fields.answered')} options={ANSWERED.map((value) => ({ value, label: wording.answered[value] }))} value={draft.answered} onChange={(answered) => onChange({ answered })} clearable />
      <Choice label={t('fields.toldPeer')} options={TOLD_PEER.map((value) => ({ value, label: wording.toldPeer[value] }))} value={draft.toldPeer} onChange={(toldPeer) => onChange({ toldPeer })} clearable />
    </>
  );
}

function DisclosureFields({ draft, onChange, missing }: EventFormProps) {
  const { t } = useTranslation('events');
  return (
    <>
      <Select<TravelRow>
        label={t('fields.row')}
        options={TRAVEL_ROWS.map((value) => ({ value, label: agreement.travel.rows[value] }))}
        value={draft.row}
        onChange={(row) => onChange({ row })}
        placeholder={t('choose')}
        error={missing === 'row' ? t('missing.row') : null}
      />
      <TextField
        label={t('fields.toRole')}
        hint={t('toRoleHint')}
        value={draft.toRole}
        onChange={(toRole) => onChange({ toRole })}
        max={ROLE_MAX}
        error={missing === 'unseen' ? t('missing.unseen') : null}
      />
      <Choice label={t('fields.form')} options={DISCLOSED_FORMS.map((value) => ({ value, label: agreement.travel.forms[value].name }))} value={draft.form} onChange={(form) => onChange({ form })} clearable />
      <Choice label={t('fields.consent')} options={CONSENTS.map((value) => ({ value, label: wording.consent[value] }))} value={draft.consent} onChange={(consent) => onChange({ consent })} clearable />
      {draft.consent === 'given' && (
        <div className={style.when}>
          <TextField label={t('fields.consentHow')} value={draft.consentHow} onChange={(consentHow) => onChange({ consentHow })} max={CONSENT_HOW_MAX} />
          <DateField label={t('fields.consentOn')} value={draft.consentOn} max={today()} onChange={(consentOn) => onChange({ consentOn })} />
        </div>
      )}
      <Choice label={t('fields.repair')} options={REPAIRS.map((value) => ({ value, label: wording.repair[value] }))} value={draft.repair} onChange={(repair) => onChange({ repair })} clearable />
    </>
  );
}

function ContextFields({ draft, onChange, missing }: EventFormProps) {
  const { t } = useTranslation('events');
  return (
    <>
      <Select<ContextEventType>
        label={t('fields.type')}
        options={CONTEXT_EVENT_TYPES.map((value) => ({ value, label: wording.type[value] }))}
        value={draft.type}
        onChange={(type) => onChange({ type })}
        placeholder={t('choose')}
        error={missing === 'type' ? t('missing.type') : null}
      />
      <Choice label={t('fields.affects')} options={AFFECTED.map((value) => ({ value, label: wording.affects[value] }))} value={draft.affects} onChange={(affects) => onChange({ affects })} clearable />
    </>
  );
}

/** Which pairing: asked where it is not known, or where it may be all of them. */
function Concerns({ draft: { kind, pairing, every }, onChange, pairings, missing }: EventFormProps) {
  const { t } = useTranslation('events');
  const own = pairings.find(({ id }) => id === pairing);
  const all = mayConcernEvery(kind) ? [{ value: EVERY, label: t('every') }] : [];
  const choose = (value: string) => onChange(value === EVERY ? { every: true } : { every: false, pairing: value as RecordId });
  if (own !== undefined) {
    if (all.length === 0) return null;
    return <Choice<string> label={t('fields.concerns')} options={[{ value: own.id, label: reveal(own.name) }, ...all]} value={every ? EVERY : own.id} onChange={(value) => value !== null && choose(value)} />;
  }
  return (
    <Select<string>
      label={t('fields.concerns')}
      options={[...pairings.map(({ id, name }) => ({ value: id, label: reveal(name) })), ...all]}
      value={every ? EVERY : pairing}
      onChange={choose}
      placeholder={t('choose')}
      error={missing === 'pairing' ? t('missing.pairing') : null}
    />
  );
}

/** In one line, where it is about to be noted. */
function BringsBack({ draft }: { draft: EventDraft }) {
  const { t } = useTranslation('events');
  const topics = useTopics();
  const made = toEvent(draft, today());
  const questions = 'event' in made ? broughtBackBy(made.event) : [];
  return <p className={style.soft}>{questions.length > 0 && t('willBringBack', { count: questions.length, questions: topics(questions.map(questionNumbered)) })}</p>;
}
