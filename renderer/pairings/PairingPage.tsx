import { NotebookPen, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { reveal } from '../../shared/about.ts';
import type { PairingRow } from '../../shared/pairing.ts';
import { Button } from '../ui/Button.tsx';
import { GoLink } from '../ui/GoLink.tsx';
import { Page } from '../ui/Page.tsx';
import { PartLinks } from '../ui/PartLinks.tsx';
import { useSay } from '../ui/Toasts.tsx';
import { PairingForm } from './PairingForm.tsx';
import { PARTS } from './parts.ts';
import { LISTED_PARTS, placeOf, type PartName } from './places.ts';
import { useStateInWords } from './state-in-words.ts';
import style from './PairingPage.module.css';

/** One pairing: its name and state, and one of its parts. */
export function PairingPage({ row, part }: { row: PairingRow; part: PartName }) {
  const { t } = useTranslation('pairings');
  const stateInWords = useStateInWords();
  const say = useSay();
  const [, goTo] = useLocation();
  const [editing, setEditing] = useState(false);
  const Part = PARTS[part];

  if (editing) {
    return (
      <Page title={t('form.title')}>
        <PairingForm
          row={row}
          onSaved={() => {
            setEditing(false);
            say(t('saved'));
          }}
          onCancel={() => setEditing(false)}
        />
      </Page>
    );
  }
  return (
    <Page
      title={reveal(row.name)}
      lead={stateInWords(row.state)}
      actions={
        <>
          <Button icon={Pencil} onPress={() => setEditing(true)}>
            {t('edit')}
          </Button>
          <Button kind={row.state.is === 'active' ? 'primary' : 'quiet'} icon={NotebookPen} onPress={() => goTo(`/journal/new?pairing=${row.id}`)}>
            {t('write')}
          </Button>
        </>
      }
    >
      <PartLinks label={t('partsOf')} parts={LISTED_PARTS.map((name) => ({ to: placeOf(row.id, name), label: t(`parts.${name}`) }))} current={placeOf(row.id, part)} />
      <section className={style.part} aria-label={t(`parts.${part}`)}>
        <Part pairing={row} />
      </section>
      <p className={style.back}>
        <GoLink to="/pairings">{t('back')}</GoLink>
      </p>
    </Page>
  );
}
