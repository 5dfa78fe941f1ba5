/** The page of what is protected, moving the journal, and the page of a journal that is gone: words for every case, and nothing for axe to find. */
import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES } from './show.tsx';
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ProtectionFacts } from '../../shared/place.ts';
import { MoveJournal } from '../../renderer/settings/MoveJournal.tsx';
import { ProtectsPage } from '../../renderer/settings/ProtectsPage.tsx';
import { WhatItProtects } from '../../renderer/unlock/WhatItProtects.tsx';
import { Away } from '../../renderer/unlock/Away.tsx';
import { done, refused, type Answers } from './bridge.ts';
import { openJournal, status } from './sample.ts';
import { showApp } from './show-app.tsx';

const moved = '/media/ada/stick/Other Chair journal/journal.ocv';
const facts: ProtectionFacts = { file: status.file, filePermissions: 'owner-only', folderPermissions: 'owner-only', managed: false, eased: false, refusedRequests: 0, capture: 'not-honoured' };
const withFacts = (more: Partial<ProtectionFacts>): Answers => ({ ...openJournal, protectionFacts: () => done({ ...facts, ...more }) });
const nothing = () => undefined;

function showFacts(answers: Answers) {
  return show(<main><ProtectsPage status={status} /></main>, answers);
}
const factOf = (name: string) => screen.getByText(name, { selector: 'dt' }).parentElement!;

describe('what this protects', () => {
  test('says the same sentences as the first run', async () => {
    show(<WhatItProtects onBack={nothing} onGo={nothing} />, openJournal);
    const first = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    showFacts(openJournal);
    await screen.findByText(/has asked for nothing outside/);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(first);
  });

  test('tells in the first run that this computer has not the memory for the full cost of a guess', async () => {
    show(<WhatItProtects onBack={nothing} onGo={nothing} />, withFacts({ eased: true }));
    expect(await screen.findByText(/^This computer did not have the memory/)).toBeTruthy();
  });

  test.each<[Partial<ProtectionFacts>, string, RegExp]>([
    [{ eased: false }, 'Guessing the passphrase', /a quarter of a gigabyte/],
    [{ eased: true }, 'Guessing the passphrase', /did not have the memory .* raised by itself/],
    [{ refusedRequests: 0 }, 'Requests to anywhere outside the app', /asked for nothing/],
    [{ refusedRequests: 1 }, 'Requests to anywhere outside the app', /1 time, and was refused\.$/],
    [{ refusedRequests: 12 }, 'Requests to anywhere outside the app', /12 times, and was refused each time\.$/],
    [{ refusedRequests: null }, 'Requests to anywhere outside the app', /^Not known at this moment\.$/],
    [{ capture: 'honoured' }, 'Screenshots and recordings', /has a means to do so\. .* a camera/],
    [{ capture: 'in-part' }, 'Screenshots and recordings', /do not obey/],
    [{ capture: 'not-honoured' }, 'Screenshots and recordings', /has no means/],
    [{ capture: 'off' }, 'Screenshots and recordings', /not left out/],
    [{ capture: null }, 'Screenshots and recordings', /^Not known at this moment\.$/],
    [{}, 'Who else on this computer may read the file', /your account alone/],
    [{ folderPermissions: 'others-too' }, 'Who else on this computer may read the file', /its folder can be looked into/],
    [{ filePermissions: 'others-too' }, 'Who else on this computer may read the file', /Other accounts of this computer may read/],
    [{ filePermissions: null }, 'Who else on this computer may read the file', /does not look this up/],
    [{ managed: true }, 'Who else on this computer may read the file', /managed by an organisation/],
  ])('with %j says under “%s” %s', async (more, name, says) => {
    showFacts(withFacts(more));
    await screen.findByText(name);
    expect(within(factOf(name)).getAllByText(/./).map(({ textContent }) => textContent)).toContainEqual(expect.stringMatching(says));
  });

  test('says when the last backup was found whole and the words were tried, or that neither has been', async () => {
    showFacts(openJournal);
    await screen.findByText('None has been made.');
    await screen.findByText('They were made on 2 Sept 2026, and have not been tried since.');
    const made = Date.parse('2026-09-02T10:00:00Z');
    showFacts({
      ...openJournal,
      backupStatus: () => done({ folder: '/media/stick', copiedBy: null, lastVerifiedAtMs: made, lastDrillAtMs: null, changed: false, underWay: false, problem: null }),
      recoverySheetStatus: () => done({ issuedAtMs: made, rehearsedAtMs: Date.parse('2026-10-03T10:00:00Z'), due: false }),
    });
    await screen.findByText(/^2 Sept 2026, \d\d:\d\d$/);
    await screen.findByText('3 Oct 2026. They were made on 2 Sept 2026.');
  });
});

