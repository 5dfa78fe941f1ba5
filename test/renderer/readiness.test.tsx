import { show } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { reveal } from '../../shared/about.ts';
import { today, type IsoDate } from '../../shared/date.ts';
import { noAnswers, type AnsweringRow } from '../../shared/readiness.ts';
import type { Due } from '../../shared/readiness-due.ts';
import type { InputOf } from '../../shared/requests.ts';
import { ReadinessPart } from '../../renderer/readiness/ReadinessPart.tsx';
import { done, refused, type Answers as Bridge, type BridgeDouble } from './bridge.ts';
import { answers, considered as pairing, row } from './readiness-samples.ts';
import { date, id, openJournal } from './sample.ts';

/** A keeper that keeps what it is given. */
function keeping(rows: AnsweringRow[], due: Due | null = null): { rows: AnsweringRow[]; bridge: Bridge } {
  const self = { rows };
  const change = (asked: string, part: Partial<AnsweringRow>) => {
    self.rows = self.rows.map((each) => (each.id === asked ? { ...each, ...part } : each));
    return done(null);
  };
  const bridge: Bridge = {
    ...openJournal,
    listReadiness: () => done({ answerings: self.rows, due }),
    saveReadiness: ({ id: asked, answers: said, asked: questions }) => {
      const known = self.rows.find((each) => each.id === asked);
      if (known) change(known.id, { answers: said });
      else self.rows = [row(reveal(said), { id: id(500 + self.rows.length), answeredOn: null, asked: questions }), ...self.rows];
      return done({ id: known?.id ?? self.rows[0]!.id, savedAtMs: Date.now() });
    },
    finishReadiness: ({ id: asked }) => change(asked, { answeredOn: today() }),
    reopenReadiness: ({ id: asked }) => change(asked, { answeredOn: null }),
    discardReadiness: ({ id: asked }) => {
      self.rows = self.rows.filter((each) => each.id !== asked);
      return done(null);
    },
    goAheadAnyway: ({ id: asked, note }) => change(asked, { ahead: { on: today(), note } }),
    askReadinessAgain: ({ id: asked, on }) => change(asked, { askAgainOn: on as IsoDate }),
  };
  return Object.assign(self, { bridge });
}

const at = (bridge: Bridge) => show(<main><ReadinessPart pairing={pairing} /></main>, bridge);
const asked = <N extends 'saveReadiness' | 'goAheadAnyway' | 'discardReadiness'>({ asked: all }: BridgeDouble, name: N) => all.filter((each) => each.name === name).map(({ input }) => input as InputOf<N>);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const pick = (label: string) => userEvent.click(screen.getByText(label));

test('the questions come one at a time, the level only after the answer, and each answer is kept at once', async () => {
  const { bridge } = at(keeping([]).bridge);
  await userEvent.click(await screen.findByRole('button', { name: 'Answer the questions' }));
  expect(screen.getByText('Question 1 of 15')).toBeTruthy();
  expect(screen.getAllByRole('radiogroup')).toHaveLength(2);
  expect(screen.queryByText('needs care')).toBeNull();
  await pick('I can’t tell');
  expect(await screen.findByText('needs care')).toBeTruthy();
  await waitFor(() => expect(asked(bridge, 'saveReadiness').map(({ answers: said }) => reveal(said))).toEqual([{ ...noAnswers, restructuring: 'unsure' }]));
  await press('Next');
  expect(screen.getByText('Question 2 of 15')).toBeTruthy();
  // The step takes the focus to its question.
  expect(document.activeElement?.closest('[data-question]')?.getAttribute('data-question')).toBe('advancement');
});

test('all questions can stand on one page, and what is open is listed before anything is said', async () => {
  at(keeping([row(answers({ privacy: null, close_tie: null }), { answeredOn: null })]).bridge);
  expect(await screen.findByText(/^13 of fifteen questions are answered/)).toBeTruthy();
  expect(screen.getByText('Still open: a private place and a close tie.')).toBeTruthy();
  await press('Go on answering');
  await pick('All on a page');
  expect(document.querySelectorAll('[data-question]')).toHaveLength(15);
  await press('See what it comes to');
  expect(await screen.findByText(/^2 questions are still open/)).toBeTruthy();
  await press('a close tie');
  await waitFor(() => expect(document.activeElement?.closest('[data-question]')?.getAttribute('data-question')).toBe('close_tie'));
});

