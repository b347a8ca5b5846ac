import type { TherapySegment } from '@cisterna/contract';
import { dayMs, hourMs, type TimeWindow } from './time-window.ts';

/** A programme and since when it holds, epoch milliseconds. */
export interface Programme {
  readonly since: number;
  readonly segments: readonly TherapySegment[];
}

const minuteMs = 60_000;

const overlap = (a: TimeWindow, b: TimeWindow): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** What one day's schedule asks for within a stretch of that day; nanolitres. */
const volumeOfDay = (segments: readonly TherapySegment[], midnight: number, stretch: TimeWindow): number =>
  segments.reduce((sum, { startMinute, rateNlPerHour }, index) => {
    const end = segments[index + 1]?.startMinute ?? 1440;
    const segment = { from: midnight + startMinute * minuteMs, to: midnight + end * minuteMs };
    return sum + (rateNlPerHour * overlap(segment, stretch)) / hourMs;
  }, 0);

const volumeOf = (segments: readonly TherapySegment[], stretch: TimeWindow): number => {
  let sum = 0;
  for (let midnight = Math.floor(stretch.from / dayMs) * dayMs; midnight < stretch.to; midnight += dayMs) {
    sum += volumeOfDay(segments, midnight, { from: Math.max(midnight, stretch.from), to: Math.min(midnight + dayMs, stretch.to) });
  }
  return sum;
};

/** What the programmes, in order of `since`, ask for within a stretch, by the pump's UTC day; nanolitres, null before the first programme. */
export const programmedNl = (programmes: readonly Programme[], stretch: TimeWindow): number | null => {
  const first = programmes[0];
  if (first === undefined || stretch.to <= first.since) return null;
  return programmes.reduce((sum, { since, segments }, index) => {
    const until = programmes[index + 1]?.since ?? Infinity;
    const held = { from: Math.max(stretch.from, since), to: Math.min(stretch.to, until) };
    return held.to > held.from ? sum + volumeOf(segments, held) : sum;
  }, 0);
};

/** What a schedule asks for in a whole day; nanolitres. */
export const dailyNl = (segments: readonly TherapySegment[]): number => volumeOf(segments, { from: 0, to: dayMs });
