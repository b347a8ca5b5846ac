import type { PumpView } from '@cisterna/contract';
import { barMsOf, barWindow } from './series-data.ts';
import { fetchWindow, spanOf, type TimeWindow } from './time-window.ts';

/** What can be read over time. */
export type Metric = 'computedLevelNl' | 'sensedLevelNl' | 'deliveredNl' | 'meanPa' | 'pulsationPa';

/** A measurement asked for: over a window in at most so many buckets. */
export interface SeriesAsked {
  readonly metric: Metric;
  readonly window: TimeWindow;
  readonly points: number;
}

/** Enough for a wide screen; the service thins the readings to this. */
export const points = 800;

/** What the bars of a shown window are made of, and how long each is. */
export const barsAsked = (view: PumpView, shown: TimeWindow, now: number): SeriesAsked & { readonly barMs: number } => {
  const barMs = barMsOf(spanOf(shown), (view.registration?.reportIntervalSeconds ?? 3600) * 1000);
  const window = barWindow(fetchWindow(shown, now), barMs);
  return { metric: 'deliveredNl', window, points: Math.round(spanOf(window) / barMs), barMs };
};

/** All that the charts ask for while they show a window. */
export const seriesAsked = (view: PumpView, shown: TimeWindow, now: number): readonly SeriesAsked[] => {
  const sensors = view.registration?.sensors;
  const metrics: readonly Metric[] = [
    'computedLevelNl',
    ...(sensors?.reservoir === true ? (['sensedLevelNl'] as const) : []),
    ...(sensors?.catheterPressure === false ? [] : (['pulsationPa', 'meanPa'] as const)),
  ];
  const window = fetchWindow(shown, now);
  return [...metrics.map(metric => ({ metric, window, points })), barsAsked(view, shown, now)];
};