test('what it comes to is said with reasons, what could change it, the rule and other forms', async () => {
  at(keeping([row(answers({ restructuring: 'stop', outside_interest: 'care', privacy: 'unsure' }))]).bridge);
  expect(await screen.findByText(/^As things are, the setting would do more of the talking/)).toBeTruthy();
  expect(screen.getByText('Shown because one answer is marked as a reason to wait.')).toBeTruthy();
  expect(screen.getByText(/^While roles are being redrawn/)).toBeTruthy();
  expect(screen.getByText(/^What could change it: The outcome is known for both of you/)).toBeTruthy();
  expect(screen.getByText('A peer from another part of the organisation or from outside it.')).toBeTruthy();
  expect(screen.getByText('You answered ‘I can’t tell’ 1 time. Finding out may be all it takes.')).toBeTruthy();
  expect(screen.queryByText('Employers may lawfully monitor devices they manage. Assume that a managed device can be read, encryption or not.')).toBeNull();
});

test('care is pencilled into the agreement', async () => {
  at(keeping([row(answers({ outside_interest: 'care', both_chairs: 'care' }))]).bridge);
  expect(await screen.findByText('You can start. Settle 2 points first; each is already pencilled into the agreement.')).toBeTruthy();
  expect(screen.getByText('One reply sentence both use; each tells the other about any question asked.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Go ahead with this in mind' })).toBeNull();
});

test('one can go ahead all the same, with a note or without', async () => {
  const { bridge } = at(keeping([row(answers({ advancement: 'stop' }))]).bridge);
  await userEvent.click(await screen.findByRole('button', { name: 'Go ahead with this in mind' }));
  await userEvent.fill(screen.getByLabelText('What makes me go ahead?'), 'Neither of us wants it.');
  await press('Go ahead with this in mind');
  expect(await screen.findByText(/Started with open questions: wanting the same role\./)).toBeTruthy();
  expect(screen.getByText('Neither of us wants it.')).toBeTruthy();
  expect(asked(bridge, 'goAheadAnyway')).toEqual([{ id: id(77), note: 'Neither of us wants it.' }]);
  expect(screen.queryByText('When to ask again')).toBeNull();
});

test('questions that are due again are open, with the answer of last time beside them, and earlier answers stay readable', async () => {
  const due = { questions: ['privacy'], since: date('2026-04-13'), because: [{ trigger: 'go_with_care', on: date('2026-04-13') }] } as const;
  const kept = keeping([row(answers({ privacy: 'care' }))], due);
  const { bridge } = at(kept.bridge);
  await userEvent.click(await screen.findByRole('button', { name: 'Look at these questions' }));
  expect(screen.getByText('Question 1 of 1')).toBeTruthy();
  expect(screen.getByText(/^Last time: Mostly/)).toBeTruthy();
  await pick('Yes: a private place and devices of our own');
  await press('See what it comes to');
  expect(await screen.findByText(/^Nothing you answered speaks against starting/)).toBeTruthy();
  expect(asked(bridge, 'saveReadiness').at(-1)).toMatchObject({ asked: ['privacy'], answers: { privacy: 'yes', restructuring: 'none' } });
  const earlier = screen.getByRole('button', { name: /2 Mar 2026: go with care/ });
  await userEvent.click(earlier);
  expect(within(earlier.closest('section')!).getByText(/^You can start\. Settle 1 point first/)).toBeTruthy();
});

test('an answer that could not be saved stays, and is tried again', async () => {
  const kept = keeping([]);
  const { bridge } = at({ ...kept.bridge, saveReadiness: () => refused('disk-full') });
  await userEvent.click(await screen.findByRole('button', { name: 'Answer the questions' }));
  await pick('No sign of one');
  expect(await screen.findByText(/^The disk is full/)).toBeTruthy();
  bridge.answers.saveReadiness = kept.bridge.saveReadiness!;
  await press('Try again');
  await waitFor(() => expect(kept.rows.map(({ answers: said }) => reveal(said).restructuring)).toEqual(['none']));
});

test('half-filled answers can be thrown away', async () => {
  const { bridge } = at(keeping([row(answers({ privacy: null }), { answeredOn: null })]).bridge);
  await userEvent.click(await screen.findByRole('button', { name: 'Throw these answers away' }));
  expect(await screen.findByRole('button', { name: 'Answer the questions' })).toBeTruthy();
  expect(asked(bridge, 'discardReadiness')).toEqual([{ id: id(77) }]);
});
