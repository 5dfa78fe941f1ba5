/** A template that comes as a file and one that leaves: all of it is shown first, and nothing is done without being asked for. */
import { drawIn, expectAccessible, expectNothingCut, picture, show, SIZES, THEMES } from './show.tsx';
import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { builtInTemplates } from '../../shared/built-in-templates.ts';
import { fingerprint } from '../../shared/fingerprint.ts';
import { FOREIGN_BYTES_MAX } from '../../shared/foreign-json.ts';
import type { ReceivedTemplate as ReceivedFile } from '../../shared/requests/shared-files.ts';
import { DroppedFile } from '../../renderer/template-files/DroppedFile.tsx';
import { OfferedFile } from '../../renderer/template-files/OfferedFile.tsx';
import { HandOverTemplate } from '../../renderer/template-files/HandOverTemplate.tsx';
import { OpenTemplateFile } from '../../renderer/template-files/OpenTemplateFile.tsx';
import { done, refused, type Answers } from './bridge.ts';
import { openJournal } from './sample.ts';

const { text } = builtInTemplates[0]!;
const sha256 = 'ab'.repeat(32);
const digits = fingerprint.parse('48055573443724414758');
const received = (more: Partial<ReceivedFile> = {}): ReceivedFile => ({ sha256, text, fingerprint: digits, held: false, own: null, ...more });
const accepting: Answers = { ...openJournal, acceptTemplateFile: () => done({ id: text.id, version: 1, fingerprint: digits }) };

function drop(bytes: Uint8Array<ArrayBuffer>, kind: 'drop' | 'dragover' = 'drop'): DragEvent {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], 'theirs.oct'));
  const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  return event;
}

describe('a file that is opened', () => {
  test('is shown question by question, and taken over only when that is asked for', async () => {
    const { bridge } = show(<main><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => done(received()) });
    await userEvent.click(screen.getByText('Open a template file'));
    const dialog = within(await screen.findByRole('dialog'));
    for (const { text: question } of text.prompts) dialog.getByText(question);
    dialog.getByRole('img', { name: /48055 57344 37244 14758/ });
    expect(bridge.asked.map(({ name }) => name)).not.toContain('acceptTemplateFile');
    await userEvent.click(dialog.getByText('Take it over'));
    expect(bridge.asked.find(({ name }) => name === 'acceptTemplateFile')?.input).toEqual({ sha256, pairing: null });
    await screen.findByText('The template is in your journal.');
  });

  test('and left is not taken over', async () => {
    const { bridge } = show(<main><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => done(received()) });
    await userEvent.click(screen.getByText('Open a template file'));
    await userEvent.click(within(await screen.findByRole('dialog')).getByText('Leave it'));
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    expect(bridge.asked.map(({ name }) => name)).not.toContain('acceptTemplateFile');
  });

  test('that the journal has already is only shown; one with an older version says what becomes of it', async () => {
    show(<main><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => done(received({ held: true })) });
    await userEvent.click(screen.getByText('Open a template file'));
    const held = within(await screen.findByRole('dialog'));
    held.getByText('These very questions are in your journal already.');
    expect(held.queryByText('Take it over')).toBeNull();
    show(<main><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => done(received({ own: { version: 1, text, fingerprint: digits } })) });
    await userEvent.click(screen.getByText('Open a template file'));
    within(await screen.findByRole('dialog')).getByText(/these become its newest version/);
  });

  test('that is refused says why in one sentence; a dialog closed says nothing', async () => {
    show(<main><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => refused('key-twice') });
    await userEvent.click(screen.getByText('Open a template file'));
    await screen.findByText(/said twice in this file/);
    show(<main><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => refused('cancelled') });
    await userEvent.click(screen.getByText('Open a template file'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('shows what looks like HTML as the text it is', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    show(<main><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => done(received({ text: { ...text, title: hostile } })) });
    await userEvent.click(screen.getByText('Open a template file'));
    await screen.findByText(hostile);
    expect(document.querySelector('[role=dialog] img')).toBeNull();
  });
});