describe('moving the journal', () => {
  const answers: Answers = {
    ...openJournal,
    chooseJournalFolder: () => done({ file: moved, copiedBy: 'OneDrive', managed: true }),
    moveJournal: () => done({ ...status, place: 'chosen', file: moved }),
  };

  test('says what speaks against the place before anything is moved, and moves only when that is asked for', async () => {
    const { bridge } = show(<main><MoveJournal status={status} /></main>, answers);
    await userEvent.click(screen.getByText('Move it to another folder'));
    const question = await screen.findByRole('alertdialog');
    for (const says of [moved, /OneDrive appears to copy/, /Open the journal on one computer at a time/, /managed by an organisation/, /read back/]) within(question).getByText(says);
    await userEvent.click(within(question).getByText('Leave it where it is'));
    expect(bridge.asked.filter(({ name }) => name === 'moveJournal')).toEqual([]);
    await userEvent.click(screen.getByText('Move it to another folder'));
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByText('Move it'));
    await expect.poll(() => bridge.asked.filter(({ name }) => name === 'moveJournal').map(({ input }) => input)).toEqual([{ to: 'chosen' }]);
  });

  test('shows how far it is, and can be stopped', async () => {
    let stop: (answer: ReturnType<typeof refused>) => void = nothing;
    const { bridge } = show(<main><MoveJournal status={{ ...status, place: 'chosen' }} /></main>, {
      ...answers,
      moveJournal: () => new Promise((resolve) => { stop = resolve as typeof stop; }),
      cancelMoving: () => { stop(refused('cancelled')); return done(null); },
    });
    await userEvent.click(screen.getByText('Move it back to the app’s own folder'));
    bridge.say({ notice: 'moving', step: 'checking', done: 30, total: 120 });
    await screen.findByText('Reading the copy back');
    expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('25');
    await userEvent.click(screen.getByRole('button', { name: /Stop|Cancel/ }));
    await screen.findByText(/The unfinished copy was removed/);
  });

  test('says why it was refused, and nothing where the dialog was closed', async () => {
    let why: 'cancelled' | 'exists' = 'cancelled';
    show(<main><MoveJournal status={status} /></main>, { ...answers, chooseJournalFolder: () => refused(why) });
    await userEvent.click(screen.getByText('Move it to another folder'));
    expect(screen.queryByRole('alert')).toBeNull();
    why = 'exists';
    await userEvent.click(screen.getByText('Move it to another folder'));
    await screen.findByText(/There is a journal file in this folder already/);
  });
});

describe('a journal whose folder is gone', () => {
  const away: Answers = { ...openJournal, journalStatus: () => done({ ...status, journal: 'away', place: 'chosen', file: moved }) };

  test('is said to be, and no first run is offered', async () => {
    const { bridge } = showApp(away);
    await screen.findByText('The journal cannot be found');
    screen.getByText(moved);
    expect(screen.queryByText('Begin')).toBeNull();
    const before = bridge.asked.filter(({ name }) => name === 'journalStatus').length;
    await userEvent.click(screen.getByText('Look again'));
    await expect.poll(() => bridge.asked.filter(({ name }) => name === 'journalStatus').length).toBe(before + 1);
  });

  test('is given up only after a question', async () => {
    const { bridge } = showApp({ ...away, forgetJournalFolder: () => done({ ...status, journal: 'none' }) });
    await userEvent.click(await screen.findByText('It is lost'));
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByText('Keep looking'));
    expect(bridge.asked.map(({ name }) => name)).not.toContain('forgetJournalFolder');
    await userEvent.click(screen.getByText('It is lost'));
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByText('Go on without it'));
    await expect.poll(() => bridge.asked.map(({ name }) => name)).toContain('forgetJournalFolder');
  });
});

const views: Record<string, () => Promise<void>> = {
  protects: async () => {
    showFacts(withFacts({ managed: true, refusedRequests: 3 }));
    await screen.findByText(/3 times/);
  },
  'move the journal': async () => {
    show(<main><h1>Settings</h1><MoveJournal status={status} /></main>, { ...openJournal, chooseJournalFolder: () => done({ file: moved, copiedBy: 'Nextcloud', managed: true }) });
    await userEvent.click(screen.getByText('Move it to another folder'));
    await screen.findByRole('alertdialog');
  },
  away: async () => {
    show(<Away status={{ ...status, journal: 'away', place: 'chosen', file: moved }} />, openJournal);
    await screen.findByText('Look again');
  },
};

describe.each(Object.keys(views))('%s', (name) => {
  test.each(THEMES.flatMap((theme) => SIZES.map((size) => [theme, size] as const)))('in %s at %s holds nothing for axe, and nothing is cut', async (theme, [width, height]) => {
    await page.viewport(width, height);
    drawIn(theme);
    await views[name]!();
    await picture(`${name}-${theme}-${width}`);
    await expectAccessible();
    expectNothingCut();
  });
});
