/** Every page of this part in both themes and both widths: axe-core finds nothing, and on request it is drawn into `out/pages/`. */
// First, so that the layers of the style sheets come in their order.
import { drawIn, expectAccessible, expectNothingCut, fadesAreOver, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen } from '@testing-library/react';
import { keep } from '../../shared/about.ts';
import { describe, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PairingsPage } from '../../renderer/pairings/PairingsPage.tsx';
import { SettingsPage } from '../../renderer/settings/SettingsPage.tsx';
import { TodayPage } from '../../renderer/today/TodayPage.tsx';
import { FirstRun } from '../../renderer/unlock/FirstRun.tsx';
import { RecoverySheet } from '../../renderer/unlock/RecoverySheet.tsx';
import { TypeBack } from '../../renderer/unlock/TypeBack.tsx';
import { Unlock } from '../../renderer/unlock/Unlock.tsx';
import { WhatItProtects } from '../../renderer/unlock/WhatItProtects.tsx';
import { WhereItLives } from '../../renderer/unlock/WhereItLives.tsx';
import { done, refused, type Answers } from './bridge.ts';
import { answers, considered, row } from './readiness-samples.ts';
import { date, id, noJournal, openJournal, pairings, status } from './sample.ts';

const nothing = () => undefined;
/** The readiness part of a pairing that is considered. */
const readiness = (answered: Answers['listReadiness']) =>
  show(<main><PairingsPage chosen={considered.id} part="readiness" /></main>, { ...openJournal, listPairings: () => done([considered]), listReadiness: answered! });
const toWait = answers({ restructuring: 'stop', advancement: 'stop', privacy: 'unsure', both_chairs: 'care' });
const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ');

