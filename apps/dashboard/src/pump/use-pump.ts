import type { ArchivedEvent, List, PumpView, ReconciliationView, SeriesBucket } from '@cisterna/contract';
import { keepPreviousData, queryOptions, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call, withQuery } from '../data/call.ts';
import { useLive } from '../data/use-live.ts';
import { mergeLive } from './merge-live.ts';
import type { Metric, SeriesAsked } from './series-asked.ts';
import { askedMoment, isPast, timeParameter, type Moment } from './travel.ts';
import type { TimeWindow } from './time-window.ts';

/** Live changes come as often as they like; what they make out of date is read again this often. */
const rereadMs = 2_000;

/** Where calls about a pump begin. */
export const pumpPath = (pumpId: string): string => `/v1/pumps/${encodeURIComponent(pumpId)}`;

/** The pump at a moment; at present the live stream's news are in it at once. */
export const usePump = (pumpId: string, moment: Moment): UseQueryResult<PumpView> & { readonly view: PumpView | undefined } => {
  const answer = useQuery({
    queryKey: ['pump', pumpId, 'view', moment],
    queryFn: ({ signal }) =>
      call<PumpView>(withQuery(pumpPath(pumpId), askedMoment(moment)), { signal }),
    placeholderData: keepPreviousData,
  });
  const live = useLive().pumps.get(pumpId);
  const view = answer.data === undefined || isPast(moment) ? answer.data : mergeLive(answer.data, live);
  return { ...answer, view };
};

/** Reads again what the live stream says has changed, not more often than every two seconds. */
export const useReread = (pumpId: string, version: number | undefined): void => {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const seen = useRef(version);
  useEffect(() => {
    if (version === undefined || seen.current === version) return;
    const first = seen.current === undefined;
    seen.current = version;
    if (first) return;
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void client.invalidateQueries({ queryKey: ['pump', pumpId] });
    }, rereadMs);
  }, [client, pumpId, version]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
};

/** Curves looked at are kept this long, so that going back to them draws at once. */
const keptMs = 30 * 60_000;

/** How a measurement is read: by the same key for whoever asks. */
export const seriesQuery = (pumpId: string, { metric, window, points }: SeriesAsked) =>
  queryOptions({
    queryKey: ['pump', pumpId, 'series', metric, window, points],
    queryFn: async ({ signal }): Promise<Series> => {
      const query = { metric, from: timeParameter(window.from), to: timeParameter(window.to), points };
      return { window, points, buckets: await call<SeriesBucket[]>(withQuery(`${pumpPath(pumpId)}/series`, query), { signal }) };
    },
    gcTime: keptMs,
  });

const nowhere: TimeWindow = { from: 0, to: 0 };

/** A measurement over a window in at most so many buckets; while a finer one is read, the former stays. Without a window nothing is read. */
export const useSeries = (pumpId: string, metric: Metric, window: TimeWindow | null, points: number): UseQueryResult<Series> =>
  useQuery({ ...seriesQuery(pumpId, { metric, window: window ?? nowhere, points }), enabled: window !== null, placeholderData: keepPreviousData });

/** An answer with the window it was asked for. */
export interface Series {
  readonly window: TimeWindow;
  readonly points: number;
  readonly buckets: readonly SeriesBucket[];
}

/** One reconciliation per refill, newest first. */
export const useReconciliations = (pumpId: string): UseQueryResult<readonly ReconciliationView[]> =>
  useQuery({
    queryKey: ['pump', pumpId, 'reconciliations'],
    queryFn: async ({ signal }) => (await call<List<ReconciliationView>>(`${pumpPath(pumpId)}/reconciliations?limit=500`, { signal })).items,
  });

/** When the first event happened, epoch milliseconds. */
export const useHistoryStart = (pumpId: string): number | null =>
  useQuery({
    queryKey: ['pump-start', pumpId],
    queryFn: async ({ signal }) => {
      const { items } = await call<List<ArchivedEvent>>(`${pumpPath(pumpId)}/events?limit=1`, { signal });
      return items[0] === undefined ? null : Date.parse(items[0].time);
    },
    staleTime: Infinity,
  }).data ?? null;
