import { useMemo } from 'react';
import type { Metric } from './series-asked.ts';
import type { TimeWindow } from './time-window.ts';
import { useSeries, type Series } from './use-pump.ts';

/** A measurement up to the page's now: what a past moment did not hold yet is left out. */
export const usePastSeries = (
  pumpId: string,
  metric: Metric,
  window: TimeWindow | null,
  { points, now }: { readonly points: number; readonly now: number },
): Series | undefined => {
  const { data } = useSeries(pumpId, metric, window, points);
  return useMemo(() => (data === undefined ? undefined : { ...data, buckets: data.buckets.filter(({ at }) => Date.parse(at) <= now) }), [data, now]);
};
