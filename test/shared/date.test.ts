import { expect, test } from 'vitest';
import { addDays, isoDate, type IsoDate } from '../../shared/date.ts';

test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-01-01T00:00', '+002026-01-01', '2025-02-29'])('%j is not a day', (text) => {
  expect(isoDate.safeParse(text).success).toBe(false);
});

test('ninety days after a session', () => {
  expect(addDays('2026-03-02' as IsoDate, 90)).toBe('2026-05-31');
  expect(isoDate.parse('2024-02-29')).toBe('2024-02-29');
});
