import type { ArchivedEvent, List } from '@cisterna/contract';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call, withQuery } from '../data/call.ts';
import { timeParameter } from './travel.ts';
import { pumpPath } from './use-pump.ts';
import type { TimeWindow } from './time-window.ts';

/** Events, and whether more exist than were read. */
export interface FoundEvents {
  readonly events: readonly ArchivedEvent[];
  readonly more: boolean;
}

const pageSize = 500;

interface Asked {
  readonly pumpId: string;
  readonly types: readonly string[];
  /** Null: the whole history. */
  readonly window: TimeWindow | null;
  readonly pages: number;
}

const readPages = async ({ pumpId, types, window, pages }: Asked, signal: AbortSignal): Promise<FoundEvents> => {
  const events: ArchivedEvent[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const query = { from: timeParameter(window?.from ?? null), to: timeParameter(window?.to ?? null), type: types.join(','), limit: pageSize, cursor };
    const answer: List<ArchivedEvent> = await call<List<ArchivedEvent>>(withQuery(`${pumpPath(pumpId)}/events`, query), { signal });
    events.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return { events, more: cursor !== null };
};

/** The events of some types, at most so many pages of 500. */
export const useEvents = (asked: Asked, enabled = true): UseQueryResult<FoundEvents> =>
  useQuery({
    queryKey: ['pump', asked.pumpId, 'events', asked],
    queryFn: ({ signal }) => readPages(asked, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
