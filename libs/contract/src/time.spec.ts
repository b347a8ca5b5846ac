import fc from 'fast-check';
import { formatTime, parseTime } from './time.ts';

const yearZero = Date.parse('0000-01-01T00:00:00Z');
const lastMoment = Date.parse('9999-12-31T23:59:59.999Z');
const anyMoment = fc.integer({ min: yearZero, max: lastMoment });

describe('parseTime', () => {
  it('reads back every moment that formatTime writes', () => {
    fc.assert(
      fc.property(anyMoment, ms => {
        expect(parseTime(formatTime(ms))).toBe(ms);
      }),
    );
  });

  it('agrees with the calendar of the platform on every date that exists, and refuses the others', () => {
    const twoDigits = (value: number) => String(value).padStart(2, '0');
    const year = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0, 1600, 1900, 1999, 2000, 2024, 2100));
    fc.assert(
      fc.property(year, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (y, month, day) => {
        const text = `${String(y).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}T12:34:56Z`;
        const known = Date.parse(text);
        const exists = !Number.isNaN(known) && new Date(known).toISOString().startsWith(text.slice(0, 10));
        expect(parseTime(text)).toBe(exists ? known : null);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2026-03-01T08:00:00.5Z', 500],
    ['2026-03-01T08:00:00.05Z', 50],
    ['2026-03-01T08:00:00.005Z', 5],
    ['2026-03-01T08:00:00.120Z', 120],
  ])('reads up to three digits of a fraction: %s', (text, ms) => {
    expect(parseTime(text)).toBe(Date.parse('2026-03-01T08:00:00Z') + ms);
  });

  it.each([
    ['an offset', '2026-03-01T08:00:00+00:00'],
    ['no zone', '2026-03-01T08:00:00'],
    ['lower case z', '2026-03-01T08:00:00z'],
    ['lower case t', '2026-03-01t08:00:00Z'],
    ['a space', '2026-03-01 08:00:00Z'],
    ['microseconds', '2026-03-01T08:00:00.123456Z'],
    ['four digits of a fraction', '2026-03-01T08:00:00.1230Z'],
    ['an empty fraction', '2026-03-01T08:00:00.Z'],
    ['a comma', '2026-03-01T08:00:00,5Z'],
    ['29 February outside leap years', '2026-02-29T08:00:00Z'],
    ['29 February 2100', '2100-02-29T08:00:00Z'],
    ['31 April', '2026-04-31T08:00:00Z'],
    ['month 0', '2026-00-01T08:00:00Z'],
    ['month 13', '2026-13-01T08:00:00Z'],
    ['day 0', '2026-03-00T08:00:00Z'],
    ['24:00', '2026-03-01T24:00:00Z'],
    ['minute 60', '2026-03-01T08:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['a date alone', '2026-03-01'],
    ['five digits of a year', '12026-03-01T08:00:00Z'],
    ['a sign', '+026-03-01T08:00:00Z'],
    ['a letter among the digits', '2026-03-01T0a:00:00Z'],
    ['digits that are not ASCII', '٢٠٢٦-03-01T08:00:00Z'],
    ['white space around', ' 2026-03-01T08:00:00Z'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(parseTime(text)).toBeNull();
  });

  it('takes 29 February of leap years', () => {
    expect(parseTime('2024-02-29T00:00:00Z')).toBe(Date.parse('2024-02-29T00:00:00Z'));
    expect(parseTime('2000-02-29T00:00:00Z')).toBe(Date.parse('2000-02-29T00:00:00Z'));
  });
});

describe('formatTime', () => {
  it('writes milliseconds only where there are some', () => {
    expect(formatTime(0)).toBe('1970-01-01T00:00:00Z');
    expect(formatTime(7)).toBe('1970-01-01T00:00:00.007Z');
    expect(formatTime(-1)).toBe('1969-12-31T23:59:59.999Z');
  });

  it('refuses moments that four digits of a year cannot write', () => {
    expect(() => formatTime(lastMoment + 1)).toThrow(RangeError);
    expect(() => formatTime(yearZero - 1)).toThrow(RangeError);
  });
});
