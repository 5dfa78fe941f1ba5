import { X } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components/RadioGroup';
import type { Rating } from '../../shared/measures.ts';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import style from './Scale.module.css';

export interface ScaleProps {
  label: string;
  /** Stands beside the label: about whom it is. */
  mark?: ReactNode;
  hint?: string | undefined;
  /** Five, from 1 to 5, each in words. */
  points: readonly string[];
  /** `null`: skipped. Nothing is chosen beforehand. */
  value: Rating | null;
  onChange: (value: Rating | null) => void;
}

/** Five worded points. The words of the chosen one, or of the one looked at, stand beside the row; in a narrow column each has its own line. */
export function Scale({ label, mark, hint, points, value, onChange }: ScaleProps) {
  const { t } = useTranslation('ui');
  const [lookedAt, setLookedAt] = useState<number | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const takeBack = () => {
    onChange(null);
    // The cross goes with what it takes back; the focus stays in the row.
    group.current?.querySelector('input')?.focus();
  };
  const shown = lookedAt ?? (value === null ? null : value - 1);
  return (
    <RadioGroup
      ref={group}
      className={classNames(style.scale)}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(Number(chosen) as Rating)}
      orientation="horizontal"
    >
      <div className={style.top}>
        <Label className={classNames(style.question)}>{label}</Label>
        {mark}
      </div>
      {hint !== undefined && (
        <Text slot="description" className={classNames(field.hint)}>
          {hint}
        </Text>
      )}
      <div className={style.row}>
        <div
          className={style.points}
          onPointerLeave={() => setLookedAt(null)}
          onKeyDown={({ key }) => {
            if (value !== null && (key === 'Delete' || key === 'Backspace')) takeBack();
          }}
        >
          {points.map((words, place) => (
            <RadioField key={place} value={String(place + 1)} className={classNames(style.one)} onFocus={() => setLookedAt(place)} onBlur={() => setLookedAt(null)}>
              <RadioButton className={classNames(style.point)} onHoverStart={() => setLookedAt(place)} onHoverEnd={() => setLookedAt(null)}>
                <span className={style.dot} aria-hidden />
                <span className={style.words}>{words}</span>
              </RadioButton>
            </RadioField>
          ))}
        </div>
        <p className={style.shown} data-chosen={value !== null && shown === value - 1} aria-hidden>
          {shown === null ? t('scale.range', { first: points[0] ?? '', last: points.at(-1) ?? '' }) : points[shown]}
        </p>
        <span className={style.clear}>
          {value !== null && (
            <Button kind="plain" icon={X} iconOnly onPress={takeBack}>
              {t('scale.clear', { label })}
            </Button>
          )}
        </span>
      </div>
    </RadioGroup>
  );
}
