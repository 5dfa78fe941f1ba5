import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Reply } from '../../shared/requests.ts';
import { registerUnsaved } from '../../renderer/ui/unsaved.ts';
import { drawIn, expectAccessible, expectNothingCut, fadesAreOver, picture, SIZES, THEMES, ZOOMED } from './show.tsx';
import { done, refused } from './bridge.ts';
import { noJournal, openJournal, status } from './sample.ts';
import { showApp } from './show-app.tsx';

const names = (bridge: ReturnType<typeof showApp>['bridge']) => bridge.asked.map((each) => each.name);

describe('the window', () => {
  test('shows the first run on a machine without a journal, and nothing of a journal', async () => {
    const { bridge } = showApp(noJournal);
    expect(await screen.findByRole('heading', { level: 1 })).toHaveProperty('textContent', 'A place for what you think after a session');
    expect(names(bridge)).toEqual(['journalStatus']);
  });

  test('asks a locked journal for nothing but its status', async () => {
    const { bridge } = showApp({ journalStatus: () => done({ ...status, journal: 'locked' }) });
    await screen.findByLabelText('Passphrase');
    expect(new Set(names(bridge))).toEqual(new Set(['journalStatus']));
  });

  test('opens the journal after the right passphrase and shows Today', async () => {
    let given = '';
    showApp({
      ...openJournal,
      journalStatus: () => done({ ...status, journal: 'locked' }),
      unlockWithPassphrase: ({ passphrase }) => {
        given = passphrase;
        return done(null);
      },
    });
    await userEvent.type(await screen.findByLabelText('Passphrase'), ' Käse und Brot {Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Today' })).toBe(document.activeElement);
    expect(given).toBe(' Käse und Brot ');
  });

  test('says in a sentence why a passphrase does not open the journal, and the field has the focus again', async () => {
    showApp({ journalStatus: () => done({ ...status, journal: 'locked' }), unlockWithPassphrase: () => refused('wrong-secret') });
    const field = await screen.findByLabelText('Passphrase');
    await userEvent.type(field, 'wrong');
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    await screen.findByText(/These words do not open this journal/);
    expect(document.activeElement).toBe(field);
  });

  test('shows that the key is being derived, and lets one stop it', async () => {
    let stop: (reply: Reply<'unlockWithPassphrase'>) => void = () => undefined;
    const { bridge } = showApp({
      journalStatus: () => done({ ...status, journal: 'locked' }),
      unlockWithPassphrase: () => new Promise((resolve) => (stop = resolve)),
      cancelUnlocking: () => {
        stop(refused('cancelled'));
        return done(null);
      },
    });
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'a long enough one{Enter}');
    bridge.say({ notice: 'unlocking', step: 'deriving' });
    expect(await screen.findByRole('progressbar', { name: /Working out the key/ })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/Stopped, as you asked/)).toBeTruthy();
  });

  test.each(['damaged', 'no-journal', 'not-a-journal', 'unreadable'] as const)('offers to restore a backup beside the sentence that the file is %s', async (why) => {
    showApp({ journalStatus: () => done({ ...status, journal: 'locked' }), unlockWithPassphrase: () => refused(why) });
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'a long enough one{Enter}');
    const message = await screen.findByRole('alert');
    await userEvent.click(within(message).getByRole('button', { name: 'Restore from a backup' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Restore from a backup' })).toBeTruthy();
  });

  test('offers no backup where only the words are wrong, or another program has the file', async () => {
    let why: 'wrong-secret' | 'in-use' = 'wrong-secret';
    showApp({ journalStatus: () => done({ ...status, journal: 'locked' }), unlockWithPassphrase: () => refused(why) });
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'a long enough one{Enter}');
    await screen.findByText(/do not open this journal/);
    expect(screen.getAllByRole('button', { name: 'Restore from a backup' })).toHaveLength(1);
    why = 'in-use';
    await userEvent.type(screen.getByLabelText('Passphrase'), 'another one{Enter}');
    await screen.findByText(/open in another window/);
    expect(screen.getAllByRole('button', { name: 'Restore from a backup' })).toHaveLength(1);
  });

  test('says that the rescued journal could not take its place, and that nothing is lost', async () => {
    const { bridge } = showApp({ journalStatus: () => done({ ...status, journal: 'locked' }) });
    await screen.findByLabelText('Passphrase');
    bridge.say({ notice: 'lock-screen', because: 'not-in-place' });
    expect(await screen.findByText(/Both files are where they were, and nothing is lost/)).toBeTruthy();
  });

  test('says that the keeper stopped and that nothing saved is lost', async () => {
    const { bridge } = showApp({ journalStatus: () => done({ ...status, journal: 'locked' }) });
    await screen.findByLabelText('Passphrase');
    bridge.say({ notice: 'lock-screen', because: 'keeper-stopped' });
    expect(await screen.findByText(/stopped unexpectedly. Everything that was marked Saved is there/)).toBeTruthy();
  });

  test('says calmly that the file was changed outside the app', async () => {
    const { bridge } = showApp(openJournal);
    await screen.findByRole('heading', { level: 1, name: 'Today' });
    bridge.say({ notice: 'damaged', damage: null });
    expect(await screen.findByText(/changed outside the app/)).toBeTruthy();
  });

  test('asks for its lists again when everything has been gathered', async () => {
    const { bridge } = showApp(openJournal);
    await screen.findByText('Oyelaran');
    const before = names(bridge).filter((name) => name === 'listSessions').length;
    bridge.say({ notice: 'ready' });
    await waitFor(() => expect(names(bridge).filter((name) => name === 'listSessions').length).toBeGreaterThan(before));
  });

  test('draws the theme that is set, at once', async () => {
    let preferences = status.preferences;
    showApp({
      ...openJournal,
      journalStatus: () => done({ ...status, preferences }),
      savePreferences: (next) => {
        preferences = next;
        return done(next);
      },
    });
    await userEvent.click(await screen.findByRole('link', { name: 'Settings' }));
    await userEvent.click(await screen.findByText('Dark'));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    await userEvent.click(await screen.findByText('As the computer is set'));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBeUndefined());
  });
});

