import { parseDate, type CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, CalendarHeading } from 'react-aria-components/Calendar';
import { Button, DateInput, DatePicker, DateSegment, FieldError, Group, Label, Popover, Text } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import type { IsoDate } from '../../shared/date.ts';
import { classNames } from './class-names.ts';
import { useDates } from './dates.ts';
import field from './field.module.css';
import { useUnsaved } from './unsaved.ts';
import style from './DateField.module.css';

export interface DateFieldProps {
  label: string;
  value: IsoDate | null;
  /**
   * `null` when the date was cleared or is not whole yet. A date after `max` does arrive: the field says so, the page decides. What is typed arrives when the
   * field is left or nothing was typed for a while: on the way to the 21st stands the 2nd, and nobody meant that.
   */
  onChange: (value: IsoDate | null) => void;
  /** The last day that makes sense. */
  max?: IsoDate;
  hint?: string | undefined;
  error?: string | null | undefined;
  disabled?: boolean;
}

const SETTLED_MS = 1500;

/** A calendar day, typed or picked, in the order of the interface's language. */
export function DateField({ label, value, onChange, max, hint, error, disabled = false }: DateFieldProps) {
  const { t } = useTranslation('ui');
  const { day } = useDates();
  const typing = useTyping(value, onChange);
  const problem = error ?? (max !== undefined && value !== null && value > max ? t('date.tooLate', { date: day(max) }) : null);
  return (
    <DatePicker<CalendarDate>
      className={classNames(field.field)}
      value={typing.shown === null ? null : parseDate(typing.shown)}
      onChange={(date) => typing.type(date === null ? null : (date.toString() as IsoDate))}
      onOpenChange={typing.picking}
      onFocusChange={(inside) => {
        if (!inside) typing.settle();
      }}
      isInvalid={problem !== null}
      isDisabled={disabled}
      validationBehavior="aria"
      shouldForceLeadingZeros
      {...(max === undefined ? {} : { maxValue: parseDate(max) })}
    >
      <Label className={classNames(field.label)}>{label}</Label>
      <Group className={classNames(field.box, style.group)}>
        <DateInput className={classNames(style.input)}>{(segment) => <DateSegment segment={segment} className={classNames(style.segment)} />}</DateInput>
        <Button className={classNames(style.open)}>
          <CalendarDays aria-hidden size="1.15em" strokeWidth={1.75} />
        </Button>
      </Group>
      {hint !== undefined && (
        <Text slot="description" className={classNames(field.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={classNames(field.error)}>{problem}</FieldError>
      <Popover className={classNames(style.popover)}>
        <Dialog className={classNames(style.dialog)}>
          <Calendar className={classNames(style.calendar)}>
            <header className={style.header}>
              <Button slot="previous" className={classNames(style.turn)}>
                <ChevronLeft aria-hidden size="1.2em" />
              </Button>
              <CalendarHeading className={classNames(style.month)} />
              <Button slot="next" className={classNames(style.turn)}>
                <ChevronRight aria-hidden size="1.2em" />
              </Button>
            </header>
            <CalendarGrid>
              <CalendarGridHeader>{(weekday) => <CalendarHeaderCell className={classNames(style.weekday)}>{weekday}</CalendarHeaderCell>}</CalendarGridHeader>
              <CalendarGridBody>{(date) => <CalendarCell date={date} className={classNames(style.day)} />}</CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}

/** Holds back what is being typed; a day picked in the calendar goes through at once. */
function useTyping(value: IsoDate | null, onChange: (value: IsoDate | null) => void) {
  const [typed, setTyped] = useState<{ date: IsoDate | null; over: IsoDate | null } | null>(null);
  const waiting = useRef<{ date: IsoDate | null } | null>(null);
  const isOpen = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const settle = () => {
    clearTimeout(timer.current);
    const settled = waiting.current;
    waiting.current = null;
    if (settled === null) return;
    setTyped(null);
    latest.current(settled.date);
  };
  // Whoever goes away from the page, or locks, has typed it all the same. It registers before the page it is on, which then saves what came.
  const last = useRef(settle);
  useEffect(() => {
    last.current = settle;
  });
  useEffect(() => () => last.current(), []);
  useUnsaved(() => {
    settle();
    return Promise.resolve();
  });
  return {
    // What is typed counts until the page says something else.
    shown: typed !== null && typed.over === value ? typed.date : value,
    type: (date: IsoDate | null) => {
      waiting.current = { date };
      setTyped({ date, over: value });
      clearTimeout(timer.current);
      if (isOpen.current) settle();
      else timer.current = setTimeout(settle, SETTLED_MS);
    },
    picking: (open: boolean) => {
      isOpen.current = open;
    },
    settle,
  };
}
