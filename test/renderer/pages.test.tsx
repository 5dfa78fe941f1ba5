/** Every page of this part in both themes and both widths: axe-core finds nothing, and on request it is drawn into `out/pages/`. */
// First, so that the layers of the style sheets come in their order.
import { drawIn, expectAccessible, expectNothingCut, fadesAreOver, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen } from '@testing-library/react';
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
import { done, refused } from './bridge.ts';
import { noJournal, openJournal, pairings, status } from './sample.ts';

const nothing = () => undefined;
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