describe('locking', () => {
  test('saves what is unsaved first, then asks to lock, and nothing of the journal is left on the screen', async () => {
    const { bridge } = showApp(openJournal);
    await screen.findByText('Oyelaran');
    let saved = false;
    const end = registerUnsaved(async () => {
      await Promise.resolve();
      expect(names(bridge)).not.toContain('lock');
      saved = true;
    });
    await userEvent.keyboard('{Control>}l{/Control}');
    await waitFor(() => expect(names(bridge)).toContain('lock'));
    expect(saved).toBe(true);
    expect(document.body.textContent.trim()).toBe('');
    end();
  });

  test('stays open when something cannot be saved, unless one decides to lose it', async () => {
    const { bridge } = showApp(openJournal);
    await screen.findByText('Oyelaran');
    const end = registerUnsaved(() => Promise.reject(new Error('disk-full')));
    await userEvent.click(screen.getByRole('button', { name: 'Lock' }));
    const question = await screen.findByRole('alertdialog');
    expect(names(bridge)).not.toContain('lock');
    await userEvent.click(within(question).getByRole('button', { name: 'Stay' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(names(bridge)).not.toContain('lock');
    await userEvent.click(screen.getByRole('button', { name: 'Lock' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Lock and lose it' }));
    await waitFor(() => expect(names(bridge)).toContain('lock'));
    end();
  });

  test('does not ask when the journal locks by itself', async () => {
    const { bridge } = showApp(openJournal);
    await screen.findByText('Oyelaran');
    const end = registerUnsaved(() => Promise.reject(new Error('disk-full')));
    bridge.say({ notice: 'lock-coming' });
    await waitFor(() => expect(names(bridge)).toContain('lock'));
    end();
  });
});

describe('keys', () => {
  test('Ctrl+K finds a page, a pairing and a session, and goes there', async () => {
    showApp({ ...openJournal, readSession: () => refused('not-found') });
    await screen.findByText('Oyelaran');
    await userEvent.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: /Page, pairing/ });
    await userEvent.type(field, 'oyel');
    expect(await screen.findByRole('option', { name: 'Oyelaran' })).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, 'silence');
    expect(await screen.findByRole('option', { name: /silence/ })).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.type(field, 'sett');
    await screen.findByRole('option', { name: 'Settings' });
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('"?" lists the keys, but not while one is writing, and Escape closes the list', async () => {
    showApp(openJournal);
    await screen.findByText('Oyelaran');
    await userEvent.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('link', { name: 'Pairings' }));
    await userEvent.click(await screen.findByRole('button', { name: 'New pairing' }));
    await userEvent.type(await screen.findByLabelText('What you call your peer here'), 'who?');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('Ctrl+N begins a new session', async () => {
    showApp(openJournal);
    await screen.findByText('Oyelaran');
    fireEvent.keyDown(document.body, { key: 'n', ctrlKey: true });
    await waitFor(() => expect(screen.queryByRole('heading', { level: 1, name: 'Today' })).toBeNull());
    expect(screen.queryByText(/This page stopped/)).toBeNull();
  });
});

const views: Record<string, () => Promise<void>> = {
  'frame, today': async () => {
    showApp(openJournal);
    await screen.findByText('Oyelaran');
  },
  'frame, find': async () => {
    showApp(openJournal);
    await screen.findByText('Oyelaran');
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await screen.findByRole('combobox', { name: /Page, pairing/ }), 's');
    await screen.findByRole('option', { name: /silence/ });
  },
  'frame, keys': async () => {
    showApp(openJournal);
    await screen.findByText('Oyelaran');
    await userEvent.keyboard('?');
    await screen.findByRole('dialog');
  },
  'frame, pairing, damaged': async () => {
    const { bridge } = showApp(openJournal);
    await userEvent.click(await screen.findByText('Oyelaran'));
    bridge.say({ notice: 'damaged', damage: null });
    await screen.findByRole('button', { name: 'Remove this pairing' });
  },
  'frame, lock question': async () => {
    showApp(openJournal);
    await screen.findByText('Oyelaran');
    const end = registerUnsaved(() => Promise.reject(new Error('disk-full')));
    await userEvent.click(screen.getByRole('button', { name: 'Lock' }));
    await screen.findByRole('alertdialog');
    end();
  },
  'frame, minutes': async () => {
    showApp(openJournal);
    await userEvent.click(await screen.findByRole('link', { name: 'Settings' }));
    await userEvent.click(await screen.findByRole('button', { name: /Lock after/ }));
    await screen.findByRole('listbox');
  },
  'frame, calendar': async () => {
    showApp(openJournal);
    await userEvent.click(await screen.findByRole('link', { name: 'Pairings' }));
    await userEvent.click(await screen.findByRole('button', { name: 'New pairing' }));
    await userEvent.click(await screen.findByText('We coach each other already'));
    await userEvent.click(await screen.findByRole('button', { name: /Calendar/ }));
    await screen.findByRole('grid');
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
