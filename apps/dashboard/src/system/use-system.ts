import type { DeadLetterView, GenerationView, List } from '@cisterna/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, withQuery } from '../data/call.ts';
import { parseMetrics, type Reading } from './metrics.ts';

const everyMs = 5_000;
const pageSize = 50;

/** What `/health/ready` says, whether with 200 or 503. */
export interface Readiness {
  readonly status: string;
  readonly phase: string;
  readonly dependencies: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
  readonly lag: { readonly events: number; readonly seconds: number | null } | null;
}

const readReadiness = async (): Promise<Readiness> => {
  const answer = await fetch('/health/ready');
  if (answer.headers.get('content-type')?.includes('json') !== true) throw new Error('The service does not answer.');
  return (await answer.json()) as Readiness;
};

const readMetrics = async (): Promise<Reading> => {
  const answer = await fetch('/metrics');
  if (!answer.ok) throw new Error('The service gives no measurements.');
  return { at: Date.now(), samples: parseMetrics(await answer.text()) };
};

/** Whether the service is ready, renewed every few seconds. */
export const useReadiness = () => useQuery({ queryKey: ['readiness'], queryFn: readReadiness, refetchInterval: everyMs, retry: false });

/** The measurements of the process, and those before them. */
export const useReadings = () => {
  const { data, error, refetch } = useQuery({ queryKey: ['metrics'], queryFn: readMetrics, refetchInterval: everyMs, retry: false, gcTime: 0 });
  const [pair, setPair] = useState<{ readonly former: Reading | null; readonly now: Reading | null }>({ former: null, now: null });
  if (data !== undefined && data !== pair.now) setPair({ former: pair.now, now: data });
  return { ...pair, error, again: () => { void refetch(); } };
};

/** The generations of the read models, renewed every few seconds. */
export const useGenerations = () =>
  useQuery({
    queryKey: ['generations'],
    queryFn: ({ signal }) => call<List<GenerationView>>('/v1/generations', { signal }),
    refetchInterval: everyMs,
    retry: false,
  });

type Cursor = string | null;

/** What was set aside, the newest first. */
export const useDeadLetters = (code: string) => {
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['dead-letters', code],
    queryFn: ({ pageParam, signal }) => call<List<DeadLetterView>>(withQuery('/v1/dead-letters', { code, limit: pageSize, cursor: pageParam }), { signal }),
    initialPageParam: null as Cursor,
    getNextPageParam: ({ nextCursor }): Cursor => nextCursor,
    refetchInterval: 20_000,
  });
  return {
    items: data?.pages.flatMap(({ items }) => items) ?? [],
    error: data === undefined ? error : null,
    pending: isPending,
    more: hasNextPage ? () => { void fetchNextPage(); } : null,
    again: () => { void refetch(); },
  };
};
