import type { EpochMs, EventOrder, PumpId } from '@cisterna/contract';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';

export type SeriesMetric = 'computedLevelNl' | 'deliveredNl' | 'sensedLevelNl' | 'meanPa' | 'pulsationPa';

/** A pump's metric over the readings with `time` from `from` on and before `to` (null: the first, the last reading), in at most `points` buckets. */
export interface SeriesQuery {
  readonly pumpId: PumpId;
  readonly metric: SeriesMetric;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly points: number;
  /** Events that were voided: they don't count. */
  readonly except: readonly EventOrder[];
}

/** One bucket; `at` is its start, `n` how many readings it holds. */
export interface Bucket {
  readonly at: EpochMs;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly n: number;
}

const notVoided = `(boot, seq, entry) not in (select * from unnest($5::int4[], $6::int4[], $7::int4[]))`;

/**
 * The level after each refill and report from the last refill on that comes, in order, before anything of the window: what was
 * filled less all that was delivered since, never below 0. Times need not rise with the order, so the window is cut last.
 */
const computedLevels = `
  with opening as (
    select boot, seq, entry from event where pump_id = $1 and ($2::bigint is null or at_ms >= $2)
    order by boot, seq, entry limit 1),
  fill as (
    select e.boot, e.seq, e.entry from event e, opening o
    where e.pump_id = $1 and e.filled_nl is not null and ${notVoided.replaceAll('(boot, seq, entry)', '(e.boot, e.seq, e.entry)')}
      and (e.boot, e.seq, e.entry) <= (o.boot, o.seq, o.entry)
    order by e.boot desc, e.seq desc, e.entry desc limit 1),
  account as (
    select boot, seq, entry, at_ms, filled_nl, delivered_nl,
      count(filled_nl) over (order by boot, seq, entry) as cycle
    from event where pump_id = $1 and (filled_nl is not null or delivered_nl is not null) and ${notVoided}
      and (boot, seq, entry) >= (select coalesce(max(boot), 0), coalesce(max(seq), 0), coalesce(max(entry), 0) from fill)),
  readings as (
    select at_ms, greatest(0, max(filled_nl) over (partition by cycle)
      - coalesce(sum(delivered_nl) over (partition by cycle order by boot, seq, entry), 0)) as value
    from account where cycle > 0)`;

const plain = (column: string): string => `
  with readings as (select at_ms, ${column} as value from event where pump_id = $1 and ${column} is not null and ${notVoided})`;

const readingsOf: Record<SeriesMetric, string> = {
  computedLevelNl: computedLevels,
  deliveredNl: plain('delivered_nl'),
  sensedLevelNl: plain('sensed_nl'),
  meanPa: plain('mean_pa'),
  pulsationPa: plain('pulsation_pa'),
};

/** The width is worked out once: a planner without statistics expects one reading and would do it for each. */
const bucketed = `,
  seen as (select * from readings where ($2::bigint is null or at_ms >= $2) and ($3::bigint is null or at_ms < $3)),
  window_ms as (select coalesce($2::bigint, min(at_ms)) as start, coalesce($3::bigint, max(at_ms) + 1) as finish from seen),
  width as materialized (select start, greatest(1, (finish - start + $4::int - 1) / $4::int) as ms from window_ms)
  select (start + (at_ms - start) / ms * ms)::bigint as at, min(value)::float8 as min, avg(value)::float8 as mean,
    max(value)::float8 as max, count(*)::int as n
  from seen, width group by 1 order by 1`;

const columnOf = (orders: readonly EventOrder[], name: keyof EventOrder): number[] => orders.map(order => order[name]);

/** The buckets that hold a reading, in order of time. Throws DatabaseUnavailable. */
export const seriesOf = (
  model: ReadModel,
  { pumpId, metric, from, to, points, except }: SeriesQuery,
): Promise<Bucket[]> =>
  select<Bucket>(model, readingsOf[metric] + bucketed, [
    pumpId,
    from,
    to,
    points,
    columnOf(except, 'boot'),
    columnOf(except, 'seq'),
    columnOf(except, 'entry'),
  ]);
