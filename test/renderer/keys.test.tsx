/** The pages about passphrase, recovery words and the vault key, on a bridge double. */
// First, so that the layers of the style sheets come in their order.
import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES, ZOOMED } from './show.tsx';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ChangePassphrase } from '../../renderer/keys/ChangePassphrase.tsx';
import { KeysSection } from '../../renderer/keys/KeysSection.tsx';
import { NewRecoverySheet } from '../../renderer/keys/NewRecoverySheet.tsx';
import { Rehearsal } from '../../renderer/keys/Rehearsal.tsx';
import { RehearsalLine } from '../../renderer/keys/RehearsalLine.tsx';
import { Rekey } from '../../renderer/keys/Rekey.tsx';
import { done, refused, type Answers } from './bridge.ts';
import { openJournal } from './sample.ts';

const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
const GOOD = 'a long and quiet afternoon';
const begun = { recoveryWords: WORDS.split(' '), ask: [3, 6, 12] };
const due: Answers = { ...openJournal, recoverySheetStatus: () => done({ issuedAtMs: Date.parse('2026-03-02T10:00:00Z'), rehearsedAtMs: Date.parse('2026-05-04T10:00:00Z'), due: true }) };

async function press(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }));
}

async function type(label: string, text: string): Promise<void> {
  await userEvent.fill(await screen.findByLabelText(label), text);
}

async function chooseNew(passphrase = GOOD, again = passphrase): Promise<void> {
  await type('New passphrase', passphrase);
  await type('The same passphrase once more', again);
}

async function asFarAsTypingBack(): Promise<void> {
  await type('Present passphrase', 'the present one');
  await press('Draw new words');
  await press('I have written them down');
}

async function typeBack(): Promise<void> {
  for (const [place, word] of [[3, 'thank'], [6, ' Sausage '], [12, 'yellow']] as const) await type(`Word ${place}`, word);
  await press('Put the new words in force');
}

