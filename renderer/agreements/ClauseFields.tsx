import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AFTERWARDS, CHAIR_ORDERS, CIRCUIT_BREAKERS, CLAUSE_TEXT_MAX, CONSULTATIONS, defaultReview, DUTY_MAX, EARLIER_REVIEWS, EXCEPTIONS, MINIMUM_PAIRINGS, MINIMUM_PAIRINGS_MAX, NOTE_RULES, PARTY_MAX,
  RHYTHMS, STAYING, WHEN_ASKED, type Clause, type ClauseId, type ClauseOf, type WrittenClauseId,
} from '../../shared/agreement.ts';
import { movesOfDimension, nameOfDimension } from '../../shared/agreement-words.ts';
import { ASYMMETRY_DIMENSIONS } from '../../shared/asymmetry-moves.ts';
import content from '../../shared/content/en/agreement.json';
import exceptions from '../../shared/content/en/exceptions.json';
import { today, type IsoDate } from '../../shared/date.ts';
import { Button } from '../ui/Button.tsx';
import { Checklist } from '../ui/Checklist.tsx';
import { Choice } from '../ui/Choice.tsx';
import { DateField } from '../ui/DateField.tsx';
import { useDates } from '../ui/dates.ts';
import { TextField } from '../ui/TextField.tsx';
import { withClause, type DraftWriting } from './draft-writing.ts';
import { OfferedText } from './OfferedText.tsx';
import type { Pencilled } from './pencilled.ts';
import { TravelTable } from './TravelTable.tsx';
import style from './Agreements.module.css';

export interface ClauseFieldsProps {
  clause: ClauseId;
  /** What stands in it. */
  given: Clause | undefined;
  parties: readonly [string, string];
  reviewOn: IsoDate | null;
  /** The table of what may travel opens themes. */
  themesOpen: boolean;
  /** What the peer is called here. */
  peer: string;
  pencilled: Pencilled;
  change: DraftWriting['change'];
}

/** What can be settled in one clause. */
export function ClauseFields({ clause: id, given, ...around }: ClauseFieldsProps) {
  const { parties, peer, change } = around;
  if (id === 'parties') return <Parties parties={parties} peer={peer} change={change} />;
  const write = (changed: Clause) => change((now) => withClause(now, changed));
  const clause = given ?? ({ id });
  return (
    <>
      <OwnFields clause={clause} write={write} {...around} />
      {id !== 'exceptions' && <Words clause={clause} write={write} />}
    </>
  );
}

interface OwnFieldsProps extends Omit<ClauseFieldsProps, 'clause' | 'given'> {
  clause: Clause;
  write: (changed: Clause) => void;
}

/** Everything in a clause beside its words. */
function OwnFields({ clause, write, ...around }: OwnFieldsProps) {
  const { parties, pencilled } = around;
  switch (clause.id) {
    case 'rhythm':
      return <OneOf clause={clause.id} keys={RHYTHMS} wording={content.clauses.rhythm.choices} chosen={clause.choice} onChoose={(choice) => write({ ...clause, choice })} />;
    case 'chairs':
      return <OneOf clause={clause.id} keys={CHAIR_ORDERS} wording={content.clauses.chairs.choices} chosen={clause.choice} onChoose={(choice) => write({ ...clause, choice })} />;
    case 'consultation':
      return <OneOf clause={clause.id} keys={CONSULTATIONS} wording={content.clauses.consultation.choices} chosen={clause.choice} onChoose={(choice) => write({ ...clause, choice })} />;
    case 'stays':
      return <SomeOf clause={clause.id} keys={STAYING} wording={content.clauses.stays.choices} chosen={clause.choices} onChoose={(choices) => write({ ...clause, choices })} />;
    case 'notes':
      return <SomeOf clause={clause.id} keys={NOTE_RULES} wording={content.clauses.notes.choices} chosen={clause.choices} onChoose={(choices) => write({ ...clause, choices })} />;
    case 'circuit_breakers':
      return <SomeOf clause={clause.id} keys={CIRCUIT_BREAKERS} wording={content.clauses.circuit_breakers.choices} chosen={clause.choices} onChoose={(choices) => write({ ...clause, choices })} />;
    case 'afterwards':
      return <SomeOf clause={clause.id} keys={AFTERWARDS} wording={content.clauses.afterwards.choices} chosen={clause.choices} onChoose={(choices) => write({ ...clause, choices })} />;
    case 'challenge':
      return <OfEach clause={clause} question={content.clauses.challenge.each} parties={parties} write={write} />;
    case 'off_limits':
      return <OfEach clause={clause} question={content.clauses.off_limits.each} parties={parties} write={write} />;
    case 'asymmetries':
      return <Differences clause={clause} pencilled={pencilled} write={write} />;
    case 'travel':
      return <TravelTable clause={clause} write={write} />;
    case 'outside_interest':
      return <WhenAsked clause={clause} themesOpen={around.themesOpen} write={write} />;
    case 'exceptions':
      return <Exceptions clause={clause} write={write} />;
    case 'review':
      return <Review clause={clause} write={write} {...around} />;
    case 'purpose':
    case 'third_persons':
    case 'stopping':
    case 'slips':
      return null;
  }
}

