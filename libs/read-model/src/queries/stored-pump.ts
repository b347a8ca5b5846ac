import type { EpochMs, PumpId } from '@cisterna/contract';

/** A pump's row. `state` is the fold, `calendar` what the clock has decided, both JSON. */
export interface StoredPump {
  readonly pumpId: PumpId;
  /** The partition whose records were folded last. */
  readonly partition: number;
  /** How often the row was written. */
  readonly revision: number;
  readonly clinicId: string | null;
  /** After this time the pump counts as silent; null: never. */
  readonly silentAt: EpochMs | null;
  /** When the clock alone next changes something; null: never. */
  readonly dueAt: EpochMs | null;
  readonly state: string;
  readonly calendar: string;
}

/** A pump's row with the time through which its partition has been read (0: never). */
export interface ListedPump extends StoredPump {
  readonly clockAt: EpochMs;
}

/** Which content of a pump's row a reader meets: as long as `changedBy` is the same, so is the state. */
export interface PumpMark {
  readonly pumpId: PumpId;
  /** The transaction that wrote the row last. */
  readonly changedBy: number;
  readonly silentAt: EpochMs | null;
  readonly clockAt: EpochMs;
}

/** A pump's row, and which it is. */
export type MarkedPump = ListedPump & PumpMark;

export interface PumpRow {
  readonly pump_id: PumpId;
  readonly partition: number;
  readonly revision: number;
  readonly clinic_id: string | null;
  readonly silent_at_ms: EpochMs | null;
  readonly due_at_ms: EpochMs | null;
  readonly state: string;
  readonly calendar: string;
}

/** The columns of a PumpRow, of the table as `p`. */
export const pumpRowColumns =
  'p.pump_id, p.partition, p.revision, p.clinic_id, p.silent_at_ms, p.due_at_ms, p.state, p.calendar';

export const storedPump = (row: PumpRow): StoredPump => ({
  pumpId: row.pump_id,
  partition: row.partition,
  revision: row.revision,
  clinicId: row.clinic_id,
  silentAt: row.silent_at_ms,
  dueAt: row.due_at_ms,
  state: row.state,
  calendar: row.calendar,
});

export const listedPump = (row: PumpRow & { readonly clock_ms: EpochMs }): ListedPump => ({
  ...storedPump(row),
  clockAt: row.clock_ms,
});

export interface PumpMarkRow {
  readonly pump_id: PumpId;
  readonly changed_xid: number;
  readonly silent_at_ms: EpochMs | null;
  readonly clock_ms: EpochMs;
}

export const pumpMark = (row: PumpMarkRow): PumpMark => ({
  pumpId: row.pump_id,
  changedBy: row.changed_xid,
  silentAt: row.silent_at_ms,
  clockAt: row.clock_ms,
});
