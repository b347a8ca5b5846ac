import type { AlertView, List } from '@cisterna/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, withQuery } from '../data/call.ts';
import { useLive } from '../data/use-live.ts';
import type { AlertChoice } from './alert-choice.ts';

const pageSize = 200;

/** The alerts of a state, before the filters of the page; those that ever were come in pages. */
export interface AlertsRead {
  readonly alerts: readonly AlertView[];
  readonly complete: boolean;
  readonly error: unknown;
  readonly more: (() => void) | null;
  readonly again: () => void;
}

type Cursor = string | null;

const readPage = ({ clinics, kinds, priorities }: AlertChoice, cursor: Cursor, signal: AbortSignal): Promise<List<AlertView>> =>
  call(withQuery('/v1/alerts', { state: 'all', clinicId: clinics.join(','), kind: kinds.join(','), priority: priorities.join(','), limit: pageSize, cursor }), { signal });

/** Open alerts come from the live stream; all that ever were from the service, brought up to date by the stream. */
export const useAlerts = (choice: AlertChoice): AlertsRead => {
  const live = useLive();
  const all = choice.state === 'all';
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['alerts', choice.clinics, choice.kinds, choice.priorities],
    queryFn: ({ pageParam, signal }) => readPage(choice, pageParam, signal),
    initialPageParam: null as Cursor,
    getNextPageParam: ({ nextCursor }): Cursor => nextCursor,
    enabled: all,
    refetchInterval: 30_000,
  });
  const alerts = useMemo(() => {
    if (!all) return [...live.alerts.values()];
    const known = new Map((data?.pages ?? []).flatMap(({ items }) => items).map(alert => [alert.id, alert]));
    for (const alert of live.alerts.values()) if ((known.get(alert.id)?.version ?? Infinity) < alert.version) known.set(alert.id, alert);
    return [...known.values()];
  }, [all, data, live.alerts]);
  return {
    alerts,
    complete: all ? !isPending : live.complete,
    error: all ? error : null,
    more: all && hasNextPage ? () => { void fetchNextPage(); } : null,
    again: () => { void refetch(); },
  };
};
