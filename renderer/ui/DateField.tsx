import { parseDate, type CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, CalendarHeading } from 'react-aria-components/Calendar';
import { Button, DateInput, DatePicker, DateSegment, FieldError, Group, Label, Popover, Text } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import type { IsoDate } from '../../shared/date.ts';
import { classNames } from './class-names.ts';
import { useDates } from './dates.ts';
import field from './field.module.css';
import style from './DateField.module.css';

export interface DateFieldProps {
  label: string;
  value: IsoDate | null;
  /** `null` when the date was cleared or is not whole yet. A date after `max` does arrive: the field says so, the page decides. */
  onChange: (value: IsoDate | null) => void;
  /** The last day that makes sense. */
  max?: IsoDate;
  hint?: string | undefined;
  error?: string | null | undefined;
  disabled?: boolean;
}

/** A calendar day, typed or picked, in the order of the interface's language. */
export function DateField({ label, value, onChange, max, hint, error, disabled = false }: DateFieldProps) {
  const { t } = useTranslation('ui');
  const { day } = useDates();
  const problem = error ?? (max !== undefined && value !== null && value > max ? t('date.tooLate', { date: day(max) }) : null);
  return (
    <DatePicker<CalendarDate>
      className={classNames(field.field)}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date === null ? null : (date.toString() as IsoDate))}
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
