import { nanolitres, type EpochMs, type Nanolitres } from '@cisterna/contract';
import type { Therapy } from './therapy.ts';

/** What integration needs of a schedule: segments by minute of the UTC day, ascending; a segment lasts till the next or midnight. */
export type Schedule = Pick<Therapy, 'mode' | 'segments'>;

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
/** 9999-12-31T23:59:59.999Z: RFC 3339 can't write a later time. */
const LAST_WRITABLE_MS = 253_402_300_799_999;

/** Volume from midnight to `untilMs` after it, in nL/h × ms: whole numbers as long as the rates are, so that sums stay exact. */
const sinceMidnight = ({ mode, segments }: Schedule, untilMs: number): number => {
  if (mode === 'stopped') return 0;
  let sum = 0;
  let formerRate = 0;
  for (const { startMinute, rateNlPerHour } of segments) {
    const lasted = untilMs - startMinute * MS_PER_MINUTE;
    if (lasted <= 0) break;
    sum += (rateNlPerHour - formerRate) * lasted;
    formerRate = rateNlPerHour;
  }
  return sum;
};

/** Milliseconds after midnight by which the programme has delivered `target` (nL/h × ms, above 0, at most a day's). */
const momentOf = ({ segments }: Schedule, target: number): number => {
  let sum = 0;
  let at = 0;
  let rate = 0;
  for (const { startMinute, rateNlPerHour } of segments) {
    const start = startMinute * MS_PER_MINUTE;
    const reached = sum + rate * (start - at);
    if (reached >= target) break;
    sum = reached;
    at = start;
    rate = rateNlPerHour;
  }
  return Math.min(MS_PER_DAY, at + Math.ceil((target - sum) / rate));
};

const roundHalfUp = (value: number): Nanolitres => nanolitres(Math.floor(value + 0.5));

/** Nanolitres the programme asks for in a whole UTC day, rounded half up; 0 when stopped. Boluses are not in it. */
export const dailyVolumeNl = (schedule: Schedule): Nanolitres =>
  roundHalfUp(sinceMidnight(schedule, MS_PER_DAY) / MS_PER_HOUR);

/**
 * Nanolitres the programme asks for from `from` to `to` (pump clock), rounded half up once at the end; 0 when `to` is not after `from`.
 * The programme is taken as running throughout, before its own `since` too. Costs one pass over the segments however long the range.
 */
export const programmedVolumeNl = (schedule: Schedule, from: EpochMs, to: EpochMs): Nanolitres => {
  if (to <= from) return nanolitres(0);
  const firstDay = Math.floor(from / MS_PER_DAY);
  const days = Math.floor(to / MS_PER_DAY) - firstDay;
  const edges =
    sinceMidnight(schedule, to - (firstDay + days) * MS_PER_DAY) -
    sinceMidnight(schedule, from - firstDay * MS_PER_DAY);
  if (days === 0) return roundHalfUp(edges / MS_PER_HOUR);
  const daily = sinceMidnight(schedule, MS_PER_DAY);
  const rest = daily % MS_PER_HOUR; // kept apart: months of a whole day's nL/h × ms would pass 2^53
  return nanolitres(days * ((daily - rest) / MS_PER_HOUR) + roundHalfUp((days * rest + edges) / MS_PER_HOUR));
};

/**
 * The first whole millisecond by which the schedule, running from `from`, has delivered `volumeNl` (a fraction is allowed; `from` itself for 0
 * and less). Null when it never delivers anything, or not before the year 10000.
 */
export const timeOfVolume = (schedule: Schedule, from: EpochMs, volumeNl: number): EpochMs | null => {
  const daily = sinceMidnight(schedule, MS_PER_DAY);
  if (!(daily > 0)) return null;
  if (volumeNl <= 0) return from;
  const firstDay = Math.floor(from / MS_PER_DAY);
  const target = sinceMidnight(schedule, from - firstDay * MS_PER_DAY) + volumeNl * MS_PER_HOUR;
  const days = Math.ceil(target / daily) - 1;
  const at = (firstDay + days) * MS_PER_DAY + momentOf(schedule, Math.max(1, target - days * daily));
  return at <= LAST_WRITABLE_MS ? Math.max(from, at) : null;
};
