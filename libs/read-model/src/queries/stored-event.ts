import type { EpochMs, EventIdentity, PumpId } from '@cisterna/contract';

/** An archived event: its identity, when the log received it, and its structured CloudEvent. */
export interface StoredEvent extends EventIdentity {
  readonly receivedAt: EpochMs;
  /** JSON. */
  readonly text: string;
}

export interface EventRow {
  readonly pump_id: PumpId;
  readonly boot: number;
  readonly seq: number;
  readonly entry: number;
  readonly received_ms: EpochMs;
  readonly text: string;
}

/** The columns of an EventRow, of the table as `e`. */
export const eventRowColumns = 'e.pump_id, e.boot, e.seq, e.entry, e.received_ms, e.text';

export const storedEvent = (row: EventRow): StoredEvent => ({
  pumpId: row.pump_id,
  boot: row.boot,
  seq: row.seq,
  entry: row.entry,
  receivedAt: row.received_ms,
  text: row.text,
});

/** Rows by pump, each pump's in the order given. */
export const byPump = <Row extends { readonly pump_id: PumpId }, Value>(
  rows: readonly Row[],
  value: (row: Row) => Value,
): Map<PumpId, Value[]> => {
  const pumps = new Map<PumpId, Value[]>();
  for (const row of rows) {
    const known = pumps.get(row.pump_id);
    if (known === undefined) pumps.set(row.pump_id, [value(row)]);
    else known.push(value(row));
  }
  return pumps;
};
