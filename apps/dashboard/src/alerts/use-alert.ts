import type { AlertView } from '@cisterna/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../data/call.ts';
import { useLive } from '../data/use-live.ts';

/** How an alert's answer is kept. */
export const alertKey = (id: string): readonly string[] => ['alert', id];

/** One alert with its whole history: the newest of what the service answered and the stream told. */
export const useAlert = (id: string): { readonly alert: AlertView | null; readonly error: unknown; readonly again: () => void } => {
  const live = useLive().alerts.get(id);
  const { data, error, refetch } = useQuery({
    queryKey: alertKey(id),
    queryFn: ({ signal }) => call<AlertView>(`/v1/alerts/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: 15_000,
  });
  const newest = live !== undefined && live.version > (data?.version ?? 0) ? live : data;
  return { alert: newest ?? null, error: newest === undefined ? error : null, again: () => { void refetch(); } };
};
