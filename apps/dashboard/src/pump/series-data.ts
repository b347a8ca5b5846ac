import type { SeriesBucket } from '@cisterna/contract';
import { hourMs, type TimeWindow } from './time-window.ts';

/** One reading of a curve: epoch milliseconds and its value, null where nothing was reported. */
export interface Reading {
  readonly at: number;
  readonly value: number | null;
}

/** What uPlot wants: one array of times (seconds), and one of values for each curve; undefined where a curve has no reading of its own. */
export type AlignedValues = (number | null | undefined)[];
export interface Aligned {
  readonly times: number[];
  readonly values: AlignedValues[];
}

/** How long each bucket of an answer is. */
export const bucketMsOf = ({ from, to }: TimeWindow, points: number): number => Math.max(1, Math.ceil((to - from) / points));

/** Longer than this without a reading is a gap: half an interval's grace for reports that came a little late. */
const longestQuiet = (bucketMs: number, intervalMs: number): number => Math.max(bucketMs, intervalMs) + Math.max(intervalMs / 2, bucketMs * 0.5);

/** The stretches in which reports are missing. `until`: readings are expected up to there. */
export const gapsOf = (buckets: readonly SeriesBucket[], bucketMs: number, intervalMs: number, until: number): TimeWindow[] => {
  const gaps: TimeWindow[] = [];
  const quiet = longestQuiet(bucketMs, intervalMs);
  let former: number | null = null;
  for (const { at } of buckets) {
    const time = Date.parse(at);
    if (former !== null && time - former > quiet) gaps.push({ from: former + Math.min(bucketMs, intervalMs), to: time });
    former = time;
  }
  if (former !== null && until - former > quiet + intervalMs) gaps.push({ from: former + Math.min(bucketMs, intervalMs), to: until });
  return gaps;
};

/** A curve of the buckets' means, drawn at the middle of each, broken where reports are missing. */
export const curveOf = (buckets: readonly SeriesBucket[], bucketMs: number, intervalMs: number): Reading[] => {
  const half = bucketMs > intervalMs ? bucketMs / 2 : 0;
  const quiet = longestQuiet(bucketMs, intervalMs);
  const readings: Reading[] = [];
  let former: number | null = null;
  for (const { at, mean } of buckets) {
    const time = Date.parse(at);
    if (former !== null && time - former > quiet) readings.push({ at: former + half + 1, value: null });
    readings.push({ at: time + half, value: mean });
    former = time;
  }
  return readings;
};

/** The curves on one array of times. */
export const align = (...curves: (readonly Reading[])[]): Aligned => {
  const times = [...new Set(curves.flatMap(curve => curve.map(({ at }) => at)))].sort((a, b) => a - b);
  const places = new Map(times.map((at, index) => [at, index]));
  const values = curves.map(curve => {
    const column: AlignedValues = new Array<undefined>(times.length).fill(undefined);
    for (const { at, value } of curve) column[places.get(at) ?? 0] = value;
    return column;
  });
  return { times: times.map(at => at / 1000), values };
};

/** What the bars of a window stand for: hours in close view, days, weeks over years. */
export const barMsOf = (spanMs: number, intervalMs: number): number => {
  const day = 24 * hourMs;
  if (spanMs <= 3 * day && intervalMs <= hourMs) return hourMs;
  return spanMs <= 400 * day ? day : 7 * day;
};

/** The window widened to whole bars; bars begin at UTC midnight, the pump's own day. */
export const barWindow = ({ from, to }: TimeWindow, barMs: number): TimeWindow => ({
  from: Math.floor(from / barMs) * barMs,
  to: Math.ceil(to / barMs) * barMs,
});
