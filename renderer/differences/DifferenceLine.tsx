import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import wording from '../../shared/content/en/asymmetry.json';
import { ONE_SIDED, valuesOf, type DifferenceValue } from '../../shared/asymmetry.ts';
import type { AsymmetryDimension } from '../../shared/asymmetry-moves.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import style from './DifferenceLine.module.css';

const CANNOT_TELL = 'cannot-tell';

export interface DifferenceLineProps {
  dimension: AsymmetryDimension;
  /** `null`: one cannot tell; left out: not answered yet. */
  value: DifferenceValue | null | undefined;
  /** `undefined` takes the answer back. */
  onChange: (value: DifferenceValue | null | undefined) => void;
}

/**
 * A worded line between the two with a dot on it, and "I can't tell" beside it. Both sides are drawn alike: no end is better than the other.
 */
export function DifferenceLine({ dimension, value, onChange }: DifferenceLineProps) {
  const { t } = useTranslation('differences');
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const values = valuesOf(dimension);
  const { question, anchors } = wording.dimensions[dimension];
  const words = (place: string) => (place === CANNOT_TELL ? t('line.cannotTell') : anchors[values.indexOf(Number(place) as DifferenceValue)]);
  const chosen = value === undefined ? null : value === null ? CANNOT_TELL : String(value);
  const shown = lookedAt ?? chosen;
  const takeBack = () => {
    onChange(undefined);
    // The cross goes with what it takes back; the focus stays in the row.
    group.current?.querySelector('input')?.focus();
  };
  const point = (place: string, drawn: 'dot' | 'words') => (
    <RadioField key={place} value={place} className={classNames(style.one)} onFocus={() => setLookedAt(place)} onBlur={() => setLookedAt(null)}>
      <RadioButton className={classNames(drawn === 'dot' ? style.point : style.aside)} onHoverStart={() => setLookedAt(place)} onHoverEnd={() => setLookedAt(null)}>
        <span className={style.dot} aria-hidden />
        <span className={drawn === 'dot' ? style.anchor : undefined}>{words(place)}</span>
      </RadioButton>
    </RadioField>
  );

  return (
    <RadioGroup
      ref={group}
      className={classNames(style.difference)}
      value={chosen}
      onChange={(place) => onChange(place === CANNOT_TELL ? null : (Number(place) as DifferenceValue))}
      orientation="horizontal"
    >
      <Label className={classNames(style.question)}>{question}</Label>
      <div
        className={style.row}
        onPointerLeave={() => setLookedAt(null)}
        onKeyDown={({ key }) => {
          if (chosen !== null && (key === 'Delete' || key === 'Backspace')) takeBack();
        }}
      >
        <div className={style.between}>
          <span className={style.end} aria-hidden>
            {t(dimension === ONE_SIDED ? 'line.apart' : 'line.peer')}
          </span>
          <div className={style.line}>{values.map((each) => point(String(each), 'dot'))}</div>
          <span className={style.end} aria-hidden>
            {t(dimension === ONE_SIDED ? 'line.together' : 'line.me')}
          </span>
        </div>
        {point(CANNOT_TELL, 'words')}
        <span className={style.clear}>
          {chosen !== null && (
            <Button kind="plain" icon={X} iconOnly onPress={takeBack}>
              {t('line.clear', { dimension: wording.dimensions[dimension].name })}
            </Button>
          )}
        </span>
      </div>
      <p className={style.shown} data-chosen={shown !== null && shown === chosen} aria-hidden>
        {shown === null ? t('line.open') : words(shown)}
      </p>
    </RadioGroup>
  );
}