describe('changing the passphrase', () => {
  test('sends the present and the new one, and says what older copies still open with', async () => {
    const { bridge } = show(<main><ChangePassphrase /></main>, { ...openJournal, changePassphrase: () => done(null) });
    await type('Present passphrase', 'the present one');
    await chooseNew();
    await press('Change the passphrase');
    await screen.findByRole('heading', { name: 'The passphrase is changed' });
    expect(bridge.asked.find(({ name }) => name === 'changePassphrase')?.input).toEqual({ current: { kind: 'passphrase', passphrase: 'the present one' }, next: GOOD });
    expect(screen.getByText(/Copies of the journal file made before.*still open/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Give the journal a new key' })).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('The passphrase is changed');
  });

  test('takes the recovery words of somebody who has forgotten the present one', async () => {
    const { bridge } = show(<main><ChangePassphrase /></main>, { ...openJournal, changePassphrase: () => done(null) });
    await press('I have forgotten it');
    await type('Your twelve recovery words', WORDS);
    await chooseNew();
    await press('Change the passphrase');
    await screen.findByRole('heading', { name: 'The passphrase is changed' });
    expect(bridge.asked.find(({ name }) => name === 'changePassphrase')?.input).toEqual({ current: { kind: 'recovery', words: WORDS }, next: GOOD });
  });

  test('asks for nothing while the two are not the same or too easy to guess', async () => {
    const { bridge } = show(<main><ChangePassphrase /></main>, openJournal);
    await type('Present passphrase', 'the present one');
    await chooseNew(GOOD, `${GOOD}.`);
    await press('Change the passphrase');
    await screen.findByText(/The two are not the same/);
    await chooseNew('short', 'short');
    await press('Change the passphrase');
    await screen.findByText(/This would be too easy to guess/);
    expect(bridge.asked.map(({ name }) => name)).not.toContain('changePassphrase');
  });

  test('says at the field that the present one is not right, until something else is typed', async () => {
    show(<main><ChangePassphrase /></main>, { ...openJournal, changePassphrase: () => refused('wrong-secret') });
    await type('Present passphrase', 'not it');
    await chooseNew();
    await press('Change the passphrase');
    await screen.findByText(/does not open the journal now/);
    expect(screen.getByLabelText('Present passphrase').getAttribute('aria-invalid')).toBe('true');
    await type('Present passphrase', 'perhaps this');
    await waitFor(() => expect(screen.queryByText(/does not open the journal now/)).toBeNull());
  });

  test('can be stopped', async () => {
    let stop: () => void = () => undefined;
    show(<main><ChangePassphrase /></main>, {
      ...openJournal,
      changePassphrase: () => new Promise((resolve) => (stop = () => resolve(refused('cancelled')))),
      cancelKeyChange: () => {
        stop();
        return done(null);
      },
    });
    await type('Present passphrase', 'the present one');
    await chooseNew();
    await press('Change the passphrase');
    await press('Cancel');
    await screen.findByText(/Stopped, as you asked/);
  });
});

describe('a new recovery sheet', () => {
  test('is in force once three of its words were typed back, and only then asked for', async () => {
    const { bridge } = show(<main><NewRecoverySheet /></main>, { ...openJournal, beginRecoverySheet: () => done(begun), finishRecoverySheet: () => done(null) });
    await asFarAsTypingBack();
    expect(bridge.asked.map(({ name }) => name)).not.toContain('finishRecoverySheet');
    expect(screen.getByText(/your old words stay in force/)).toBeTruthy();
    await typeBack();
    await screen.findByRole('heading', { name: 'The new recovery words are in force' });
    expect(bridge.asked.find(({ name }) => name === 'beginRecoverySheet')?.input).toEqual({ passphrase: 'the present one' });
    expect(bridge.asked.find(({ name }) => name === 'finishRecoverySheet')?.input).toEqual({ words: ['thank', 'sausage', 'yellow'] });
    expect(screen.getByText(/Destroy the old sheet/)).toBeTruthy();
  });

  test('can be looked at again when a word is wrong, and begun again when it is gone', async () => {
    const { bridge } = show(<main><NewRecoverySheet /></main>, { ...openJournal, beginRecoverySheet: () => done(begun), finishRecoverySheet: () => refused('wrong-words') });
    await asFarAsTypingBack();
    await typeBack();
    await screen.findByText(/At least one of the three words/);
    await press('See the words again');
    await screen.findByText('yellow');
    await press('I have written them down');
    bridge.answers.finishRecoverySheet = () => refused('not-begun');
    await typeBack();
    await press('Start again from the passphrase');
    await screen.findByLabelText('Present passphrase');
  });
});

describe('a rehearsal', () => {
  test('tries the words and says that nothing was changed', async () => {
    const { bridge } = show(<main><Rehearsal /></main>, { ...openJournal, rehearseRecovery: () => done({ rehearsedAtMs: 1 }) });
    await type('Your twelve recovery words', WORDS);
    await press('Try them');
    await screen.findByRole('heading', { name: 'These words open the journal' });
    expect(bridge.asked.find(({ name }) => name === 'rehearseRecovery')?.input).toEqual({ words: WORDS });
    expect(document.body.textContent).not.toContain('sausage');
  });

  test('of words that open nothing leads to a new sheet while the passphrase is known', async () => {
    show(<main><Rehearsal /></main>, { ...openJournal, rehearseRecovery: () => refused('wrong-secret') });
    await type('Your twelve recovery words', WORDS);
    await press('Try them');
    await screen.findByText(/make a new one now, while the passphrase is known/);
    expect(screen.getByRole('link', { name: /The sheet is lost/ }).getAttribute('href')).toBe('/settings/recovery-sheet');
  });

  test('is spoken of in Settings and on the first page when it is due, and only then on the first page', async () => {
    show(<main><KeysSection /></main>, due);
    await screen.findByText(/more than three months/);
    await screen.findByText(/made on 2 Mar 2026. You last made sure of it on 4 May 2026/);
    show(<main><RehearsalLine /></main>, due);
    const line = await screen.findByText(/more than three months/);
    expect(within(line).getByRole('link', { name: 'Try the recovery words' })).toBeTruthy();
    const { bridge } = show(<main><RehearsalLine /></main>, openJournal);
    await waitFor(() => expect(bridge.asked).toHaveLength(1));
    expect(document.querySelector('main')?.textContent).toBe('');
  });
});

describe('re-keying', () => {
  test('takes both secrets, says how far it is, and that older copies are out of reach', async () => {
    let end: () => void = () => undefined;
    const { bridge } = show(<main><Rekey /></main>, { ...openJournal, rekeyJournal: () => new Promise((resolve) => (end = () => resolve(done(null)))) });
    await type('Present passphrase', 'the present one');
    await type('Your twelve recovery words', WORDS);
    await press('Give the journal a new key');
    await screen.findByRole('progressbar', { name: /Working out the keys/ });
    bridge.say({ notice: 'rekeying', progress: { step: 'sealing', done: 30, total: 120 } });
    expect((await screen.findByRole('progressbar', { name: 'Sealing every entry anew' })).getAttribute('aria-valuenow')).toBe('25');
    bridge.say({ notice: 'rekeying', progress: { step: 'checking', done: 60, total: 120 } });
    await screen.findByRole('progressbar', { name: 'Reading every entry back and comparing' });
    bridge.say({ notice: 'rekeying', progress: null });
    end();
    await screen.findByRole('heading', { name: 'The journal has a new key' });
    expect(bridge.asked.find(({ name }) => name === 'rekeyJournal')?.input).toEqual({ passphrase: 'the present one', words: WORDS });
    expect(screen.getByText(/Copies of the journal file made before/)).toBeTruthy();
  });

  test('goes on when one leaves the page, and who comes back can stop it', async () => {
    const { bridge, unmount } = show(<main><KeysSection /></main>, { ...openJournal, cancelKeyChange: () => done(null) });
    bridge.say({ notice: 'rekeying', progress: { step: 'sealing', done: 3, total: 12 } });
    await screen.findByText('The journal is being given a new key.');
    unmount();
    const again = show(<main><Rekey /></main>, { ...openJournal, cancelKeyChange: () => done(null) });
    again.bridge.say({ notice: 'rekeying', progress: { step: 'sealing', done: 4, total: 12 } });
    await press('Cancel');
    expect(again.bridge.asked.map(({ name }) => name)).toContain('cancelKeyChange');
  });

  test.each([
    ['wrong-secret', 'Present passphrase', /This is not the present passphrase/],
    ['wrong-words', 'Your twelve recovery words', /not the recovery words of this journal/],
    ['not-words', 'Your twelve recovery words', /not twelve recovery words that belong together/],
  ] as const)('says %s at the field it is about', async (why, field, sentence) => {
    show(<main><Rekey /></main>, { ...openJournal, rekeyJournal: () => refused(why) });
    await type('Present passphrase', 'x');
    await type('Your twelve recovery words', WORDS);
    await press('Give the journal a new key');
    await screen.findByText(sentence);
    expect(screen.getByLabelText(field).getAttribute('aria-invalid')).toBe('true');
  });
});

/** What a view before this one announced names buttons that are gone. */
function nothingAnnouncedBefore(): void {
  document.querySelector('[data-live-announcer]')?.remove();
}

const views: Record<string, () => Promise<void>> = {
  section: async () => {
    const { bridge } = show(<main><h1>Settings</h1><KeysSection /></main>, due);
    bridge.say({ notice: 'rekeying', progress: { step: 'sealing', done: 3, total: 12 } });
    await screen.findByText(/more than three months/);
  },
  'change the passphrase': async () => {
    show(<main><ChangePassphrase /></main>, { ...openJournal, changePassphrase: () => refused('wrong-secret') });
    await type('Present passphrase', 'not it');
    await press('Offer me six random words');
    await chooseNew();
    await press('Change the passphrase');
    await screen.findByText(/does not open the journal now/);
  },
  'change the passphrase, forgotten': async () => {
    show(<main><ChangePassphrase /></main>, openJournal);
    await press('I have forgotten it');
    await screen.findByLabelText('Your twelve recovery words');
  },
  'passphrase changed': async () => {
    show(<main><ChangePassphrase /></main>, { ...openJournal, changePassphrase: () => done(null) });
    await type('Present passphrase', 'the present one');
    await chooseNew();
    await press('Change the passphrase');
    await screen.findByRole('heading', { name: 'The passphrase is changed' });
  },
  'new sheet, passphrase': async () => {
    show(<main><NewRecoverySheet /></main>, openJournal);
    await screen.findByText('Draw new words');
  },
  'new sheet': async () => {
    show(<main><NewRecoverySheet /></main>, { ...openJournal, beginRecoverySheet: () => done(begun) });
    await type('Present passphrase', 'the present one');
    await press('Draw new words');
    await screen.findByText('sausage');
  },
  'new sheet, typed back': async () => {
    show(<main><NewRecoverySheet /></main>, { ...openJournal, beginRecoverySheet: () => done(begun), finishRecoverySheet: () => refused('wrong-words') });
    await asFarAsTypingBack();
    await typeBack();
    await screen.findByRole('alert');
  },
  rehearsal: async () => {
    show(<main><Rehearsal /></main>, { ...openJournal, rehearseRecovery: () => refused('wrong-secret') });
    await type('Your twelve recovery words', WORDS);
    await press('Try them');
    await screen.findByText(/do not open this journal/);
  },
  're-key': async () => {
    show(<main><Rekey /></main>, openJournal);
    await screen.findByLabelText('Present passphrase');
  },
  're-key, under way': async () => {
    const { bridge } = show(<main><Rekey /></main>, openJournal);
    bridge.say({ notice: 'rekeying', progress: { step: 'checking', done: 70, total: 120 } });
    await screen.findByRole('progressbar');
  },
};

describe.each(THEMES)('in the %s theme', (theme) => {
  test.each(Object.entries(views))('%s: axe-core finds nothing at either width', async (name, view) => {
    for (const [width, height] of SIZES) {
      nothingAnnouncedBefore();
      await page.viewport(width, height);
      await view();
      drawIn(theme);
      await expectAccessible();
      await picture(`keys, ${name}, ${theme}, ${width}`);
    }
  });
});

test.each(Object.entries(views))('%s: nothing is cut in the smallest window at double size', async (_, view) => {
  await page.viewport(...ZOOMED);
  await view();
  expectNothingCut();
});
