import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOf, type AgreementRow } from '../../shared/agreement-version.ts';
import type { RecordId } from '../../shared/record-id.ts';
import { useAnswer } from '../keeper.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RefusalMessage } from '../ui/RefusalMessage.tsx';
import { Select } from '../ui/Select.tsx';
import { AgreementWords } from './AgreementWords.tsx';
import { Compared } from './Compared.tsx';
import { Facts } from './Facts.tsx';
import style from './Agreements.module.css';

/** Every version there was, to read and to compare. */
export function Versions({ rows }: { rows: readonly AgreementRow[] }) {
  const { t } = useTranslation('agreements');
  const nameOf = useNameOfVersion();
  const [reading, setReading] = useState<AgreementRow | null>(null);
  const [comparing, setComparing] = useState(false);
  const readable = rows.filter(({ fingerprint, cleared }) => fingerprint !== null && !cleared);
  return (
    <section className={style.versions} aria-label={t('versions.title')}>
      <div className={style.top}>
        <h2 className={style.title}>{t('versions.title')}</h2>
        {readable.length > 1 && (
          <Button icon={GitCompareArrows} onPress={() => setComparing(true)}>
            {t('versions.compare')}
          </Button>
        )}
      </div>
      <ul className={style.list}>
        {rows.map((row) => (
          <li key={row.id} className={style.row}>
            <h3 className={style.clauseName}>{nameOf(row)}</h3>
            <Facts row={row} numbered={false} />
            {readable.includes(row) && (
              <div className={style.aside}>
                <Button kind="plain" onPress={() => setReading(row)}>
                  {t('actions.read')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Dialog title={reading === null ? '' : nameOf(reading)} open={reading !== null} onClose={() => setReading(null)} wide>
        {reading !== null && <Whole id={reading.id} />}
      </Dialog>
      <Dialog title={t('versions.compare')} open={comparing} onClose={() => setComparing(false)} wide>
        {comparing && <Comparison rows={readable} />}
      </Dialog>
    </section>
  );
}

function useNameOfVersion(): (row: AgreementRow) => string {
  const { t } = useTranslation('agreements');
  return ({ number, state }) => t('versions.label', { version: t('version', { number }), state: t(`state.${state}`) });
}

function Whole({ id }: { id: RecordId }) {
  const opened = useAnswer('readAgreement', { id });
  if (opened.state === 'asking') return null;
  if (opened.state === 'refused') return <RefusalMessage name="readAgreement" refusal={opened.refusal} />;
  const text = textOf(opened.value.stage);
  return text && <AgreementWords text={text} under={2} />;
}

/** The newest beside the one before it, until others are chosen. */
function Comparison({ rows }: { rows: readonly AgreementRow[] }) {
  const { t } = useTranslation('agreements');
  const nameOf = useNameOfVersion();
  const [chosen, setChosen] = useState<{ from: RecordId | null; to: RecordId | null }>({ from: null, to: null });
  const from = rows.find(({ id }) => id === chosen.from) ?? rows[1];
  const to = rows.find(({ id }) => id === chosen.to) ?? rows[0];
  if (from === undefined || to === undefined) return null;
  const options = rows.map((row) => ({ value: row.id, label: nameOf(row) }));
  return (
    <>
      <div className={style.pair}>
        <Select<RecordId> label={t('versions.from')} options={options} value={from.id} onChange={(id) => setChosen({ ...chosen, from: id })} placeholder="" />
        <Select<RecordId> label={t('versions.to')} options={options} value={to.id} onChange={(id) => setChosen({ ...chosen, to: id })} placeholder="" />
      </div>
      <Both from={from} to={to} names={[nameOf(from), nameOf(to)]} />
    </>
  );
}

function Both({ from, to, names }: { from: AgreementRow; to: AgreementRow; names: readonly [string, string] }) {
  const one = useAnswer('readAgreement', { id: from.id });
  const other = useAnswer('readAgreement', { id: to.id });
  if (one.state === 'refused') return <RefusalMessage name="readAgreement" refusal={one.refusal} />;
  if (other.state === 'refused') return <RefusalMessage name="readAgreement" refusal={other.refusal} />;
  if (one.state === 'asking' || other.state === 'asking') return null;
  const texts = [textOf(one.value.stage), textOf(other.value.stage)] as const;
  return texts[0] !== null && texts[1] !== null ? <Compared one={texts[0]} other={texts[1]} names={names} /> : null;
}
