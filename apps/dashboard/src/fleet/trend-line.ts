import type { SeriesBucket } from '@cisterna/contract';
import { millilitres } from '../format/units.ts';

const dayMs = 86_400_000;

/** How far back the small line looks. */
export const trendMs = 14 * dayMs;

/** The box that the line is drawn in. */
export const trendBox = { width: 120, height: 28 } as const;

/** A line of the last fourteen days: its path, and the same in words. */
export interface TrendLine {
  readonly path: string;
  readonly words: string;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Draws the computed level between nothing and a full reservoir; null where there are fewer than two points. */
export const trendLine = (buckets: readonly SeriesBucket[], endMs: number, capacityNl: number | null): TrendLine | null => {
  const [first] = buckets;
  const last = buckets.at(-1);
  if (first === undefined || last === undefined || buckets.length < 2) return null;
  const full = capacityNl ?? Math.max(...buckets.map(({ max }) => max), 1);
  const point = ({ at, mean }: SeriesBucket): string => {
    const x = (trendBox.width * (Date.parse(at) - (endMs - trendMs))) / trendMs;
    const y = trendBox.height * (1 - Math.min(1, mean / full));
    return `${rounded(Math.max(0, x))} ${rounded(y)}`;
  };
  return { path: `M${buckets.map(point).join('L')}`, words: `last 14 days: ${millilitres(first.mean)} to ${millilitres(last.mean)}` };
};
