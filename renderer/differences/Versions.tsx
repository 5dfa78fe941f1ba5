import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../../shared/about.ts';
import { changedBetween, type AsymmetryMap, type AsymmetryVersion, type DifferencePart } from '../../shared/asymmetry.ts';
import { ASYMMETRY_DIMENSIONS, type AsymmetryDimension } from '../../shared/asymmetry-moves.ts';
import wording from '../../shared/content/en/asymmetry.json';
import type { RecordId } from '../../shared/record-id.ts';
import { useDates } from '../ui/dates.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Folded } from '../ui/Folded.tsx';
import { Select } from '../ui/Select.tsx';
import { saidOf } from './drawing.ts';
import { useDifferenceInWords, type PartInWords } from './in-words.ts';
import style from './Differences.module.css';

export interface VersionsProps {
  /** Newest first, two at least. */
  versions: readonly AsymmetryVersion[];
  open: boolean;
  onClose: () => void;
}

/** Two versions of a map in words. Nothing is drawn: what moved is read, not measured. */
export function Versions({ versions, open, onClose }: VersionsProps) {
  const { t } = useTranslation('differences');
  return (
    <Dialog title={t('versions.title')} open={open} onClose={onClose} wide>
      {open && <Comparison versions={versions} />}
    </Dialog>
  );
}

function Comparison({ versions }: { versions: readonly AsymmetryVersion[] }) {
  const { t } = useTranslation('differences');
  const { shortDay } = useDates();
  const [chosen, setChosen] = useState<{ from: RecordId | null; to: RecordId | null }>({ from: null, to: null });
  const to = versions.find(({ id }) => id === chosen.to) ?? versions[0];
  const from = versions.find(({ id }) => id === chosen.from) ?? versions[1];
  if (from === undefined || to === undefined) return null;
  const options = versions.map(({ id, on }) => ({ value: id, label: shortDay(on) }));
  return (
    <>
      <div className={style.pair}>
        <Select<RecordId> label={t('versions.from')} options={options} value={from.id} onChange={(id) => setChosen({ ...chosen, from: id })} placeholder="" />
        <Select<RecordId> label={t('versions.to')} options={options} value={to.id} onChange={(id) => setChosen({ ...chosen, to: id })} placeholder="" />
      </div>
      <Changes from={reveal(from.map)} to={reveal(to.map)} />
      <Folded level={3} title={t('versions.whole', { date: shortDay(from.on) })}>
        <WholeVersion map={reveal(from.map)} />
      </Folded>
    </>
  );
}

function Changes({ from, to }: { from: AsymmetryMap; to: AsymmetryMap }) {
  const { t } = useTranslation('differences');
  const inWords = useDifferenceInWords();
  const nothing = (part: DifferencePart) => t(part === 'value' ? 'line.open' : 'versions.nothing');
  const changed = changedBetween(from, to);
  if (changed.length === 0) return <p>{t('versions.same')}</p>;
  return (
    <section aria-label={t('versions.changes')} className={style.changes}>
      {changed.map(({ dimension, parts }) => {
        const [then, now] = [inWords(dimension, saidOf(from, dimension)), inWords(dimension, saidOf(to, dimension))];
        return (
          <div key={dimension}>
            <h3 className={style.changed}>{wording.dimensions[dimension].name}</h3>
            <dl className={style.parts}>
              {parts.map((part) => (
                <div key={part}>
                  <dt>{t(`versions.parts.${part}`)}</dt>
                  <dd>
                    {t('versions.then')}: <span className={style.words}>{then[part] ?? nothing(part)}</span>
                  </dd>
                  <dd>
                    {t('versions.now')}: <span className={style.words}>{now[part] ?? nothing(part)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        );
      })}
    </section>
  );
}

function WholeVersion({ map }: { map: AsymmetryMap }) {
  const { t } = useTranslation('differences');
  const inWords = useDifferenceInWords();
  const said = ASYMMETRY_DIMENSIONS.filter((dimension) => map[dimension] !== undefined);
  if (said.length === 0) return <p>{t('versions.empty')}</p>;
  return (
    <dl className={style.parts}>
      {said.map((dimension) => (
        <Said key={dimension} dimension={dimension} words={inWords(dimension, saidOf(map, dimension))} />
      ))}
    </dl>
  );
}

function Said({ dimension, words }: { dimension: AsymmetryDimension; words: PartInWords }) {
  const { t } = useTranslation('differences');
  const { value, named, moves, note } = words;
  return (
    <div>
      <dt>{wording.dimensions[dimension].name}</dt>
      <dd className={style.words}>{value ?? t('line.open')}</dd>
      {named !== null && (
        <dd>
          {t('more.named')} {named}
        </dd>
      )}
      {moves !== null && <dd className={style.words}>{moves}</dd>}
      {note !== null && <dd className={style.words}>{note}</dd>}
    </div>
  );
}
