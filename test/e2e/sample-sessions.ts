/** A dozen sessions in three pairings over some months, as a peer coach might have written them down. Nobody in them exists. */
import { addDays, today } from '../../shared/date.ts';
import type { SessionToWrite } from './coach.ts';

export interface SamplePairing {
  name: string;
  /** Days ago on which the two began. */
  sinceDaysAgo: number;
  note: string;
}

export const samplePairings: readonly SamplePairing[] = [
  { name: 'Mira', sinceDaysAgo: 190, note: 'Every second Thursday, an hour each way. We agreed to say when something is not for next door.' },
  { name: 'Jonas K.', sinceDaysAgo: 120, note: 'He is on the panel for the lead role I may apply for. We named that once; name it again before October.' },
  { name: 'R.', sinceDaysAgo: 45, note: 'Remote. Short sessions, cameras off when we think.' },
];

const daysAgo = (days: number) => addDays(today(), -days);

export const sampleSessions: readonly SessionToWrite[] = [
  {
    pairing: 'Mira',
    date: daysAgo(171),
    where: 'In person',
    howLong: '60 to 90',
    sittings: [
      {
        chair: 'coach',
        intention: 'Listen longer than is comfortable before I ask anything.',
        takeaway: 'The silence did more than my questions. I counted to ten twice and both times something better came.',
        nextStep: 'Start next time with one open question, and then wait.',
        heldBack: 'An opinion about how her department is led.',
        reasons: ['discretion', 'relationship'],
        heldBackTags: ['leadership'],
        ratings: { candour: 3, selfModeration: 3, newPerspective: 3, challenge: 2, support: 4, statusFelt: 2, safety: 4 },
      },
    ],
    betweenUs: { note: 'A careful first hour. Both of us were polite to the furniture.' },
  },
  {
    pairing: 'Mira',
    date: daysAgo(157),
    where: 'In person',
    howLong: '60 to 90',
    sittings: [
      {
        chair: 'coachee',
        brought: 'I keep taking back work I have handed over.',
        takeaway: 'I call it quality. It may be that I do not like being surprised.',
        nextStep: 'Let the quarterly report go out without reading it first.',
        ratings: { candour: 4, newPerspective: 4, challenge: 4, support: 5, safety: 4 },
      },
    ],
  },
  {
    pairing: 'Jonas K.',
    date: daysAgo(118),
    where: 'Video',
    howLong: '30 to 60',
    sittings: [
      {
        chair: 'coachee',
        brought: 'Whether to apply for the lead role at all.',
        takeaway: 'I described the role for half an hour and never said that I want it.',
        heldBack: 'That he will sit on the panel, and that I weighed my words because of it.',
        reasons: ['self_protection', 'my_turn'],
        heldBackTags: ['promotion', 'status'],
        ratings: { candour: 2, selfModeration: 5, newPerspective: 2, challenge: 2, support: 3, statusFelt: 5, safety: 2 },
      },
    ],
    betweenUs: { note: 'He asked kindly and I answered like in an interview.', nicer: 'From the first minute on. We both left satisfied and nothing had been said.' },
  },
  {
    pairing: 'Mira',
    date: daysAgo(115),
    where: 'On a walk',
    howLong: '30 to 60',
    sittings: [
      { chair: 'coach', intention: 'Not to solve it.', takeaway: 'I solved it. She thanked me and will not do it.', ratings: { candour: 3, challenge: 1, support: 3 } },
      { chair: 'coachee', brought: 'How the interview feels that I have not applied for.', takeaway: 'Walking made it easier to say the word ambition.', ratings: { candour: 4, newPerspective: 3, support: 4, safety: 5 } },
    ],
    aboutMyPeer: { keywords: 'handover, summer' },
  },
  {
    pairing: 'Jonas K.',
    date: daysAgo(97),
    where: 'Video',
    howLong: '30 to 60',
    sittings: [
      {
        chair: 'coach',
        intention: 'Ask what he would do if nobody kept score.',
        takeaway: 'He laughed, then was quiet for a long time. I left it there.',
        nextStep: 'Come back to the quiet, if he wants to.',
        ratings: { candour: 4, selfModeration: 2, newPerspective: 3, challenge: 4, support: 4, statusFelt: 3, safety: 3 },
      },
    ],
    aboutMyPeer: { theirStep: 'Asks for a sparring partner before the board meeting' },
  },
  {
    pairing: 'Mira',
    date: daysAgo(87),
    where: 'In person',
    howLong: '60 to 90',
    sittings: [
      {
        chair: 'coachee',
        brought: 'The reorganisation, and what I have known about it since June.',
        takeaway: 'Carrying it alone costs me more than I admit. I may say that it is hard without saying what it is.',
        heldBack: 'The names.',
        reasons: ['discretion'],
        heldBackTags: ['confidentiality'],
        ratings: { candour: 3, newPerspective: 4, challenge: 3, support: 5, statusFelt: 3, safety: 4 },
      },
    ],
    betweenUs: { confidentiality: 'Yes: we said again that what is about the reorganisation stays in this room.' },
  },
  { pairing: 'Jonas K.', date: daysAgo(69), where: 'Phone', howLong: 'Under 30 minutes', sittings: [{ chair: 'coach', takeaway: 'Short and useful. One question was enough: what are you protecting?' }] },
  {
    pairing: 'R.',
    date: daysAgo(44),
    where: 'Video',
    howLong: '30 to 60',
    sittings: [
      {
        chair: 'coach',
        intention: 'Find out what coaching is for R., before we begin.',
        takeaway: 'Not advice, not therapy, and not a favour. We wrote the three down side by side.',
        ratings: { candour: 4, newPerspective: 2, challenge: 2, support: 4, safety: 3 },
      },
    ],
  },
  {
    pairing: 'Mira',
    date: daysAgo(38),
    where: 'In person',
    howLong: 'Over 90',
    sittings: [
      { chair: 'coachee', brought: 'I said no to a project, and cannot enjoy it.', takeaway: 'The no was mine. The bad conscience was my father’s.', nextStep: 'Leave the second no without a reason.', ratings: { candour: 5, newPerspective: 5, challenge: 4, support: 5, statusFelt: 1, safety: 5 } },
      { chair: 'coach', intention: 'Stay with the hard point.', takeaway: 'I stayed. It was uncomfortable and it was right.', ratings: { candour: 4, challenge: 5, support: 4, safety: 4 } },
    ],
    betweenUs: { note: 'The turn came when neither of us was helpful any more.' },
  },
  {
    pairing: 'R.',
    date: daysAgo(24),
    where: 'Video',
    howLong: '30 to 60',
    sittings: [{ chair: 'coachee', brought: 'Feedback I have owed a colleague since spring.', takeaway: 'I am not afraid of the reaction. I am afraid of being thanked.', nextStep: 'Two sentences, this week, standing up.', ratings: { candour: 4, newPerspective: 4, challenge: 3 } }],
  },
  {
    pairing: 'Jonas K.',
    date: daysAgo(12),
    where: 'Video',
    howLong: '30 to 60',
    sittings: [
      {
        chair: 'coachee',
        brought: 'I told him that the panel sits between us.',
        takeaway: 'Naming it took four minutes. We had walked round it for four months.',
        ratings: { candour: 5, selfModeration: 2, newPerspective: 4, challenge: 3, support: 4, statusFelt: 4, safety: 4 },
      },
    ],
    betweenUs: { note: 'Relief on both sides, and a little embarrassment.' },
  },
  {
    pairing: 'R.',
    date: daysAgo(5),
    where: 'Phone',
    howLong: '30 to 60',
    sittings: [{ chair: 'coach', intention: 'Say less than half.', takeaway: 'I said a third. R. found the loose thread alone.', heldBack: 'That I had seen it ten minutes earlier.', reasons: ['timing'], ratings: { candour: 3, selfModeration: 3, challenge: 2, support: 5, safety: 4 } }],
  },
];
