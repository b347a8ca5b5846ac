import type { EpochMs, EventOrder, PumpId } from '@cisterna/contract';

/** A refill that is known already: archived, or recorded by a person and on its way. */
export interface KnownRefill extends EventOrder {
  readonly at: EpochMs;
}

/** The refills of a pump within `withinMs` of `at`, to either side; `except` were voided. */
export interface RefillNearQuery {
  readonly pumpId: PumpId;
  readonly at: EpochMs;
  readonly withinMs: number;
  readonly except: readonly EventOrder[];
}

/** The path of the call that records refills. */
const refillCall = 'refills';

export const refillNearText = `
  select boot, seq, entry, at_ms as at from (
    select boot, seq, entry, at_ms from event
      where pump_id = $1 and filled_nl is not null and at_ms between $2::bigint - $3::bigint and $2::bigint + $3::bigint
    union select boot, seq, entry, at_ms from person_record
      where pump_id = $1 and call = '${refillCall}' and at_ms between $2::bigint - $3::bigint and $2::bigint + $3::bigint) refill
  where (boot, seq, entry) not in (select * from unnest($4::int4[], $5::int4[], $6::int4[]))
  order by abs(at_ms - $2::bigint), boot, seq, entry limit 1`;

export const refillNearValues = ({ pumpId, at, withinMs, except }: RefillNearQuery): readonly unknown[] => [
  pumpId,
  at,
  withinMs,
  except.map(order => order.boot),
  except.map(order => order.seq),
  except.map(order => order.entry),
];
