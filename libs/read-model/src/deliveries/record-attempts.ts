import type { EpochMs } from '@cisterna/contract';
import { prepared } from '../database/prepared.ts';
import { arraysOf, namesOf, unnestOf, type Column } from '../database/row-set.ts';

import type { ReadModel } from '../read-model.ts';
import { noteSubscribers } from '../subscriptions/subscriber-health.ts';
import type { ClaimedDelivery } from './claim.ts';
import { nowMs } from './delivery-channel.ts';
import { promoteLanes, type Lane } from './lanes.ts';

/** What became of one attempt. */
export interface AttemptResult {
  readonly delivery: Pick<ClaimedDelivery, 'id' | 'lease' | 'attempt' | 'subscriptionId' | 'alertId'>;
  readonly at: EpochMs;
  readonly durationMs: number;
  /** Of the answer; null when there was none. */
  readonly status: number | null;
  readonly error: string | null;
  /** `retry` after `retryInMs`; `gone`: the subscriber wants no more at all. */
  readonly outcome: 'delivered' | 'retry' | 'given-up' | 'gone';
  readonly retryInMs: number | null;
}

const statusOf = { delivered: 'delivered', retry: 'waiting', 'given-up': 'given-up', gone: 'given-up' } as const;

const reasonOf = ({ outcome, error }: AttemptResult): string | null =>
  outcome === 'given-up'
    ? `Given up: ${error ?? 'refused'}`
    : outcome === 'gone'
      ? 'The subscriber answered 410.'
      : null;

const attemptColumns: readonly Column<AttemptResult>[] = [
  { name: 'delivery_id', type: 'text', of: result => result.delivery.id },
  { name: 'number', type: 'int4', of: result => result.delivery.attempt },
  { name: 'at_ms', type: 'int8', of: result => result.at },
  { name: 'status', type: 'int4', of: result => result.status },
  { name: 'error', type: 'text', of: result => result.error },
  { name: 'duration_ms', type: 'int4', of: result => result.durationMs },
];
const outcomeColumns: readonly Column<AttemptResult>[] = [
  { name: 'lease', type: 'text', of: result => result.delivery.lease },
  { name: 'becomes', type: 'text', of: result => statusOf[result.outcome] },
  { name: 'reason', type: 'text', of: reasonOf },
  { name: 'retry_ms', type: 'int8', of: result => result.retryInMs },
];

const all: readonly Column<AttemptResult>[] = [...attemptColumns, ...outcomeColumns];

/**
 * Keeps attempts and settles their deliveries, locked in the order of their ids as all that change several do: nobody waits in a circle. Who lost the lease meanwhile may keep its attempt, but no longer decides; what was cancelled stays so.
 */
const recordText = {
  name: 'cisterna-attempts',
  text: `with results as materialized (select * from ${unnestOf(all)}),
    kept as (
      insert into delivery_attempt (${namesOf(attemptColumns)}, next_attempt_ms)
      select ${namesOf(attemptColumns)}, ${nowMs} + retry_ms from results
      on conflict (delivery_id, number) do update set
        at_ms = excluded.at_ms, status = excluded.status, error = excluded.error, duration_ms = excluded.duration_ms),
    held as materialized (
      select d.id from delivery d join results r on d.id = r.delivery_id and d.lease = r.lease where d.status = 'waiting'
      order by d.id for no key update of d)
    update delivery d set status = r.becomes, reason = r.reason, lease = null, due_ms = ${nowMs} + r.retry_ms,
      finished_ms = case when r.becomes <> 'waiting' then ${nowMs} end
    from results r join held on held.id = r.delivery_id where d.id = r.delivery_id`,
};

const byDelivery = (a: AttemptResult, b: AttemptResult): number => (a.delivery.id < b.delivery.id ? -1 : 1);

/** What follows from recorded attempts: how many deliveries may be tried next, and which subscribers are back after they were away. */
export interface Recorded {
  readonly promoted: number;
  readonly recovered: readonly string[];
}

/** Keeps attempts and what they decide, and lets each alert's next change follow. Throws DatabaseUnavailable: repeat it, the same again does no harm. */
export const recordAttempts = async (model: ReadModel, results: readonly AttemptResult[]): Promise<Recorded> => {
  await prepared(model, recordText, arraysOf(all, results.toSorted(byDelivery)));
  const recovered = await noteSubscribers(model, results);
  const finished = results.filter(({ outcome }) => outcome !== 'retry').map(({ delivery }): Lane => delivery);
  return { promoted: await promoteLanes(model, finished), recovered };
};
