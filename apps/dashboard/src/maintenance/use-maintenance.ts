import type { List, MaintenanceView } from '@cisterna/contract';
import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call } from '../data/call.ts';

const key = ['maintenance'] as const;
const everyMs = 15_000;

/** What is maintained now or will be, the last made first; empty while it is not known. */
export const useMaintenance = (): readonly MaintenanceView[] => {
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call<List<MaintenanceView>>('/v1/maintenance', { signal }),
    refetchInterval: everyMs,
  });
  return data?.items ?? [];
};

/** One order about maintenance; the list is read again once it is done. */
export const useMaintenanceOrder = <Said>(
  order: (said: Said) => Promise<unknown>,
  done: () => void = () => undefined,
): UseMutationResult<unknown, Error, Said> => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: order,
    onSuccess: () => {
      done();
      void client.invalidateQueries({ queryKey: key });
    },
  });
};
