import type { EpochMs } from '@cisterna/contract';
import { arraysOf, unnestOf, type Column } from '../database/row-set.ts';
import { prepared } from '../database/prepared.ts';
import type { ReadModel } from '../read-model.ts';
import { nowMs } from '../deliveries/delivery-channel.ts';

/** What an attempt says about its subscriber. */
export interface Sign {
  readonly delivery: { readonly subscriptionId: string };
  readonly at: EpochMs;
  readonly error: string | null;
  readonly outcome: 'delivered' | 'retry' | 'given-up' | 'gone';
}

interface Failures {
  readonly id: string;
  readonly since: EpochMs;
  readonly count: number;
  readonly error: string;
}

interface Recovered {
  readonly id: string;
  readonly wasAway: boolean;
}

const failureColumns: readonly Column<Failures>[] = [
  { name: 'id', type: 'text', of: row => row.id },
  { name: 'since', type: 'int8', of: row => row.since },
  { name: 'count', type: 'int4', of: row => row.count },
  { name: 'error', type: 'text', of: row => row.error },
];
const failedText = {
  name: 'cisterna-subscribers-failed',
  text: `update subscription s set failing_since_ms = coalesce(s.failing_since_ms, r.since), 
      failed_attempts = case when s.failing_since_ms is null then 0 else s.failed_attempts end + r.count,
      last_error = r.error from ${unnestOf(failureColumns)} where s.id = r.id`,
};
const succeededText = {
  name: 'cisterna-subscribers-succeeded',
  text: `with failing as (select id, failing_since_ms from subscription where id = any($1::text[]) and failing_since_ms is not null order by id for update)
    update subscription s set failing_since_ms = null from failing where s.id = failing.id
    returning s.id, failing.failing_since_ms <= ${nowMs} - $2::bigint as "wasAway"`,
};
/** Who failed all the time for so long was away; for less, it may be one message that it does not like, which others' success must not hasten. */
const awayMs = 30_000;
/** A subscriber that is back need not wait for what was planned while it was away. */
const hastenText = {
  name: 'cisterna-hasten',
  text: `with held as materialized (
      select id from delivery where subscription_id = any($1::text[]) and status = 'waiting' and lease is null and due_ms > ${nowMs}
      order by id for no key update)
    update delivery d set due_ms = ${nowMs} from held where d.id = held.id`,
};
const endedText = {
  name: 'cisterna-subscribers-ended',
  text: `update subscription set status = 'ended', ended_because = 'It answered 410 (gone).', updated_ms = ${nowMs}
    where id = any($1::text[]) and status = 'active'`,
};
const cancelText = {
  name: 'cisterna-cancel',
  text: `with held as materialized (
      select id from delivery where subscription_id = any($1::text[]) and status = 'waiting' order by id for no key update)
    update delivery d set status = 'cancelled', reason = 'The subscription ended.', due_ms = null, lease = null, finished_ms = ${nowMs}
    from held where d.id = held.id`,
};

const idsOf = (signs: readonly Sign[], outcome: Sign['outcome']): string[] => [
  ...new Set(signs.filter(sign => sign.outcome === outcome).map(({ delivery }) => delivery.subscriptionId)),
];

const failuresOf = (signs: readonly Sign[], well: readonly string[]): Failures[] => {
  const failed = signs.filter(
    ({ outcome, delivery }) => outcome !== 'delivered' && !well.includes(delivery.subscriptionId),
  );
  const ids = [...new Set(failed.map(({ delivery }) => delivery.subscriptionId))].sort();
  return ids.map(id => {
    const own = failed.filter(({ delivery }) => delivery.subscriptionId === id);
    return {
      id,
      since: Math.min(...own.map(({ at }) => at)),
      count: own.length,
      error: own.at(-1)?.error ?? 'refused',
    };
  });
};

/** Notes what attempts say about their subscribers: failing since when, well again, or ended. Gives those that are back after they were away. */
export const noteSubscribers = async (model: ReadModel, signs: readonly Sign[]): Promise<readonly string[]> => {
  const well = idsOf(signs, 'delivered');
  const failures = failuresOf(signs, well);
  if (failures.length > 0) await prepared(model, failedText, arraysOf(failureColumns, failures));
  const recovered = well.length === 0 ? [] : await prepared<Recovered>(model, succeededText, [well.sort(), awayMs]);
  const ids = recovered.filter(({ wasAway }) => wasAway).map(({ id }) => id);
  if (ids.length > 0) await prepared(model, hastenText, [ids]);
  const gone = idsOf(signs, 'gone');
  if (gone.length > 0) {
    await prepared(model, endedText, [gone]);
    await prepared(model, cancelText, [gone]);
  }
  return ids;
};