describe('a file that is dropped', () => {
  test('goes to the keeper as bytes, whatever they are, and is shown', async () => {
    const { bridge } = show(<main><p>A page</p><DroppedFile /></main>, { ...accepting, dropTemplateFile: () => done(received()) });
    const bytes = Uint8Array.of(0xff, 0, 1, 2);
    expect(drop(bytes).defaultPrevented).toBe(true);
    await screen.findByText('A template from a file');
    expect(bridge.asked.find(({ name }) => name === 'dropTemplateFile')?.input).toEqual({ bytes });
  });

  test('is not read further than to see that it is too large', async () => {
    const { bridge } = show(<main><DroppedFile /></main>, { ...accepting, dropTemplateFile: () => refused('file-too-large') });
    drop(new Uint8Array(FOREIGN_BYTES_MAX * 4));
    await screen.findByText(/larger than 256 KB/);
    expect((bridge.asked.find(({ name }) => name === 'dropTemplateFile')?.input as { bytes: Uint8Array }).bytes).toHaveLength(FOREIGN_BYTES_MAX + 1);
  });

  test('says while it is held over the window that nothing is taken over yet', async () => {
    show(<main><DroppedFile /></main>, accepting);
    expect(drop(new Uint8Array(1), 'dragover').defaultPrevented).toBe(true);
    await screen.findByText(/Nothing is taken over by that/);
  });

  test('is left alone where it is text that is moved about', () => {
    const { bridge } = show(<main><DroppedFile /></main>, accepting);
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'moved');
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    expect([event.defaultPrevented, bridge.asked.length]).toEqual([false, 0]);
  });
});

describe('a template that leaves', () => {
  const leaving: Answers = { ...openJournal, lookAtTemplateFile: () => done({ text: '{"all":"of it"}', bytes: 15, sha256, fingerprint: digits }), exportTemplate: () => done({ bytes: 15 }) };

  test('is shown whole before anybody is asked where it goes', async () => {
    const { bridge } = show(<main><HandOverTemplate text={text} /></main>, leaving);
    await userEvent.click(screen.getByText('Write it into a file'));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('{"all":"of it"}');
    expect(bridge.asked.map(({ name }) => name)).not.toContain('exportTemplate');
    await userEvent.click(dialog.getByText('Choose where, and write it'));
    expect(bridge.asked.find(({ name }) => name === 'exportTemplate')?.input).toEqual({ id: text.id, sha256, to: 'other', pairing: null });
    await screen.findByText(/noted under What travelled/);
  });

  test('and changed meanwhile is not written', async () => {
    show(<main><HandOverTemplate text={text} /></main>, { ...leaving, exportTemplate: () => refused('not-as-shown') });
    await userEvent.click(screen.getByText('Write it into a file'));
    await userEvent.click(await screen.findByText('Choose where, and write it'));
    await screen.findByText(/has changed since it was shown/);
  });
});

describe('a file that was double-clicked', () => {
  test('is looked at only after a question', async () => {
    const { bridge } = show(<main><OfferedFile heard="template" /></main>, { ...accepting, openOfferedTemplate: () => done(received()), leaveOffered: () => done(null) });
    const question = within(await screen.findByRole('alertdialog'));
    expect(bridge.asked.map(({ name }) => name)).not.toContain('openOfferedTemplate');
    await userEvent.click(question.getByText('Look at it'));
    await screen.findByText('A template from a file');
    expect(bridge.asked.map(({ name }) => name)).not.toContain('acceptTemplateFile');
  });

  test('and left is not looked at; told while the window is there, it is asked about, too', async () => {
    const { bridge } = show(<main><OfferedFile heard={null} /></main>, { ...accepting, leaveOffered: () => done(null) });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    bridge.say({ notice: 'offered', kind: 'agreement' });
    const question = within(await screen.findByRole('alertdialog'));
    question.getByText(/the page of the pairing it belongs to/);
    expect((question.getByText('Look at it').closest('button'))!.disabled).toBe(true);
    await userEvent.click(question.getByText('Leave it'));
    await expect.poll(() => bridge.asked.map(({ name }) => name)).toContain('leaveOffered');
    expect(bridge.asked.map(({ name }) => name)).not.toContain('openOfferedAgreement');
  });
});

const views: Record<string, () => Promise<void>> = {
  'template received': async () => {
    show(<main><h1>Templates</h1><OpenTemplateFile /></main>, { ...accepting, openTemplateFile: () => done(received({ own: { version: 1, text, fingerprint: digits } })) });
    await userEvent.click(screen.getByText('Open a template file'));
    await screen.findByRole('dialog');
  },
  'template leaving': async () => {
    show(<main><h1>Templates</h1><HandOverTemplate text={text} /></main>, { ...openJournal, lookAtTemplateFile: () => done({ text: JSON.stringify(text), bytes: 4100, sha256, fingerprint: digits }) });
    await userEvent.click(screen.getByText('Write it into a file'));
    await screen.findByText('The file as it will be');
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
