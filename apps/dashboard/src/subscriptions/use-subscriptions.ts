import type { DeliveryView, List, SubscriptionView } from '@cisterna/contract';
import { useInfiniteQuery, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call, withQuery } from '../data/call.ts';

const pageSize = 50;
const deliveriesEveryMs = 5_000;
const listEveryMs = 15_000;

/** A list of the service, as far as it was read. */
export interface PagesRead<Item> {
  readonly items: readonly Item[];
  readonly pending: boolean;
  readonly error: unknown;
  readonly more: (() => void) | null;
  readonly again: () => void;
}

type Cursor = string | null;

const usePages = <Item>(key: readonly unknown[], path: string, everyMs: number): PagesRead<Item> => {
  const { data, isPending, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => call<List<Item>>(withQuery(path, { limit: pageSize, cursor: pageParam }), { signal }),
    initialPageParam: null as Cursor,
    getNextPageParam: ({ nextCursor }): Cursor => nextCursor,
    refetchInterval: everyMs,
  });
  return {
    items: data?.pages.flatMap(({ items }) => items) ?? [],
    pending: isPending,
    error: data === undefined ? error : null,
    more: hasNextPage ? () => { void fetchNextPage(); } : null,
    again: () => { void refetch(); },
  };
};

/** The route of a subscription in the API. */
export const subscriptionRoute = (id: string): string => `/v1/subscriptions/${encodeURIComponent(id)}`;

/** All subscriptions that the caller may see, the newest first. */
export const useSubscriptions = (): PagesRead<SubscriptionView> => usePages(['subscriptions'], '/v1/subscriptions', listEveryMs);

/** What was sent to one subscriber or is to be, the newest first. */
export const useDeliveries = (id: string): PagesRead<DeliveryView> => usePages(['deliveries', id], `${subscriptionRoute(id)}/deliveries`, deliveriesEveryMs);

/** One order about a subscription; the lists are read again once it is done. */
export const useOrder = <Answer, Said = void>(order: (said: Said) => Promise<Answer>, done: (answer: Answer) => void = () => undefined): UseMutationResult<Answer, Error, Said> => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: order,
    onSuccess: answer => {
      done(answer);
      void client.invalidateQueries({ queryKey: ['subscriptions'] });
      void client.invalidateQueries({ queryKey: ['deliveries'] });
    },
  });
};

/** Deletes a subscription. What was sent to one that is gone is not asked for any more: the service no longer knows it. */
export const useRemoval = (id: string, removed: () => void): UseMutationResult<undefined, Error, void> => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await client.cancelQueries({ queryKey: ['deliveries', id] });
      return call<undefined>(subscriptionRoute(id), { method: 'DELETE' });
    },
    onSuccess: () => {
      removed();
      void client.invalidateQueries({ queryKey: ['subscriptions'] });
    },
  });
};
