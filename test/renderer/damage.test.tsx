import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Damage } from '../../shared/damage.ts';
import { drawIn, expectAccessible, expectNothingCut, fadesAreOver, picture, SIZES, THEMES, ZOOMED } from './show.tsx';
import type { Reply } from '../../shared/requests.ts';
import { done, refused, type Answers } from './bridge.ts';
import { openJournal } from './sample.ts';
import { showApp } from './show-app.tsx';

const some: Damage = { readable: 41, altered: 2, missing: 1, whole: false };
const saved = { saved: 41, name: 'journal rescued 2026-11-22 0915.ocv', folder: null };

async function atJournal(answers: Answers = {}) {
  const { bridge } = showApp({ ...openJournal, saveReadable: () => done(saved), takeCopy: () => done(null), openRescued: () => done(null), ...answers });
  await screen.findByText('Oyelaran');
  return bridge;
}

const asked = (bridge: Awaited<ReturnType<typeof atJournal>>) => bridge.asked.map(({ name }) => name);

describe('a damaged journal', () => {
  test.each<[string, Damage, RegExp[], RegExp[]]>([
    ['some altered, one missing', some, [/41 records can be read/, /2 records are there and not as/, /^1 record is missing/], [/no longer known/, /all of them/, /saved last/]],
    ['the number lost', { readable: 3, altered: 0, missing: null, whole: false }, [/3 records can be read/, /no longer known/], [/^\d+ records? (is|are) missing/, /all of them/]],
    ['only what lies around', { readable: 3, altered: 0, missing: 0, whole: true }, [/all of them, as they were last saved/], [/saved last/, /is missing/]],
    ['one put back', { readable: 1, altered: 0, missing: 0, whole: false }, [/1 record can be read and is shown/, /not what was saved last/], [/all of them/]],
  ])('tells its numbers: %s', async (_name, damage, said, unsaid) => {
    const bridge = await atJournal();
    bridge.say({ notice: 'damaged', damage });
    for (const sentence of said) expect(await screen.findByText(sentence)).toBeTruthy();
    for (const sentence of unsaid) expect(screen.queryByText(sentence)).toBeNull();
  });

  test('offers no new entry, which could not be saved', async () => {
    const bridge = await atJournal();
    expect(screen.queryByRole('link', { name: 'Write down a session' })).not.toBeNull();
    bridge.say({ notice: 'damaged', damage: some });
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Write down a session' })).toBeNull());
  });

  test('asks for the lists again, which now hold what verifies', async () => {
    const bridge = await atJournal();
    const before = asked(bridge).filter((name) => name === 'listSessions').length;
    bridge.say({ notice: 'damaged', damage: some });
    await waitFor(() => expect(asked(bridge).filter((name) => name === 'listSessions').length).toBeGreaterThan(before));
  });

  test('is saved as far as it can be read, and one can go on with what was saved', async () => {
    const bridge = await atJournal();
    bridge.say({ notice: 'damaged', damage: some });
    await userEvent.click(await screen.findByRole('button', { name: 'Save what can be read' }));
    expect(await screen.findByText(/41 records were saved into a new journal/)).toBeTruthy();
    expect(screen.getByText(saved.name)).toBeTruthy();
    expect(screen.getByText(/^3 records are not in it/)).toBeTruthy();
    expect(asked(bridge)).not.toContain('openRescued');
    await userEvent.click(screen.getByRole('button', { name: 'Go on with the rescued journal' }));
    await waitFor(() => expect(asked(bridge)).toContain('openRescued'));
  });

  test('in which nothing can be read is not taken for an empty one', async () => {
    const { bridge } = showApp({ ...openJournal, listSessions: () => done({ rows: [], next: null }), listPairings: () => done([]) });
    expect(await screen.findByText(/^Nothing here yet/)).toBeTruthy();
    bridge.say({ notice: 'damaged', damage: { readable: 0, altered: 7, missing: 0, whole: false } });
    expect(await screen.findByText(/^No session can be read/)).toBeTruthy();
    expect(screen.queryByText(/^Nothing here yet/)).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'Journal' }));
    expect(await screen.findByText(/^No entry can be read/)).toBeTruthy();
    expect(screen.queryByText(/^Nothing is written yet/)).toBeNull();
    expect(screen.queryByRole('link', { name: 'New session' })).toBeNull();
  });

  test('is saved in another folder, with progress, and that can be stopped', async () => {
    let reply: (value: Reply<'saveReadable'>) => void = () => undefined;
    const bridge = await atJournal({ saveReadable: () => new Promise((resolve) => (reply = resolve)), cancelRescue: () => done(null) });
    bridge.say({ notice: 'damaged', damage: { ...some, missing: null } });
    await userEvent.click(await screen.findByRole('button', { name: 'Save it in another folder' }));
    expect(bridge.asked.find(({ name }) => name === 'saveReadable')?.input).toEqual({ where: 'chosen' });
    bridge.say({ notice: 'rescuing', step: 'checking', done: 10, total: 41 });
    expect(await screen.findByRole('progressbar', { name: 'Reading back what was saved' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(asked(bridge)).toContain('cancelRescue');
    reply(done({ ...saved, folder: '/media/stick' }));
    expect(await screen.findByText(/41 records were saved into a new journal in the folder you chose/)).toBeTruthy();
    expect(screen.getByText('/media/stick')).toBeTruthy();
    expect(screen.getByText(/^Whether anything is missing from it cannot be said/)).toBeTruthy();
  });

  test('says why it could not be saved, and offers it again', async () => {
    const bridge = await atJournal({ saveReadable: () => refused('disk-full') });
    bridge.say({ notice: 'damaged', damage: some });
    await userEvent.click(await screen.findByRole('button', { name: 'Save what can be read' }));
    expect(await screen.findByText(/nothing was saved. Free some space/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Go on with the rescued journal' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Save what can be read' })).toBeTruthy();
  });

  test('of which nothing can be told offers nothing to save', async () => {
    const bridge = await atJournal();
    bridge.say({ notice: 'damaged', damage: null });
    expect(await screen.findByText('The journal file is damaged')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save what can be read' })).toBeNull();
  });
});

describe('another copy of the journal', () => {
  test('that is older is asked about, with the number of saves; Escape answers nothing, and taking it ends the question', async () => {
    const bridge = await atJournal();
    bridge.say({ notice: 'copy', copy: { is: 'older', savesBehind: 7 } });
    const question = await screen.findByRole('alertdialog', { name: 'This is an older copy of your journal' });
    expect(within(question).getByText(/^7 saves that this app made/)).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await fadesAreOver();
    expect(screen.getByRole('alertdialog')).toBeTruthy();
    expect(asked(bridge)).not.toContain('takeCopy');
    await userEvent.click(within(question).getByRole('button', { name: 'Use this copy' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(asked(bridge)).toContain('takeCopy');
  });

  test('that went its own way can be locked without being taken', async () => {
    const bridge = await atJournal();
    bridge.say({ notice: 'copy', copy: { is: 'diverged' } });
    const question = await screen.findByRole('alertdialog', { name: 'There are two copies of your journal' });
    await userEvent.click(within(question).getByRole('button', { name: 'Lock' }));
    await waitFor(() => expect(asked(bridge)).toContain('lock'));
    expect(asked(bridge)).not.toContain('takeCopy');
  });
});

test('a file that was touched and is whole is told quietly, and the note can be closed', async () => {
  const bridge = await atJournal();
  bridge.say({ notice: 'touched' });
  const note = await screen.findByText(/touched outside the app. Every record in it was checked/);
  expect(note.closest('[role=alert]')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Close this note' }));
  await waitFor(() => expect(screen.queryByText(/touched outside the app/)).toBeNull());
});

const views: Record<string, () => Promise<void>> = {
  'damage, banner': async () => {
    (await atJournal()).say({ notice: 'damaged', damage: some });
    await screen.findByRole('button', { name: 'Save what can be read' });
  },
  'damage, saved': async () => {
    (await atJournal()).say({ notice: 'damaged', damage: some });
    await userEvent.click(await screen.findByRole('button', { name: 'Save what can be read' }));
    await screen.findByText(saved.name);
  },
  'damage, older copy': async () => {
    (await atJournal()).say({ notice: 'copy', copy: { is: 'older', savesBehind: 7 } });
    await screen.findByRole('alertdialog');
  },
  'damage, touched': async () => {
    (await atJournal()).say({ notice: 'touched' });
    await screen.findByRole('button', { name: 'Close this note' });
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
});
