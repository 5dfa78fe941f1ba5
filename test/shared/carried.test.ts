import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clause, emptyDraft, travelPreset } from '../../shared/agreement.ts';
import { builtInTemplate } from '../../shared/built-in-templates.ts';
import { carriedClauses, suggestedEvents, withCarried } from '../../shared/carried.ts';
import type { IsoDate } from '../../shared/date.ts';
import { answerTo, type Answer, type AnswerValue } from '../../shared/reflection.ts';
import { anyValueFor } from '../arbitrary/reflection.ts';

const said = (text: string): AnswerValue => ({ kind: 'long_text', text: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] } });
const chosen = (option: string): AnswerValue => ({ kind: 'choice', option });
const ticked = (...options: string[]): AnswerValue => ({ kind: 'checklist', options });

function answers(template: string, given: Record<string, AnswerValue>): Answer[] {
  const { prompts } = builtInTemplate(template)!.text;
  return Object.entries(given).map(([id, value]) => answerTo(prompts.find((prompt) => prompt.id === id)!, value));
}

describe('answers carried into an agreement', () => {
  test('go where the domain says', () => {
    const given = answers('contracting-conversation', {
      purpose: said('A place to think.'),
      chairs: chosen('alternate'),
      rhythm: chosen('fortnightly'),
      'challenge-wish': said('On my plans.'),
      'off-table': said('My family.'),
      differences: ticked('influence', 'tenure'),
      stays: ticked('said', 'notes'),
      travels: chosen('own_learning'),
      'outside-reply': said('We meet, and it is useful.'),
      'notes-rules': ticked('own_device'),
      exceptions: ticked('danger', 'law'),
      stopping: said('I would like to stop here.'),
      review: chosen('six_weeks'),
      'hard-to-say': said('That I am tired.'),
    });
    expect(carriedClauses(given)).toEqual({
      clauses: [
        { id: 'purpose', text: 'A place to think.' },
        { id: 'chairs', choice: 'alternate' },
        { id: 'rhythm', choice: 'fortnightly' },
        { id: 'challenge', texts: ['On my plans.', ''] },
        { id: 'off_limits', texts: ['My family.', ''] },
        { id: 'asymmetries', dimensions: [{ dimension: 'influence', moves: [] }, { dimension: 'tenure', moves: [] }] },
        { id: 'stays', choices: ['said', 'notes'] },
        { id: 'travel', matrix: travelPreset('own_learning') },
        { id: 'outside_interest', text: 'We meet, and it is useful.' },
        { id: 'notes', choices: ['own_device'] },
        { id: 'exceptions', choices: ['danger', 'law'] },
        { id: 'stopping', text: 'I would like to stop here.' },
      ],
      reviewInDays: 42,
      tooLong: [],
    });
  });

  test('of a re-contracting say when to look again, and nothing else', () => {
    const given = answers('re-contracting', { changed: said('We both moved.'), decision: chosen('changed'), 'next-review': chosen('three_sessions') });
    expect(carriedClauses(given)).toEqual({ clauses: [{ id: 'review', choices: ['three_sessions'] }], reviewInDays: null, tooLong: [] });
  });

  test('settle nothing where nothing is decided', () => {
    expect(carriedClauses(answers('contracting-conversation', { chairs: chosen('open'), review: chosen('date') }))).toEqual({ clauses: [], reviewInDays: null, tooLong: [] });
  });

  test('that are longer than a clause stay where they are, and nothing is cut', () => {
    expect(carriedClauses(answers('contracting-conversation', { purpose: said('x'.repeat(2001)) }))).toEqual({ clauses: [], reviewInDays: null, tooLong: ['purpose'] });
  });

  test('never hold what is about the peer, whatever a copy of the template asks', () => {
    expect(carriedClauses([answerTo({ id: 'purpose', about: 'peer' }, said('Their plans.'))]).clauses).toEqual([]);
  });

  test('are clauses of an agreement, however the questions were answered', () => {
    const { prompts } = builtInTemplate('contracting-conversation')!.text;
    fc.assert(
      fc.property(fc.tuple(...prompts.map((prompt) => fc.option(anyValueFor(prompt), { nil: null }))), (values) => {
        const given = values.flatMap((value, index) => (value === null ? [] : [answerTo(prompts[index]!, value)]));
        for (const each of carriedClauses(given).clauses) expect(clause.safeParse(each).success).toBe(true);
      }),
    );
  });

  test('take the place of what the draft has, and of what was left out on purpose', () => {
    const draft = { ...emptyDraft(), clauses: [{ id: 'purpose' as const, text: 'Before.' }, { id: 'slips' as const, text: 'We say so.' }], leftOut: ['rhythm' as const, 'review' as const] };
    const carried = withCarried(draft, [{ id: 'purpose', text: 'Now.' }, { id: 'rhythm', choice: 'weekly' }], 42, '2026-03-02' as IsoDate);
    expect(carried).toEqual({ ...draft, reviewOn: '2026-04-13', clauses: [{ id: 'slips', text: 'We say so.' }, { id: 'purpose', text: 'Now.' }, { id: 'rhythm', choice: 'weekly' }], leftOut: [] });
  });
});

describe('answers that may be noted as events', () => {
  test('a change in the surroundings', () => {
    const given = answers('quarterly-review', { surroundings: ticked('reorganisation', 'job_cuts', 'role_opening', 'reporting_line', 'new_leader', 'sponsor', 'conflict') });
    expect(suggestedEvents('quarterly-review', given).context).toEqual(['reorganisation_announced', 'job_cuts', 'role_opening', 'reporting_line_changed', 'new_leader', 'sponsor_changed', 'team_conflict']);
    expect(suggestedEvents('quarterly-review', answers('quarterly-review', { surroundings: ticked('nothing') })).context).toEqual([]);
  });

  test('an interest from outside, with what was wanted, and something that slipped', () => {
    const given = answers('confidentiality-check', { who: ticked('manager', 'hr'), wanted: chosen('progress'), travelled: chosen('slipped') });
    expect(suggestedEvents('confidentiality-check', given)).toEqual({ context: [], interest: [{ who: 'manager', wanted: 'progress' }, { who: 'hr', wanted: 'progress' }], disclosure: true });
    expect(suggestedEvents('confidentiality-check', answers('confidentiality-check', { who: ticked('nobody'), travelled: chosen('own') }))).toEqual({ context: [], interest: [], disclosure: false });
  });

  test('no other template suggests any', () => {
    expect(suggestedEvents('status-check', answers('quarterly-review', { surroundings: ticked('job_cuts') }))).toEqual({ context: [], interest: [], disclosure: false });
  });
});
