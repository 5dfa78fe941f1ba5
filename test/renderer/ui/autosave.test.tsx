import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Refusal } from '../../../renderer/locales/refusals.ts';
import { Autosave, type SaveReply, type SaveState } from '../../../renderer/ui/autosave.ts';
import type { RecordId } from '../../../shared/record-id.ts';
import type { Session } from '../../../shared/session.ts';
import { id } from '../sample.ts';
import { coached } from '../sessions/writing-samples.ts';

type Why = Refusal<'saveSession'>;
interface Asked { id: RecordId | null; session: Session; answer: (reply: SaveReply<Why>) => void }

const saved = (atMs: number): SaveReply<Why> => ({ ok: true, value: { id: id(7), savedAtMs: atMs } });
const full: SaveReply<Why> = { ok: false, refusal: { why: 'disk-full' } };

function begin() {
  const asked: Asked[] = [];
  const states: SaveState<Why>[] = [];
  const autosave = new Autosave<Session, Why>(
    (entry, session) => new Promise((answer) => asked.push({ id: entry, session, answer })),
    null,
    (state) => states.push(state),
  );
  return { autosave, asked, states };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('nothing is asked until six tenths of a second have passed without a change', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  await vi.advanceTimersByTimeAsync(500);
  autosave.change(coached('ab'));
  await vi.advanceTimersByTimeAsync(599);
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.map(({ session }) => session)).toEqual([coached('ab')]);
});

test('somebody who never pauses is saved after five seconds all the same', async () => {
  const { autosave, asked } = begin();
  for (let typed = 0; typed < 11; typed += 1) {
    autosave.change(coached('a'.repeat(typed + 1)));
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(asked).toHaveLength(1);
});

test('it is saved only when the journal has answered', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  expect(autosave.state).toEqual({ is: 'unsaved' });
  void autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state).toEqual({ is: 'saving' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(autosave.state).toEqual({ is: 'saving' });
  asked[0]!.answer(saved(123));
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state).toEqual({ is: 'saved', atMs: 123 });
});

test('two savings never overlap, and the second goes to the entry the first has made', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  void autosave.flush();
  autosave.change(coached('ab'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toHaveLength(1);
  asked[0]!.answer(saved(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.map((each) => each.id)).toEqual([null, id(7)]);
  expect(asked[1]!.session).toEqual(coached('ab'));
});

test('what was typed while saving is not called saved', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  void autosave.flush();
  autosave.change(coached('ab'));
  asked[0]!.answer(saved(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state).toEqual({ is: 'unsaved' });
  expect(autosave.hasUnsaved).toBe(true);
});

test('a refusal keeps what was written and the next change tries again', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  void autosave.flush();
  asked[0]!.answer(full);
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state).toEqual({ is: 'refused', refusal: { why: 'disk-full' } });
  expect(autosave.hasUnsaved).toBe(true);
  autosave.change(coached('ab'));
  expect(autosave.state.is).toBe('refused');
  await vi.advanceTimersByTimeAsync(600);
  expect(asked[1]!.session).toEqual(coached('ab'));
});

test('after a refusal it can be tried again without a change', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  void autosave.flush();
  asked[0]!.answer(full);
  await vi.advanceTimersByTimeAsync(0);
  const again = autosave.flush();
  asked[1]!.answer(saved(2));
  expect(await again).toEqual({ is: 'saved', atMs: 2 });
});

test('flushing waits for the saving under way and for what was typed meanwhile', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  void autosave.flush();
  autosave.change(coached('ab'));
  const flushed = autosave.flush();
  asked[0]!.answer(saved(1));
  await vi.advanceTimersByTimeAsync(0);
  asked[1]!.answer(saved(2));
  expect(await flushed).toEqual({ is: 'saved', atMs: 2 });
  expect(autosave.hasUnsaved).toBe(false);
});

test('what cannot be an entry yet is never sent', async () => {
  const { autosave, asked } = begin();
  autosave.change(null);
  await autosave.flush();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(0);
  expect(autosave.state).toEqual({ is: 'incomplete' });
  expect(autosave.hasUnsaved).toBe(true);
});

test('writing the same again is not saved again', async () => {
  const { autosave, asked } = begin();
  autosave.change(coached('a'));
  void autosave.flush();
  asked[0]!.answer(saved(1));
  await vi.advanceTimersByTimeAsync(0);
  autosave.change(coached('ab'));
  autosave.change(coached('a'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toHaveLength(1);
  expect(autosave.state).toEqual({ is: 'saved', atMs: 1 });
});
