import { show } from '../show.tsx';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { IsoDate } from '../../../shared/date.ts';
import { Broken, codeOf } from '../../../renderer/ui/Broken.tsx';
import { Button } from '../../../renderer/ui/Button.tsx';
import { Checklist } from '../../../renderer/ui/Checklist.tsx';
import { Choice } from '../../../renderer/ui/Choice.tsx';
import { DateField } from '../../../renderer/ui/DateField.tsx';
import { Folded } from '../../../renderer/ui/Folded.tsx';
import { PasswordField } from '../../../renderer/ui/PasswordField.tsx';
import { TextField } from '../../../renderer/ui/TextField.tsx';
import { useSay } from '../../../renderer/ui/Toasts.tsx';
import { flushAll, registerUnsaved } from '../../../renderer/ui/unsaved.ts';
import { date } from '../sample.ts';

const options = [
  { value: 'walk', label: 'On a walk' },
  { value: 'phone', label: 'By phone' },
] as const;

describe('a choice', () => {
  function Setting() {
    const [value, setValue] = useState<'walk' | 'phone' | null>(null);
    return <Choice label="Where" options={options} value={value} onChange={setValue} clearable />;
  }

  test('can be taken back to nothing by its cross and by a key', async () => {
    show(<Setting />, {});
    const walk = () => screen.getByRole('radio', { name: 'On a walk' });
    expect(screen.queryByRole('button')).toBeNull();
    await userEvent.click(screen.getByText('On a walk'));
    expect(walk()).toHaveProperty('checked', true);
    await userEvent.click(screen.getByRole('button', { name: 'Take back: Where' }));
    expect(walk()).toHaveProperty('checked', false);
    await userEvent.click(screen.getByText('By phone'));
    await userEvent.keyboard('{Delete}');
    expect(screen.getByRole('radio', { name: 'By phone' })).toHaveProperty('checked', false);
  });

  test('is made with the arrow keys', async () => {
    show(<Setting />, {});
    await userEvent.keyboard('{Tab}{ArrowRight}');
    await waitFor(() => expect(screen.getByRole('radio', { name: 'By phone' })).toHaveProperty('checked', true));
  });
});

test('a checklist keeps the order of its options', async () => {
  const onChange = vi.fn();
  show(<Checklist label="Why" options={options} values={['phone']} onChange={onChange} />, {});
  await userEvent.click(screen.getByText('On a walk'));
  expect(onChange).toHaveBeenCalledWith(['walk', 'phone']);
});