const views: Record<string, () => Promise<void>> = {
  today: async () => {
    const { bridge } = show(<main><TodayPage /></main>, openJournal);
    await screen.findByText('Oyelaran');
    bridge.say({ notice: 'gathering', done: 40, total: 120 });
    await screen.findByRole('progressbar');
  },
  'today, nothing yet': async () => {
    show(<main><TodayPage /></main>, { ...openJournal, listPairings: () => done([]), listSessions: () => done({ rows: [], next: null }) });
    await screen.findByText(/Nothing here yet/);
  },
  pairings: async () => {
    show(<main><PairingsPage chosen={null} /></main>, openJournal);
    await screen.findByText('Oyelaran');
  },
  pairing: async () => {
    show(<main><PairingsPage chosen={pairings[0]!.id} /></main>, openJournal);
    await screen.findByText('You two coach each other.');
  },
  'pairing, its sessions': async () => {
    show(<main><PairingsPage chosen={pairings[0]!.id} part="sessions" /></main>, openJournal);
    await screen.findByText(/silence/);
  },
  'pairing, considered': async () => {
    show(<main><PairingsPage chosen={considered.id} /></main>, { ...openJournal, listPairings: () => done([considered]) });
    await screen.findByText('What can come next');
  },
  'pairing, its dates': async () => {
    const due = { questions: ['privacy'], since: date('2026-11-01'), because: [{ trigger: 'go', on: date('2026-11-01') }] } as const;
    const reminders = () => done([{ key: 'H1', on: date('2026-11-02') }, { key: 'H3', on: date('2026-10-02'), notes: 3 }, { key: 'H4', on: date('2026-11-01'), due }, { key: 'H5', on: date('2026-01-01'), missing: false }, { key: 'H6', on: date('2026-08-01') }] as const);
    show(<main><PairingsPage chosen={pairings[0]!.id} /></main>, { ...openJournal, listReminders: () => ({ ok: true, value: [...reminders().value] }), listReadiness: () => done({ answerings: [row(toWait, { pairing: pairings[0]!.id, ahead: { on: date('2026-03-03'), note: null } })], due: null }) });
    await screen.findByText('Just not written');
    await screen.findByText(/^Started with open questions/);
  },
  'readiness, before': async () => {
    readiness(() => done({ answerings: [], due: null }));
    await screen.findByText('Answer the questions');
  },
  'readiness, one question': async () => {
    readiness(() => done({ answerings: [row(answers({ privacy: null, close_tie: 'unsure', both_chairs: null }), { answeredOn: null })], due: null }));
    await userEvent.click(await screen.findByText('Go on answering'));
    await screen.findByText('Question 11 of 15');
  },
  'readiness, all questions': async () => {
    readiness(() => done({ answerings: [row(answers({ privacy: null, close_tie: 'unsure', both_chairs: null }), { answeredOn: null })], due: null }));
    await userEvent.click(await screen.findByText('Go on answering'));
    await userEvent.click(screen.getByText('All on a page'));
    await userEvent.click(screen.getByText('See what it comes to'));
    await screen.findByText(/still open/);
  },
  'readiness, not now': async () => {
    readiness(() => done({ answerings: [row(toWait)], due: null }));
    await userEvent.click(await screen.findByText('Go ahead with this in mind'));
    await screen.findByLabelText('What makes me go ahead?');
  },
  'readiness, due again': async () => {
    const due = { questions: ['privacy', 'outside_interest'], since: date('2026-04-13'), because: [{ trigger: 'go_with_care', on: date('2026-04-13') }, { trigger: 'interest', on: date('2026-04-20') }] } as const;
    const first = row(toWait, { id: id(76), answeredOn: date('2026-01-05'), ahead: { on: date('2026-01-06'), note: keep('us', 'We both know it, and want to try for a month.') } });
    readiness(() => done({ answerings: [row(answers({ privacy: 'care', outside_interest: 'care' })), first], due: { ...due, questions: [...due.questions], because: [...due.because] } }));
    await userEvent.click(await screen.findByText(/5 Jan 2026/));
    await screen.findByText(/^We both know it/);
  },
  'pairing, removing': async () => {
    show(<main><PairingsPage chosen={pairings[2]!.id} /></main>, openJournal);
    await userEvent.click(await screen.findByText('Remove this pairing'));
    await screen.findByRole('alertdialog');
  },
  'pairing, new': async () => {
    show(<main><PairingsPage chosen="new" /></main>, { ...openJournal, addPairing: () => refused('same-name') });
    await userEvent.type(await screen.findByLabelText('What you call your peer here'), 'Mar\u200een and a name that goes on for so long that it nears the limit');
    await userEvent.click(screen.getByText('Add this pairing'));
    await screen.findByRole('alert');
  },
  settings: async () => {
    show(<main><SettingsPage status={{ ...status, copiedBy: 'OneDrive' }} /></main>, openJournal);
    await screen.findByText('Keys');
  },
  welcome: async () => {
    show(<FirstRun status={status} onBegun={nothing} onDone={nothing} onRestored={nothing} />, noJournal);
    await screen.findByText('Begin');
  },
  passphrase: async () => {
    show(<FirstRun status={status} onBegun={nothing} onDone={nothing} onRestored={nothing} />, noJournal);
    await userEvent.click(await screen.findByText('Begin'));
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'short');
    await screen.findByText(/Guessed quickly/);
    await userEvent.click(screen.getByText('Offer me six random words'));
    await screen.findByText(/umbrella/);
    await userEvent.click(screen.getByText('Go on'));
  },
  sheet: async () => {
    show(<RecoverySheet words={words} onBack={nothing} onGo={nothing} />, noJournal);
    await screen.findByText('sausage');
  },
  'type back': async () => {
    show(<TypeBack ask={[3, 6, 12]} onBack={nothing} onStartAgain={nothing} onOpen={nothing} />, { ...noJournal, finishJournal: () => refused('wrong-words') });
    for (const place of [3, 6, 12]) await userEvent.type(await screen.findByLabelText(`Word ${place}`), 'legal');
    await userEvent.click(screen.getByText('Make the journal'));
    await screen.findByRole('alert');
  },
  where: async () => {
    show(<WhereItLives status={{ ...status, copiedBy: 'Nextcloud' }} onGo={nothing} />, noJournal);
    await screen.findByText(/Nextcloud/);
  },
  protects: async () => {
    show(<WhatItProtects onBack={nothing} onGo={nothing} />, noJournal);
    await screen.findByText(/spyware/);
  },
  locked: async () => {
    const { bridge } = show(<Unlock onOpen={nothing} />, { unlockWithPassphrase: () => refused('wrong-secret') });
    bridge.say({ notice: 'lock-screen', because: 'keeper-stopped' });
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'not this one{Enter}');
    await screen.findByText(/do not open this journal/);
  },
  'locked, working': async () => {
    show(<Unlock onOpen={nothing} />, { unlockWithRecoveryWords: () => new Promise(nothing) });
    await userEvent.click(await screen.findByText('Use the recovery words instead'));
    await userEvent.type(await screen.findByLabelText('Your twelve recovery words'), words.join(' '));
    await userEvent.click(screen.getByText('Unlock'));
    await screen.findByRole('progressbar');
  },
};

describe.each(THEMES)('in the %s theme', (theme) => {
  describe.each(SIZES)('at %i × %i', (width, height) => {
    test.each(Object.entries(views))('%s: axe-core finds nothing', async (name, view) => {
      await page.viewport(width, height);
      await view();
      drawIn(theme);
      await expectAccessible();
      await picture(`${name}, ${theme}, ${width}`);
    });
  });
});

test.each(Object.keys(views))('%s: nothing is cut in the smallest window at double size', async (name) => {
  await page.viewport(...ZOOMED);
  await views[name]!();
  await fadesAreOver();
  expectNothingCut();
  await picture(`${name}, zoomed`);
});
