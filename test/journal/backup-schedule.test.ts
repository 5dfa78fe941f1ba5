/** When a backup is due, and which stay. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupNameAt, byAge, keptNameAt, whenOf } from '../../electron/journal/backup-names.ts';
import { isDue, tooMany } from '../../electron/journal/backup-schedule.ts';

const at = (day: string, time = '09:15') => new Date(`${day}T${time}:00`).getTime();
const named = (day: string, time = '0915') => `Other Chair ${day} ${time}.ocb`;

describe('a backup is due', () => {
  test.each([
    ['there was none yet', true, null, at('2026-11-22'), true],
    ['nothing has changed, though there was none', false, null, at('2026-11-22'), false],
    ['the last is of yesterday, late', true, at('2026-11-21', '23:59'), at('2026-11-22', '00:01'), true],
    ['the last is of this morning', true, at('2026-11-22', '00:01'), at('2026-11-22', '23:59'), false],
    ['the last is a month old and nothing has changed', false, at('2026-10-22'), at('2026-11-22'), false],
    ['the last is of tomorrow, because the clock was put back', true, at('2026-11-23'), at('2026-11-22'), true],
    ['the last is of the same day a year ago', true, at('2025-11-22'), at('2026-11-22'), true],
  ])('or not, where %s', (_because, changed, lastVerifiedAtMs, nowMs, due) => {
    expect(isDue({ changed, lastVerifiedAtMs }, nowMs)).toBe(due);
  });
});

describe('of the older backups', () => {
  test('the newest of each of 7 days, 4 weeks and 12 months stay', () => {
    // One each day for two years; Sunday 22 November 2026 is the last.
    const days = Array.from({ length: 730 }, (_, back) => new Date(Date.UTC(2026, 10, 22 - back)).toISOString().slice(0, 10));
    const gone = new Set(tooMany(days.map((day) => named(day)), named('2026-11-22')));
    expect(days.filter((day) => !gone.has(named(day)))).toEqual([
      '2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16',
      '2026-11-15', '2026-11-08', '2026-11-01',
      '2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31',
    ]);
  });

  test('of several of one day the newest stays, once the day is over', () => {
    const ofOneDay = [named('2026-11-22', '0800'), named('2026-11-22', '1200'), 'Other Chair 2026-11-22 1200 (2).ocb'];
    expect(tooMany(ofOneDay, ofOneDay[2]!)).toEqual([]);
    expect(tooMany([...ofOneDay, named('2026-11-23')], named('2026-11-23'))).toEqual([ofOneDay[1], ofOneDay[0]]);
  });

  test('nothing goes after a long absence', () => {
    const old = ['2020-01-01', '2020-02-01', '2020-03-01', '2021-05-05'].map((day) => named(day));
    expect(tooMany([...old, named('2026-11-22')], named('2026-11-22'))).toEqual([]);
  });

  test.each([
    'Other Chair 2026-11-22 0915.ocb.part',
    'Other Chair 2026-11-22 0915 copy.ocb',
    'other chair 2026-11-22 0915.ocb',
    'Other Chair 2026-13-45 0915.ocb',
    'My Other Chair 2026-11-22 0915.ocb',
    'letter.doc',
  ])('%j is no concern of ours', (name) => {
    const many = Array.from({ length: 40 }, (_, index) => named('2026-11-22', String(index).padStart(4, '0')));
    expect(tooMany([...many, named('2026-11-23'), name], named('2026-11-23'))).toEqual(many.slice(0, 39).reverse());
  });

  test('the one found whole and the newest never go, whatever there is', () => {
    const day = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }).map((date) => named(date.toISOString().slice(0, 10), date.toISOString().slice(11, 16).replace(':', '')));
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 120 }), fc.nat(), (names, which) => {
        const good = names[which % names.length]!;
        const gone = tooMany(names, good);
        const left = names.filter((name) => !gone.includes(name)).sort(byAge);
        expect(left).toContain(good);
        expect(left[0]).toBe([...names].sort(byAge)[0]);
        const ofThatDay = names.filter((name) => name.slice(12, 22) === good.slice(12, 22)).length;
        expect(left.length).toBeLessThanOrEqual(7 + 4 + 12 + ofThatDay);
        expect(left.length).toBeGreaterThanOrEqual(Math.min(7, new Set(names.map((name) => name.slice(12, 22))).size));
        // Asked again at once, nothing more goes.
        expect(tooMany(left, good)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a name', () => {
  test('is the day and the minute on this computer’s clock, and nothing else', () => {
    expect(backupNameAt(at('2026-11-22'), () => false)).toBe('Other Chair 2026-11-22 0915.ocb');
    expect(keptNameAt(at('2026-01-02', '00:05'), () => false)).toBe('journal before restoring 2026-01-02 0005.ocv');
    expect(whenOf('Other Chair 2026-11-22 0915.ocb')).toEqual({ date: '2026-11-22', time: '09:15' });
  });

  test('that is taken gets a number', () => {
    const taken = new Set<string>();
    for (let index = 0; index < 4; index += 1) taken.add(backupNameAt(at('2026-11-22'), (name) => taken.has(name)));
    expect([...taken].map((name) => name.slice(27))).toEqual(['.ocb', ' (2).ocb', ' (3).ocb', ' (4).ocb']);
    expect([...taken].sort(byAge)[0]).toBe('Other Chair 2026-11-22 0915 (4).ocb');
  });
});