function Words({ clause, write }: { clause: Clause; write: (changed: Clause) => void }) {
  const { heading } = content.clauses[clause.id];
  return <OfferedText heading={heading} offered={defaultWording(clause.id)} text={clause.text} onChange={(text) => write({ ...clause, text })} />;
}

function defaultWording(id: WrittenClauseId): string | null {
  const found = content.clauses[id];
  return 'wording' in found ? found.wording : null;
}

function Parties({ parties: [one, other], peer, change }: Pick<ClauseFieldsProps, 'parties' | 'peer' | 'change'>) {
  const { t } = useTranslation('agreements');
  return (
    <div className={style.pair}>
      <TextField label={t('editor.oneName')} value={one} max={PARTY_MAX} onChange={(name) => change((now) => ({ ...now, parties: [name, now.parties[1]] }))} />
      <TextField label={t('editor.otherName')} value={other} max={PARTY_MAX} hint={t('editor.otherNameHint', { name: peer })} onChange={(name) => change((now) => ({ ...now, parties: [now.parties[0], name] }))} />
    </div>
  );
}

interface KeysProps<Key extends string> {
  clause: WrittenClauseId;
  keys: readonly Key[];
  wording: Readonly<Record<Key, string>>;
}

function OneOf<Key extends string>({ clause, keys, wording, chosen, onChoose }: KeysProps<Key> & { chosen: Key | undefined; onChoose: (key: Key | undefined) => void }) {
  const { t } = useTranslation('agreements');
  const label = `${content.clauses[clause].heading}: ${t('editor.choice')}`;
  return <Choice labelHidden label={label} options={keys.map((value) => ({ value, label: wording[value] }))} value={chosen ?? null} onChange={(key) => onChoose(key ?? undefined)} clearable />;
}

