import { prepared } from '../database/prepared.ts';
import type { ReadModel } from '../read-model.ts';
import { nowMs } from './delivery-channel.ts';

export interface PruneQuery {
  /** Of deliveries that ended so long ago. */
  readonly endedForMs: number;
  readonly limit: number;
}

const text = {
  name: 'cisterna-prune-attempts',
  text: `with old as (
      select a.delivery_id, a.number from delivery_attempt a join delivery d on d.id = a.delivery_id
      where a.error is not null and a.number < d.attempts and d.finished_ms < ${nowMs} - $1::bigint
      limit $2 for update of a skip locked),
    gone as (delete from delivery_attempt a using old where a.delivery_id = old.delivery_id and a.number = old.number returning 1)
    select count(*)::int as pruned from gone`,
};

/**
 * Drops failed attempts that others followed, of deliveries that ended long ago; gives how many. The delivery, its outcome, and the attempts that
 * were taken or came last stay: they prove who was told what, and when, as long as the alert's history. Any number of processes may do so at once.
 * Throws DatabaseUnavailable.
 */
export const pruneAttempts = async (model: ReadModel, { endedForMs, limit }: PruneQuery): Promise<number> => {
  const [row] = await prepared<{ pruned: number }>(model, text, [endedForMs, limit]);
  return row?.pruned ?? 0;
};
