import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import type { Chance } from './chance.ts';

/** How a person's days go: two peaks of activity, and for some a shift that changes every few days. */
export interface Rhythm {
  readonly peaks: readonly [number, number];
  /** Strength of the second peak against the first. */
  readonly second: number;
  /** Days between changes of shift; null for those who sleep at night. */
  readonly shiftDays: number | null;
  readonly weekend: number;
}

export const drawRhythm = (chance: Chance): Rhythm => ({
  peaks: [chance.from(6, 10), chance.from(15, 20)],
  second: chance.from(0.3, 1.2),
  shiftDays: chance.happens(0.12) ? Math.round(chance.from(3, 8)) : null,
  weekend: chance.from(0.4, 1.1),
});

/** A bump of about five hours around a peak, over the day's edge too. */
const bump = (hour: number, peak: number): number => {
  const away = Math.abs(((hour - peak + 36) % 24) - 12);
  return Math.exp(-((away / 2.6) ** 2) / 2);
};

/** Activity at a moment: about 0 in rest, about 1 at the first peak. */
export const activityAt = ({ peaks, second, shiftDays, weekend }: Rhythm, at: number): number => {
  const day = Math.floor(at / dayMs);
  const shiftHours = shiftDays === null ? 0 : (Math.floor(day / shiftDays) % 3) * 8;
  const hour = ((at / hourMs) % 24) - shiftHours;
  const level = bump(hour, peaks[0]) + second * bump(hour, peaks[1]);
  // Day 0 of the epoch was a Thursday.
  return (day + 4) % 7 === 0 || (day + 4) % 7 === 6 ? level * weekend : level;
};
