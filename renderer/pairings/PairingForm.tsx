import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal, type Kept } from '../../shared/about.ts';
import { today, type IsoDate } from '../../shared/date.ts';
import { BEGINNINGS, PAIRING_NAME_MAX, PAIRING_NOTE_MAX, type Beginning, type Pairing, type PairingRow } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { hasUnseen, lengthOf, withoutUnseen } from '../../shared/text.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useUnsaved } from '../ui/unsaved.ts';
import style from './PairingForm.module.css';

/** What is typed, before it is kept. */
interface Draft {
  name: Kept<'peer', string>;
  /** Null: not chosen yet. Of a pairing that is there: whether there is a day to enter since when. */
  begins: Beginning | null;
  since: IsoDate | null;
  note: Kept<'us', string>;
}

export interface PairingFormProps {
  /** `null`: a new pairing. */
  row: PairingRow | null;
  onSaved: (id: RecordId) => void;
  onCancel?: () => void;
}

/** Name, whether the two meet already and since when, and a note. */
export function PairingForm({ row, onSaved, onCancel }: PairingFormProps) {
  const { t } = useTranslation('pairings');
  const save = useSaving(row);
  const [draft, setDraft] = useState<Draft>(() => draftOf(row));
  const [tried, setTried] = useState(false);
  const title = useId();
  const problem = problemOf(draft);
  const change = (part: Partial<Draft>) => {
    save.forget();
    setDraft({ ...draft, ...part });
  };
  const send = async () => {
    setTried(true);
    if (problem !== null) return null;
    return save.send(draft);
  };
  useUnsaved(async () => {
    if (sameDraft(draft, draftOf(row))) return;
    if ((await send()) === null) throw new Error('unsaved');
  });

  return (
    <form
      className={style.form}
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        void send().then((saved) => {
          if (saved !== null) onSaved(saved);
        });
      }}
    >
      <h2 id={title} className={style.title}>
        {t(row === null ? 'form.titleNew' : 'form.title')}
      </h2>
      <TextField
        label={t('form.name')}
        hint={t('form.nameHint')}
        value={reveal(draft.name)}
        onChange={(name) => change({ name: keep('peer', name) })}
        max={PAIRING_NAME_MAX}
        error={tried && problem === 'no-name' ? t('form.noName') : null}
        autoFocus
      />
      {problem === 'unseen' && (
        <Message kind="attention" actions={<Button onPress={() => change({ name: keep('peer', withoutUnseen(reveal(draft.name))) })}>{t('form.removeUnseen')}</Button>}>
          {t('form.unseen')}
        </Message>
      )}
      {row === null && (
        <Choice
          label={t('form.begins')}
          options={BEGINNINGS.map((value) => ({ value, label: t(`form.beginsWith.${value}`) }))}
          value={draft.begins}
          onChange={(begins) => change({ begins })}
          error={tried && problem === 'no-beginning' ? t('form.noBeginning') : null}
        />
      )}
      {draft.begins === 'active' && <DateField label={t('form.since')} hint={t('form.sinceHint')} value={draft.since} onChange={(since) => change({ since })} max={today()} />}
      <TextField label={t('form.note')} hint={t('form.noteHint')} value={reveal(draft.note)} onChange={(note) => change({ note: keep('us', note) })} max={PAIRING_NOTE_MAX} multiline written />
      {save.refusal}
      <div className={style.actions}>
        <Button kind="primary" type="submit" pending={save.asking}>
          {t(row === null ? 'form.add' : 'form.save')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('form.cancel')}</Button>}
      </div>
    </form>
  );
}

/** Adds a new pairing, or changes the one that is there. */
function useSaving(row: PairingRow | null) {
  const adding = useAsking('addPairing');
  const changing = useAsking('savePairing');
  const send = async (draft: Draft): Promise<RecordId | null> => {
    const written = pairingOf(draft);
    const reply = row === null ? await adding.ask({ pairing: written, begins: draft.begins ?? 'considering' }) : await changing.ask({ id: row.id, pairing: written });
    return reply.ok ? reply.value.id : null;
  };
  const forget = () => {
    adding.forget();
    changing.forget();
  };
  const refusal = row === null ? <RefusalMessage name="addPairing" refusal={adding.refusal} /> : <RefusalMessage name="savePairing" refusal={changing.refusal} />;
  return { send, forget, asking: adding.asking || changing.asking, refusal };
}

type Problem = 'no-name' | 'unseen' | 'too-long' | 'no-beginning' | 'too-late';

function problemOf({ name, begins, since, note }: Draft): Problem | null {
  const typed = reveal(name);
  if (typed.trim() === '') return 'no-name';
  if (hasUnseen(typed) || !typed.isWellFormed()) return 'unseen';
  if (lengthOf(typed) > PAIRING_NAME_MAX || lengthOf(reveal(note)) > PAIRING_NOTE_MAX) return 'too-long';
  if (begins === null) return 'no-beginning';
  return since !== null && since > today() ? 'too-late' : null;
}

function draftOf(row: PairingRow | null): Draft {
  if (row === null) return { name: keep('peer', ''), begins: null, since: null, note: keep('us', '') };
  return { name: row.name, begins: row.state.is === 'considering' ? 'considering' : 'active', since: row.since, note: row.note ?? keep('us', '') };
}

function pairingOf({ name, begins, since, note }: Draft): Pairing {
  return { name: keep('peer', reveal(name).trim()), since: begins === 'active' ? since : null, note: reveal(note).trim() === '' ? null : note };
}

function sameDraft(one: Draft, other: Draft): boolean {
  return reveal(one.name) === reveal(other.name) && one.begins === other.begins && one.since === other.since && reveal(one.note) === reveal(other.note);
}
