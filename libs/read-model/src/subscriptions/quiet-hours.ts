import { formatTime, type EpochMs, type QuietHours } from '@cisterna/contract';

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** Making one reads tables of the runtime; there are as many as zones in use. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, made);
  return made;
};

const minutesOf = (timeOfDay: string): number => Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3, 5));

/** Minutes after midnight of the wall clock in a zone. */
const minuteAt = (at: EpochMs, timeZone: string): number => minutesOf(formatOf(timeZone).format(at));

const wrapped = (minutes: number): number => ((minutes % dayMinutes) + dayMinutes) % dayMinutes;

/** Corrects an end by the hour that a change to or from summer time puts between now and then. */
const endNear = (at: EpochMs, end: number, timeZone: string): EpochMs => {
  const off = wrapped(end - minuteAt(at, timeZone) + dayMinutes / 2) - dayMinutes / 2;
  return at + off * minuteMs;
};

/** When the quiet hours end in which `now` lies; null where it lies in none. To the minute; `now` is Unix time in ms. */
export const quietUntil = (hours: QuietHours | null, now: EpochMs): EpochMs | null => {
  if (hours === null) return null;
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  const minute = minuteAt(now, hours.timeZone);
  if (wrapped(minute - from) >= wrapped(to - from)) return null;
  const thisMinute = Math.floor(now / minuteMs) * minuteMs;
  return endNear(thisMinute + wrapped(to - minute) * minuteMs, to, hours.timeZone);
};

/** Why an e-mail is held back at `now`, in a sentence; null where the hours are not quiet. */
export const quietReason = (hours: QuietHours | null, now: EpochMs): string | null => {
  const until = quietUntil(hours, now);
  if (hours === null || until === null) return null;
  return `Quiet hours from ${hours.from} to ${hours.to} (${hours.timeZone}), now until ${formatTime(until)}: told in one summary then, if still open.`;
};
