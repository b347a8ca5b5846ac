import type { EpochMs, EventOrder, PumpId } from '@cisterna/contract';
import type { ArchiveBatch } from './archive-encoder.ts';

/** A pump as it is after the batch; `expectedRevision` is the one that was read, null for a pump that has no row yet. */
export interface PumpWrite {
  readonly pumpId: PumpId;
  readonly expectedRevision: number | null;
  /** How many distinct events are folded in. */
  readonly version: number;
  readonly clinicId: string | null;
  readonly registered: boolean;
  readonly explanted: boolean;
  /** The delivery state without regard to silence. */
  readonly deliveryBase: 'delivering' | 'not-delivering' | 'unknown';
  /** After this time the pump counts as silent. */
  readonly silentAt: EpochMs | null;
  readonly refillBy: EpochMs | null;
  readonly catheterStatus: string;
  readonly lastEventAt: EpochMs | null;
  readonly lastReceivedAt: EpochMs | null;
  /** The next time at which the clock alone changes something. */
  readonly dueAt: EpochMs | null;
  /** The fold, JSON. */
  readonly state: string;
  /** What the clock has decided, JSON. */
  readonly calendar: string;
}

/** A place in one pump's history. */
export interface PumpPlace {
  readonly pumpId: PumpId;
  readonly order: EventOrder;
}

/** The fold of a pump up to and including `order`, JSON. */
export interface SnapshotRow extends PumpPlace {
  readonly state: string;
}

/** What the refill at `order` says about the account since the refill at `from`; `doc` is JSON. */
export interface ReconciliationRow extends PumpPlace {
  readonly from: EventOrder;
  readonly at: EpochMs;
  readonly doc: string;
}

/** An alert as it is after the batch; `formerVersion` is the one that was read, null for a new alert. */
export interface AlertRow {
  readonly alertId: string;
  readonly pumpId: PumpId;
  readonly clinicId: string;
  readonly kind: string;
  readonly priority: string;
  readonly condition: string;
  readonly isOpen: boolean;
  readonly isAcknowledged: boolean;
  readonly version: number;
  readonly formerVersion: number | null;
  readonly raisedAt: EpochMs;
  /** The event that opened it; null where a date or an arrival did. */
  readonly openedBy: EventOrder | null;
  /** When its shelf ends by itself; null where nobody shelved it. */
  readonly shelvedUntil: EpochMs | null;
  /** The maintenance that keeps it silent; null: none does. */
  readonly maintenanceId: string | null;
  /** What readers get, JSON. */
  readonly doc: string;
  /** What the decisions know of it, JSON. */
  readonly facts: string;
}

/** One change of one alert, for history, live feed and outbox; `doc` is the alert after it, JSON. */
export interface AlertChangeRow {
  readonly alertId: string;
  readonly version: number;
  readonly pumpId: PumpId;
  readonly clinicId: string;
  readonly change: string;
  readonly at: EpochMs;
  readonly doc: string;
}

/** A record that could not be taken, untouched; `id` is `topic:partition:offset`, `origin` `topic/partition/offset`. */
export interface DeadLetterRow {
  readonly id: string;
  readonly at: EpochMs;
  readonly code: string;
  readonly detail: string;
  readonly origin: string;
  readonly pumpId: PumpId | null;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, Uint8Array | undefined>>;
}

/**
 * What one batch of one partition changes. `from` is the stored position that was read (null: none yet), `to` the one after the batch;
 * a write that only the clock caused has both equal. No two rows of one table have the same key.
 */
export interface BatchWrite {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly from: bigint | null;
  readonly to: bigint | null;
  /** The time through which the partition has then been read; it never goes back. */
  readonly clockAt: EpochMs;
  readonly highWatermark: bigint;
  readonly archive: ArchiveBatch;
  readonly pumps: readonly PumpWrite[];
  readonly snapshots: readonly SnapshotRow[];
  /** A pump's snapshots behind this place no longer hold; those of this batch are written after. */
  readonly dropSnapshotsAfter: readonly PumpPlace[];
  readonly reconciliations: readonly ReconciliationRow[];
  readonly dropReconciliationsAfter: readonly PumpPlace[];
  readonly alerts: readonly AlertRow[];
  readonly alertChanges: readonly AlertChangeRow[];
  readonly deadLetters: readonly DeadLetterRow[];
}
