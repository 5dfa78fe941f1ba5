import { show } from './show.tsx';
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FirstRun } from '../../renderer/unlock/FirstRun.tsx';
import { done, refused, type Answers } from './bridge.ts';
import { noJournal, status } from './sample.ts';

const good = 'a long and quiet afternoon';

function start(answers: Answers = noJournal) {
  const onDone = vi.fn();
  return { ...show(<FirstRun status={status} onBegun={() => undefined} onDone={onDone} onRestored={() => undefined} />, answers), onDone };
}

async function asFarAsPassphrase(first: string, second: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: 'Begin' }));
  await userEvent.fill(await screen.findByLabelText('Passphrase'), first);
  await userEvent.fill(screen.getByLabelText('The same passphrase once more'), second);
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
}

async function asFarAsTypingBack(): Promise<void> {
  await asFarAsPassphrase(good, good);
  await userEvent.click(await screen.findByRole('button', { name: 'I have written them down' }));
}

async function typeBack(words: Record<number, string>): Promise<void> {
  for (const [place, word] of Object.entries(words)) await userEvent.fill(await screen.findByLabelText(`Word ${place}`), word);
  await userEvent.click(screen.getByRole('button', { name: 'Make the journal' }));
}

test('from the welcome to the first session in four steps', async () => {
  const { bridge, onDone } = start({ ...noJournal, finishJournal: () => done(null) });
  await asFarAsTypingBack();
  await typeBack({ 3: 'thank', 6: ' Sausage ', 12: 'yellow' });
  await screen.findByRole('heading', { name: 'Where your journal lives' });
  expect(screen.getByText(status.file)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  await screen.findByRole('heading', { name: 'What this protects, and what it cannot' });
  await userEvent.click(screen.getByRole('button', { name: 'Write down a first session' }));
  expect(onDone).toHaveBeenCalledOnce();
  expect(bridge.asked.find(({ name }) => name === 'beginJournal')?.input).toEqual({ passphrase: good });
  expect(bridge.asked.find(({ name }) => name === 'finishJournal')?.input).toEqual({ words: ['thank', 'sausage', 'yellow'] });
});

test('nothing is asked for that writes before the words are typed back, and the pages say so', async () => {
  const { bridge } = start();
  await asFarAsTypingBack();
  expect(screen.getByText('Nothing has been written to the disk yet.')).toBeTruthy();
  expect(new Set(bridge.asked.map(({ name }) => name))).toEqual(new Set(['weighPassphrase', 'beginJournal']));
});

test('a passphrase that is easy to guess is not sent, and the page says why', async () => {
  const { bridge } = start();
  await asFarAsPassphrase('short', 'short');
  expect(await screen.findByText(/This would be too easy to guess/)).toBeTruthy();
  expect(await screen.findByText('Use at least 10 characters.')).toBeTruthy();
  expect(bridge.asked.map(({ name }) => name)).not.toContain('beginJournal');
});

test('the strength is said in words, never as a number', async () => {
  start();
  await userEvent.click(await screen.findByRole('button', { name: 'Begin' }));
  await userEvent.fill(await screen.findByLabelText('Passphrase'), good);
  const words = await screen.findByText('Very hard to guess.');
  expect(words.parentElement?.textContent).not.toMatch(/\d/);
});

test('two passphrases that differ are not sent', async () => {
  const { bridge } = start();
  await asFarAsPassphrase(good, `${good}.`);
  expect(await screen.findByText(/The two are not the same/)).toBeTruthy();
  expect(bridge.asked.map(({ name }) => name)).not.toContain('beginJournal');
});

test('six offered words are taken into the first field and typed once more into the second', async () => {
  start();
  await userEvent.click(await screen.findByRole('button', { name: 'Begin' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Offer me six random words' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Take these words' }));
  expect(screen.getByLabelText('Passphrase')).toHaveProperty('value', 'umbrella granite sofa lantern outback mellow');
  const second = screen.getByLabelText('The same passphrase once more');
  expect(second).toHaveProperty('value', '');
  expect(document.activeElement).toBe(second);
});

test('deriving the key can be stopped, and one can try again', async () => {
  let stop: () => void = () => undefined;
  start({
    ...noJournal,
    beginJournal: () => new Promise((resolve) => (stop = () => resolve(refused('cancelled')))),
    cancelUnlocking: () => {
      stop();
      return done(null);
    },
  });
  await asFarAsPassphrase(good, good);
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText(/Stopped, as you asked/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Go on' })).toBeTruthy();
});

test('a wrong word is refused without saying which, and the words can be seen again', async () => {
  start({ ...noJournal, finishJournal: () => refused('wrong-words') });
  await asFarAsTypingBack();
  await typeBack({ 3: 'thank', 6: 'sausage', 12: 'yell' });
  expect((await screen.findByRole('alert')).textContent).toMatch(/At least one of the three words/);
  await userEvent.click(screen.getByRole('button', { name: 'See the words again' }));
  expect(await screen.findByText('yellow')).toBeTruthy();
});

test('a full disk is said in a sentence, and the same words hold for the next try', async () => {
  start({ ...noJournal, finishJournal: () => refused('disk-full') });
  await asFarAsTypingBack();
  await typeBack({ 3: 'thank', 6: 'sausage', 12: 'yellow' });
  expect((await screen.findByRole('alert')).textContent).toMatch(/The disk is full.*your recovery words stay the same/);
});

test('the words stand on the printed page, and nothing else of the window does', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  start();
  await asFarAsPassphrase(good, good);
  await userEvent.click(await screen.findByRole('button', { name: 'Print the sheet' }));
  expect(print).toHaveBeenCalledOnce();
  print.mockRestore();
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(12));
});
