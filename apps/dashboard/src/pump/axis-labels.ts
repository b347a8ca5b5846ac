import { dayMs } from './time-window.ts';

const formats = {
  month: new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' }),
  day: new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' }),
  hour: new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
};

const dayOf = (ms: number): string => formats.day.format(ms);

/** The words under the time axis: months over years, days, or hours, the day's name where it begins. Times and the distance between marks in seconds. */
export const axisLabels = (splits: readonly number[], distance: number): string[] =>
  splits.map((split, index) => {
    const ms = split * 1000;
    if (distance * 1000 >= 27 * dayMs) return formats.month.format(ms);
    if (distance * 1000 >= dayMs) return dayOf(ms);
    const former = splits[index - 1];
    return former !== undefined && dayOf(former * 1000) !== dayOf(ms) ? dayOf(ms) : formats.hour.format(ms);
  });

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the axis in words; seconds. */
export const cursorTime = (seconds: number | null): string => (seconds === null ? '–' : moment.format(seconds * 1000));
