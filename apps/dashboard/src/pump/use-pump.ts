import type { ArchivedEvent, List, PumpView, ReconciliationView, SeriesBucket } from '@cisterna/contract';
import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call, withQuery } from '../data/call.ts';
import { useLive } from '../data/use-live.ts';
import { mergeLive } from './merge-live.ts';
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

/** What can be read over time. */
export type Metric = 'computedLevelNl' | 'sensedLevelNl' | 'deliveredNl' | 'meanPa' | 'pulsationPa';

/** A measurement over a window in at most so many buckets; while a finer one is read, the former stays. */
export const useSeries = (pumpId: string, metric: Metric, window: TimeWindow | null, points: number): UseQueryResult<Series> =>
  useQuery({
    queryKey: ['pump', pumpId, 'series', metric, window, points],
    queryFn: async ({ signal }) => {
      const { from, to } = window ?? { from: 0, to: 0 };
      const query = { metric, from: timeParameter(from), to: timeParameter(to), points };
      return { window: { from, to }, points, buckets: await call<SeriesBucket[]>(withQuery(`${pumpPath(pumpId)}/series`, query), { signal }) };
    },
    enabled: window !== null,
    placeholderData: keepPreviousData,
  });

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
