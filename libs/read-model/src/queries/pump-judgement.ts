import type { EpochMs } from '@cisterna/contract';
import type { Parameters } from '../database/parameters.ts';

/** By which clock lists judge what depends on time: a moment, or, with null, each pump's by the time through which its partition has been read. */
export interface JudgedAt {
  /** The telemetry topic, whose partitions' clocks count. */
  readonly topic: string;
  readonly now: EpochMs | null;
}

const dayMs = 86_400_000;

/** The time through which a pump's partition `c` has been read. */
export const clockMs = 'coalesce(c.clock_ms, 0)';

/** Pumps `p`, each with its partition `c`. */
export const pumpsWithClock = (topic: string, parameters: Parameters): string =>
  `pump p left join partition c on c.topic = ${parameters.add(topic)} and c.partition = p.partition`;

/** Pumps `p`, each with its partition `c` and the time asked for: what the `judged` columns need. */
export const judgedPumps = ({ topic, now }: JudgedAt, parameters: Parameters): string =>
  `${pumpsWithClock(topic, parameters)} cross join (select ${parameters.add(now)}::bigint as ms) asked`;

/** The time asked for, else that of the pump's partition. */
export const now = `coalesce(asked.ms, ${clockMs})`;

/** The judgements of the domain's view, in SQL: silent only where the partition has been read past the deadline, refill by days left. */
export const judged = {
  deliveryState: `case when p.delivery_base = 'delivering' and p.silent_at_ms < least(${now}, ${clockMs})
    then 'unknown' else p.delivery_base end`,
  refillStatus: `case when p.refill_by_ms is null then 'unknown' when p.refill_by_ms < ${now} then 'overdue'
    when p.refill_by_ms - ${now} <= ${3 * dayMs} then 'due' when p.refill_by_ms - ${now} <= ${7 * dayMs} then 'due-soon'
    else 'ok' end`,
  catheterStatus: 'p.catheter_status',
} as const;
