/** An agreement as it is read: every clause as lines of words, for the screen, for paper and for comparing two versions. */
import { CLAUSE_IDS, TRAVEL_ROWS, type AgreementText, type Clause, type ClauseId, type ClauseOf, type NamedDifference } from './agreement.ts';
import type { AsymmetryDimension } from './asymmetry-moves.ts';
import asymmetry from './content/en/asymmetry.json' with { type: 'json' };
import content from './content/en/agreement.json' with { type: 'json' };
import exceptions from './content/en/exceptions.json' with { type: 'json' };
import type { IsoDate } from './date.ts';

/** `about`: what a line answers, where the line alone would not say. */
export interface ClauseLine { about: string | null; words: string }
export interface ClauseInWords { id: ClauseId; heading: string; lines: ClauseLine[] }

/** A date as the reader writes it. */
export type DayInWords = (date: IsoDate) => string;

/** Every clause something stands in, in the order of the document. */
export function agreementInWords(text: AgreementText, day: DayInWords): ClauseInWords[] {
  return CLAUSE_IDS.map((id) => ({ id, heading: content.clauses[id].heading, lines: linesOf(id, text, day) })).filter(({ lines }) => lines.length > 0);
}

function linesOf(id: ClauseId, text: AgreementText, day: DayInWords): ClauseLine[] {
  if (id === 'parties') return [plain(text.parties.join(', '))];
  const found = text.clauses.find((each) => each.id === id);
  const settled = found === undefined ? [] : clauseInWords(found, text.parties);
  return id === 'review' ? [plain(content.clauses.review.date.replace('{date}', day(text.reviewOn))), ...settled] : settled;
}

/** One clause, as far as something stands in it. */
export function clauseInWords(clause: Clause, parties: readonly [string, string]): ClauseLine[] {
  const own = clause.text === undefined || clause.text === '' ? [] : [plain(clause.text)];
  switch (clause.id) {
    case 'purpose':
    case 'third_persons':
    case 'stopping':
    case 'slips':
      return own;
    case 'rhythm':
      return [...chosen(content.clauses.rhythm.choices, clause.choice), ...own];
    case 'chairs':
      return [...chosen(content.clauses.chairs.choices, clause.choice), ...own];
    case 'consultation':
      return [...chosen(content.clauses.consultation.choices, clause.choice), ...own];
    case 'challenge':
      return [...ofEach(content.clauses.challenge.each, clause.texts, parties), ...own];
    case 'off_limits':
      return [...ofEach(content.clauses.off_limits.each, clause.texts, parties), ...own];
    case 'asymmetries':
      return [...(clause.dimensions ?? []).map(differenceInWords), ...own];
    case 'stays':
      return [...ticked(content.clauses.stays.choices, clause.choices), ...own];
    case 'travel':
      return [...travelInWords(clause), ...own];
    case 'outside_interest':
      return [...own, ...whenAskedInWords(clause)];
    case 'notes':
      return [...ticked(content.clauses.notes.choices, clause.choices), ...own];
    case 'exceptions':
      return exceptionsInWords(clause);
    case 'circuit_breakers':
      return [...ticked(content.clauses.circuit_breakers.choices, clause.choices), ...own];
    case 'review':
      return [...ticked(content.clauses.review.choices, clause.choices), ...own];
    case 'afterwards':
      return [...ticked(content.clauses.afterwards.choices, clause.choices), ...own];
  }
}

function differenceInWords({ dimension, moves }: NamedDifference): ClauseLine {
  return { about: nameOfDimension(dimension), words: movesOfDimension(dimension).filter(({ move }) => moves.includes(move)).map(({ words }) => words).join('; ') };
}

export function nameOfDimension(dimension: AsymmetryDimension): string {
  return asymmetry.dimensions[dimension].name;
}

export function movesOfDimension(dimension: AsymmetryDimension): { move: string; words: string }[] {
  return Object.entries(asymmetry.dimensions[dimension].moves).map(([move, words]) => ({ move, words }));
}

function travelInWords({ matrix }: ClauseOf<'travel'>): ClauseLine[] {
  return matrix === undefined ? [] : TRAVEL_ROWS.map((row) => ({ about: content.travel.rows[row], words: content.travel.forms[matrix[row]].name }));
}

function whenAskedInWords({ choices = [], minimumPairings }: ClauseOf<'outside_interest'>): ClauseLine[] {
  const { choices: wording, pairings } = content.clauses.outside_interest;
  const says = ticked(wording, choices).map(({ words }) => plain(words.replace('{pairings}', String(minimumPairings ?? '…'))));
  return choices.includes('no_summary') || minimumPairings === undefined ? says : [...says, plain(pairings.replace('{pairings}', String(minimumPairings)))];
}

function exceptionsInWords({ choices = [], duty, text }: ClauseOf<'exceptions'>): ClauseLine[] {
  const lines = [
    ...(['danger', 'law', 'wrongdoing'] as const).filter((key) => choices.includes(key)).map((key) => plain(exceptions[key])),
    ...(choices.includes('role_duty') ? [plain([exceptions.role_duty, duty].filter(Boolean).join(' '))] : []),
    ...(choices.includes('other') ? [plain(text ?? content.clauses.exceptions.other)] : []),
  ];
  return lines.length === 0 ? [] : [...lines, plain(exceptions.how)];
}

function ofEach(question: string, texts: readonly [string, string] | undefined, parties: readonly [string, string]): ClauseLine[] {
  return (texts ?? []).flatMap((words, index) => (words === '' ? [] : [{ about: question.replace('{name}', () => parties[index] ?? ''), words }]));
}

function chosen<Key extends string>(wording: Readonly<Record<Key, string>>, choice: Key | undefined): ClauseLine[] {
  return choice === undefined ? [] : [plain(wording[choice])];
}

/** In the order of the document, not in that of ticking. */
function ticked<Key extends string>(wording: Readonly<Record<Key, string>>, choices: readonly Key[] = []): ClauseLine[] {
  return (Object.keys(wording) as Key[]).filter((key) => choices.includes(key)).map((key) => plain(wording[key]));
}

function plain(words: string): ClauseLine {
  return { about: null, words };
}