describe('a text field', () => {
  function Field({ max }: { max: number }) {
    const [value, setValue] = useState('');
    return <TextField label="Keywords" value={value} onChange={setValue} max={max} />;
  }

  test('counts code points, and only when the limit is near', async () => {
    show(<Field max={10} />, {});
    const field = screen.getByLabelText('Keywords');
    await userEvent.fill(field, '🪑🪑');
    expect(screen.queryByText(/left/)).toBeNull();
    await userEvent.fill(field, '🪑'.repeat(9));
    expect(await screen.findByText('1 character left.')).toBeTruthy();
    await userEvent.fill(field, '🪑'.repeat(12));
    expect(await screen.findByText(/2 characters too many. Nothing is cut/)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  test('is not looked at by spelling, completion or correction', () => {
    show(<Field max={10} />, {});
    const field = screen.getByLabelText('Keywords');
    expect([field.getAttribute('spellcheck'), field.getAttribute('autocomplete'), field.getAttribute('autocorrect'), field.getAttribute('autocapitalize')]).toEqual(['false', 'off', 'off', 'off']);
  });
});

test('a passphrase is covered until its owner asks to see it', async () => {
  show(<PasswordField label="Passphrase" value="secret" onChange={() => undefined} />, {});
  const field = screen.getByLabelText('Passphrase');
  expect(field.getAttribute('type')).toBe('password');
  await userEvent.click(screen.getByRole('button', { name: 'Show what is typed' }));
  expect(field.getAttribute('type')).toBe('text');
  expect([field.getAttribute('spellcheck'), field.getAttribute('autocomplete'), field.getAttribute('autocapitalize')]).toEqual(['false', 'off', 'off']);
});

test('a date after the last one is said to be too late', () => {
  show(<DateField label="Date" value={date('2031-05-01')} onChange={(_: IsoDate | null) => undefined} max={date('2031-04-30')} />, {});
  expect(screen.getByText(/^This day is after Wednesday,? 30 April 2031\.$/)).toBeTruthy();
});

test('a date that is being typed arrives once it is whole and settled, and at once when the field is left', async () => {
  const changed = vi.fn();
  function Dated() {
    const [value, setValue] = useState<IsoDate | null>(date('2026-03-05'));
    return (
      <>
        <DateField label="Date" value={value} onChange={(next) => { changed(next); setValue(next); }} />
        <Button onPress={() => undefined}>Elsewhere</Button>
      </>
    );
  }
  show(<Dated />, {});
  await userEvent.click(screen.getByRole('spinbutton', { name: /day/ }));
  await userEvent.keyboard('2');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(changed).not.toHaveBeenCalled();
  await userEvent.keyboard('1');
  await waitFor(() => expect(changed.mock.calls).toEqual([['2026-03-21']]), { timeout: 4000 });
  await userEvent.click(screen.getByRole('spinbutton', { name: /day/ }));
  await userEvent.keyboard('17');
  await userEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
  expect(changed.mock.calls).toEqual([['2026-03-21'], ['2026-03-17']]);
  expect(screen.getByRole('spinbutton', { name: /day/ }).textContent).toBe('17');
});

test('what is folded is not reached until it is opened', async () => {
  show(
    <Folded title="Between us" summary="nothing yet">
      <TextField label="Inside" value="" onChange={() => undefined} />
    </Folded>,
    {},
  );
  expect(screen.queryByRole('textbox')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /Between us/ }));
  expect(await screen.findByRole('textbox', { name: 'Inside' })).toBeTruthy();
});

test('a line at the foot offers to undo, once', async () => {
  const undo = vi.fn();
  function Trash() {
    const say = useSay();
    return <Button onPress={() => say('In the trash.', { undo })}>Throw away</Button>;
  }
  show(<Trash />, {});
  await userEvent.click(screen.getByRole('button', { name: 'Throw away' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText('In the trash.')).toBeNull();
});

describe('a page that breaks', () => {
  const written = 'what she told me in confidence';
  function Breaking(): never {
    throw new TypeError(written);
  }

  test('shows a code and nothing of what was written', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    show(
      <Broken>
        <Breaking />
      </Broken>,
      {},
    );
    expect(await screen.findByText(/Its code is TypeError-\d+:\d+/)).toBeTruthy();
    expect(document.body.textContent).not.toContain(written);
    quiet.mockRestore();
  });

  test('has a code without words, whatever the error carries', () => {
    const error = new Error(`${written}\n    at 12:34`);
    error.name = written;
    expect(codeOf(error)).toMatch(/^W-\d+:\d+$/);
    expect(codeOf(written)).toBe('W');
  });
});

describe('what is unsaved', () => {
  test('counts as saved when every page says so', async () => {
    const ends = [registerUnsaved(() => Promise.resolve()), registerUnsaved(() => Promise.resolve())];
    expect(await flushAll()).toBe(true);
    for (const end of ends) end();
  });

  test('does not when one of them cannot', async () => {
    const ends = [registerUnsaved(() => Promise.resolve()), registerUnsaved(() => Promise.reject(new Error('disk-full')))];
    expect(await flushAll()).toBe(false);
    for (const end of ends) end();
  });

  test('does not when one of them never ends', async () => {
    const end = registerUnsaved(() => new Promise(() => undefined));
    expect(await flushAll()).toBe(false);
    end();
  });
});
