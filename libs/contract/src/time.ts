/** A moment in whole milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

const zero = 48;
const commonMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const dayMs = 86_400_000;
/** Days from 0000-03-01 to 1970-01-01 in the proleptic Gregorian calendar. */
const epochDay = 719_468;
const daysOf400Years = 146_097;

/** The number that `count` digits write from `start` on, NaN when one of them is no digit. */
const digits = (text: string, start: number, count: number): number => {
  let value = 0;
  for (let at = start; at < start + count; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
};

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (commonMonths[month - 1] ?? 0);

/** Days since 1970 of a calendar date, NaN where the calendar has no such date. Years are counted from March, so that a leap day ends one. */
const dayNumber = (year: number, month: number, day: number): number => {
  if (!(day >= 1 && day <= monthLength(year, month))) return NaN;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysOf400Years + dayOfEra - epochDay;
};

/** Times that are read one after the other mostly lie on one day: the last one is remembered. */
let [lastDate, lastDay] = ['1970-01-01', 0];

const dayOf = (text: string): number => {
  if (text.startsWith(lastDate)) return lastDay;
  const day = dayNumber(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  if (!Number.isNaN(day)) [lastDate, lastDay] = [text.slice(0, 10), day];
  return day;
};

/** Milliseconds of `.d`, `.dd` or `.ddd` before the closing `Z`, 0 without a fraction, NaN for anything else. */
const fractionMs = (text: string): number => {
  const count = text.length - 21;
  if (count === -1) return 0;
  if (count < 1 || count > 3 || text.charCodeAt(19) !== 46) return NaN;
  const value = digits(text, 20, count);
  return count === 3 ? value : count === 2 ? value * 10 : value * 100;
};

const separated = (text: string): boolean =>
  text.charCodeAt(4) === 45 &&
  text.charCodeAt(7) === 45 &&
  text.charCodeAt(10) === 84 &&
  text.charCodeAt(13) === 58 &&
  text.charCodeAt(16) === 58 &&
  text.charCodeAt(text.length - 1) === 90;

const timeOfDayMs = (text: string): number => {
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  return hour <= 23 && minute <= 59 && second <= 59 ? (hour * 60 + minute) * 60_000 + second * 1000 : NaN;
};

/**
 * Reads an RFC 3339 time in UTC, `YYYY-MM-DDTHH:MM:SS[.f|.ff|.fff]Z`, years 0000 to 9999; null for any other text: offsets,
 * lower case, more than three digits of a fraction, a date that the calendar lacks, 24:00 and leap seconds.
 */
export const parseTime = (text: string): EpochMs | null => {
  if (text.length < 20 || text.length > 24 || !separated(text)) return null;
  const day = dayOf(text);
  const ms = day * dayMs + timeOfDayMs(text) + fractionMs(text);
  return Number.isNaN(ms) ? null : ms;
};

/** Writes a moment as `YYYY-MM-DDTHH:MM:SSZ`, with `.mmm` when it has milliseconds; throws RangeError outside the years 0 to 9999. */
export const formatTime = (ms: EpochMs): string => {
  const text = new Date(ms).toISOString();
  if (text.length !== 24) throw new RangeError(`The moment ${ms} lies outside the years 0 to 9999.`);
  return ms % 1000 === 0 ? `${text.slice(0, 19)}Z` : text;
};