function SomeOf<Key extends string>({ clause, keys, wording, chosen = [], onChoose }: KeysProps<Key> & { chosen: Key[] | undefined; onChoose: (keys: Key[]) => void }) {
  const { t } = useTranslation('agreements');
  return (
    <div className={style.field}>
      <Checklist labelHidden label={`${content.clauses[clause].heading}: ${t('editor.choices')}`} options={keys.map((value) => ({ value, label: wording[value] }))} values={chosen} onChange={onChoose} />
      {chosen.length === 0 && (
        <div className={style.aside}>
          <Button kind="plain" onPress={() => onChoose([...keys])}>
            {t('editor.tickAll')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What each of the two says, in the order of the names. */
function OfEach({ clause, question, parties, write }: { clause: ClauseOf<'challenge'> | ClauseOf<'off_limits'>; question: string; parties: readonly [string, string]; write: (changed: Clause) => void }) {
  const { t } = useTranslation('agreements');
  const [one, other] = clause.texts ?? ['', ''];
  const label = (index: 0 | 1) => question.replace('{name}', () => parties[index].trim() || t(index === 0 ? 'editor.one' : 'editor.other'));
  return (
    <div className={style.pair}>
      <TextField label={label(0)} value={one} max={CLAUSE_TEXT_MAX} multiline written onChange={(words) => write({ ...clause, texts: [words, other] })} />
      <TextField label={label(1)} value={other} max={CLAUSE_TEXT_MAX} multiline written onChange={(words) => write({ ...clause, texts: [one, words] })} />
    </div>
  );
}

function Differences({ clause, pencilled, write }: { clause: ClauseOf<'asymmetries'>; pencilled: Pencilled; write: (changed: Clause) => void }) {
  const { t } = useTranslation('agreements');
  const dimensions = clause.dimensions ?? [];
  const named = dimensions.map(({ dimension }) => dimension);
  const moves = (dimension: string) => dimensions.find((each) => each.dimension === dimension)?.moves ?? [];
  return (
    <>
      {pencilled.differences.length > 0 && dimensions.length === 0 && (
        <div className={style.offer}>
          <p>{t('editor.fromMap')}</p>
          <div>
            <Button onPress={() => write({ ...clause, dimensions: pencilled.differences.map((each) => ({ dimension: each.dimension, moves: [...each.moves] })) })}>{t('editor.takeFromMap')}</Button>
          </div>
        </div>
      )}
      <Checklist
        label={t('editor.differences')}
        options={ASYMMETRY_DIMENSIONS.map((value) => ({ value, label: nameOfDimension(value) }))}
        values={named}
        onChange={(chosen) => write({ ...clause, dimensions: chosen.map((dimension) => ({ dimension, moves: moves(dimension) })) })}
      />
      {dimensions.map(({ dimension, moves: chosen }) => (
        <Checklist
          key={dimension}
          label={t('editor.moves', { name: nameOfDimension(dimension) })}
          options={movesOfDimension(dimension).map(({ move, words }) => ({ value: move, label: words }))}
          values={chosen}
          onChange={(next) => write({ ...clause, dimensions: dimensions.map((each) => (each.dimension === dimension ? { dimension, moves: next } : each)) })}
        />
      ))}
    </>
  );
}

function WhenAsked({ clause, themesOpen, write }: { clause: ClauseOf<'outside_interest'>; themesOpen: boolean; write: (changed: Clause) => void }) {
  const choices = clause.choices ?? [];
  const asksForNumber = themesOpen || choices.includes('no_summary');
  const wording = { ...content.clauses.outside_interest.choices, no_summary: content.clauses.outside_interest.choices.no_summary.replace('{pairings}', String(clause.minimumPairings ?? MINIMUM_PAIRINGS)) };
  // The line says "at least five": whoever ticks it has taken the number with it.
  const tick = (next: typeof choices) => write({ ...clause, choices: next, minimumPairings: clause.minimumPairings ?? (next.includes('no_summary') ? MINIMUM_PAIRINGS : undefined) });
  return (
    <>
      <SomeOf clause={clause.id} keys={WHEN_ASKED} wording={wording} chosen={choices} onChoose={tick} />
      {asksForNumber && <Pairings least={clause.minimumPairings} onChange={(minimumPairings) => write({ ...clause, minimumPairings })} />}
    </>
  );
}

function Pairings({ least, onChange }: { least: number | undefined; onChange: (number: number | undefined) => void }) {
  const { t } = useTranslation('agreements');
  const [typed, setTyped] = useState(least === undefined ? '' : String(least));
  // Ticking the line sets the number from outside.
  const shown = numberIn(typed) === least || least === undefined ? typed : String(least);
  const isWrong = shown !== '' && numberIn(shown) === undefined;
  return (
    <div className={style.short}>
      <TextField
        label={t('editor.pairings')}
        hint={t('editor.pairingsHint')}
        value={shown}
        error={isWrong ? t('editor.pairingsWrong', { least: MINIMUM_PAIRINGS }) : null}
        onChange={(text) => {
          setTyped(text);
          onChange(numberIn(text));
        }}
      />
    </div>
  );
}

function numberIn(text: string): number | undefined {
  const number = /^\d{1,3}$/u.test(text.trim()) ? Number(text) : 0;
  return number >= MINIMUM_PAIRINGS && number <= MINIMUM_PAIRINGS_MAX ? number : undefined;
}

function Exceptions({ clause, write }: { clause: ClauseOf<'exceptions'>; write: (changed: Clause) => void }) {
  const { t } = useTranslation('agreements');
  const choices = clause.choices ?? [];
  const wording = { ...exceptions, other: content.clauses.exceptions.other };
  return (
    <>
      <SomeOf clause={clause.id} keys={EXCEPTIONS} wording={wording} chosen={choices} onChoose={(next) => write({ ...clause, choices: next })} />
      {choices.includes('role_duty') && <TextField label={t('editor.duty')} value={clause.duty ?? ''} max={DUTY_MAX} multiline written onChange={(duty) => write({ ...clause, duty })} />}
      {choices.includes('other') && <TextField label={t('editor.another')} value={clause.text ?? ''} max={CLAUSE_TEXT_MAX} multiline written onChange={(text) => write({ ...clause, text })} />}
      <p className={style.soft}>{exceptions.how}</p>
    </>
  );
}

function Review({ clause, reviewOn, pencilled, write, change }: OwnFieldsProps & { clause: ClauseOf<'review'> }) {
  const { t } = useTranslation('agreements');
  const { shortDay } = useDates();
  const outcome = pencilled.outcome ?? 'go';
  const offered = defaultReview(outcome, today());
  const take = () => change((now) => ({ ...(offered.choices.length === 0 ? now : withClause(now, { ...clause, choices: [...new Set([...offered.choices, ...(clause.choices ?? [])])] })), reviewOn: offered.reviewOn }));
  return (
    <>
      {reviewOn === null && (
        <div className={style.offer}>
          <p>{t(`editor.reviewWhy.${outcome}`)}</p>
          <div>
            <Button onPress={take}>{t('editor.offerReview', { date: shortDay(offered.reviewOn) })}</Button>
          </div>
        </div>
      )}
      <div className={style.short}>
        <DateField label={t('editor.reviewOn')} value={reviewOn} onChange={(date) => change((now) => ({ ...now, reviewOn: date }))} />
      </div>
      <Checklist
        label={t('editor.sooner')}
        options={EARLIER_REVIEWS.map((value) => ({ value, label: content.clauses.review.choices[value] }))}
        values={clause.choices ?? []}
        onChange={(choices) => write({ ...clause, choices })}
      />
    </>
  );
}
