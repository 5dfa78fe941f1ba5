import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, reveal, type Kept } from '../../shared/about.ts';
import { today, type IsoDate } from '../../shared/date.ts';
import { PAIRING_NAME_MAX, PAIRING_NOTE_MAX, type Pairing } from '../../shared/pairing.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { hasUnseen, lengthOf, withoutUnseen } from '../../shared/text.ts';
import { useAsking } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Message } from '../ui/Message.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useUnsaved } from '../ui/unsaved.ts';
import style from './PairingForm.module.css';

/** What is typed, before it is kept. */
interface Draft {
  name: Kept<'peer', string>;
  since: IsoDate | null;
  note: Kept<'us', string>;
}

export interface PairingFormProps {
  /** `null`: a new pairing. */
  id: RecordId | null;
  /** What it says now; left out for a new one. */
  pairing?: Pairing;
  onSaved: (id: RecordId) => void;
  onCancel?: () => void;
}

/** Name, since when, and a note. */
export function PairingForm({ id, pairing, onSaved, onCancel }: PairingFormProps) {
  const { t } = useTranslation('pairings');
  const save = useAsking('savePairing');
  const [draft, setDraft] = useState<Draft>(() => draftOf(pairing));
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
    const reply = await save.ask({ id, pairing: pairingOf(draft) });
    return reply.ok ? reply.value.id : null;
  };
  useUnsaved(async () => {
    if (sameDraft(draft, draftOf(pairing))) return;
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
        {t(id === null ? 'form.titleNew' : 'form.title')}
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
      <DateField label={t('form.since')} hint={t('form.sinceHint')} value={draft.since} onChange={(since) => change({ since })} max={today()} />
      <TextField label={t('form.note')} hint={t('form.noteHint')} value={reveal(draft.note)} onChange={(note) => change({ note: keep('us', note) })} max={PAIRING_NOTE_MAX} multiline written />
      <RefusalMessage name="savePairing" refusal={save.refusal} />
      <div className={style.actions}>
        <Button kind="primary" type="submit" pending={save.asking}>
          {t(id === null ? 'form.add' : 'form.save')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('form.cancel')}</Button>}
      </div>
    </form>
  );
}

type Problem = 'no-name' | 'unseen' | 'too-long' | 'too-late';

function problemOf({ name, since, note }: Draft): Problem | null {
  const typed = reveal(name);
  if (typed.trim() === '') return 'no-name';
  if (hasUnseen(typed) || !typed.isWellFormed()) return 'unseen';
  if (lengthOf(typed) > PAIRING_NAME_MAX || lengthOf(reveal(note)) > PAIRING_NOTE_MAX) return 'too-long';
  return since !== null && since > today() ? 'too-late' : null;
}

function draftOf(pairing: Pairing | undefined): Draft {
  return { name: pairing?.name ?? keep('peer', ''), since: pairing?.since ?? null, note: pairing?.note ?? keep('us', '') };
}

function pairingOf({ name, since, note }: Draft): Pairing {
  return { name: keep('peer', reveal(name).trim()), since, note: reveal(note).trim() === '' ? null : note };
}

function sameDraft(one: Draft, other: Draft): boolean {
  return reveal(one.name) === reveal(other.name) && one.since === other.since && reveal(one.note) === reveal(other.note);
}
