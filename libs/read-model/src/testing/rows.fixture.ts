import type {
  AlertChangeRow,
  AlertRow,
  BatchWrite,
  DeadLetterRow,
  PumpWrite,
} from '../batch/batch-write.ts';
import type { ArchiveRow } from '../batch/archive-row.ts';
import { openPartition } from '../partitions/partition-state.ts';
import { archiveOf } from '../batch/archive-encoder.ts';
import { writeBatch } from '../batch/write-batch.ts';
import type { ReadModel } from '../read-model.ts';

/** 2025-01-01T00:00:00Z */
export const newYear = 1_735_689_600_000;
export const hour = 3_600_000;
export const telemetry = 'pump.telemetry.v1';

/** An hourly report of pump P-1 as the archive has it, its seq the hour. */
export const archived = (row: Partial<ArchiveRow> = {}): ArchiveRow => {
  const { pumpId = 'P-1', boot = 1, seq = 1, entry = 0, at = newYear + seq * hour } = row;
  const base = { type: 'delivery.reported.v1', deliveredNl: null, filledNl: null, sensedNl: null, meanPa: null };
  const text = JSON.stringify({ pumpId, boot, seq, entry });
  return { ...base, pulsationPa: null, receivedAt: at + 1000, text, ...row, pumpId, boot, seq, entry, at };
};

/** A pump as it is after its first batch. */
export const pump = (row: Partial<PumpWrite> = {}): PumpWrite => ({
  pumpId: 'P-1',
  expectedRevision: null,
  version: 1,
  clinicId: 'C-1',
  registered: true,
  explanted: false,
  deliveryBase: 'delivering',
  silentAt: null,
  refillBy: null,
  catheterStatus: 'not-assessable',
  lastEventAt: newYear,
  lastReceivedAt: newYear,
  dueAt: null,
  state: '{}',
  calendar: '{}',
  ...row,
});

/** An open alert as it is after it was raised. */
export const alert = (row: Partial<AlertRow> = {}): AlertRow => ({
  alertId: 'P-1:motor-stall:1:1:0',
  pumpId: 'P-1',
  clinicId: 'C-1',
  kind: 'motor-stall',
  priority: 'high',
  condition: 'active',
  isOpen: true,
  isAcknowledged: false,
  version: 1,
  formerVersion: null,
  raisedAt: newYear,
  openedBy: { boot: 1, seq: 1, entry: 0 },
  shelvedUntil: null,
  maintenanceId: null,
  doc: '{}',
  facts: '{}',
  ...row,
});

/** The change that raised the alert. */
export const raised = (row: Partial<AlertChangeRow> = {}): AlertChangeRow => ({
  alertId: 'P-1:motor-stall:1:1:0',
  version: 1,
  pumpId: 'P-1',
  clinicId: 'C-1',
  change: 'raised',
  at: newYear,
  doc: '{}',
  ...row,
});

export const deadLetter = (row: Partial<DeadLetterRow> = {}): DeadLetterRow => ({
  id: `${telemetry}:0:7`,
  at: newYear,
  code: 'not-json',
  detail: 'Unexpected end.',
  origin: `${telemetry}/0/7`,
  pumpId: null,
  key: Buffer.from('P-1'),
  value: Buffer.from('{'),
  headers: {},
  ...row,
});

/** What a batch holds; its events as rows. */
export type BatchParts = Partial<Omit<BatchWrite, 'archive'>> & { readonly archive?: readonly ArchiveRow[] };

/** One partition as its owner sees it; each write goes on from the former one. */
export class TestPartition {
  readonly #model: ReadModel;
  readonly partition: number;
  epoch = 0;
  position: bigint | null = null;

  private constructor(model: ReadModel, partition: number) {
    this.#model = model;
    this.partition = partition;
  }

  static async open(model: ReadModel, partition = 0): Promise<TestPartition> {
    const owner = new TestPartition(model, partition);
    const { epoch, position } = await openPartition(model, { topic: telemetry, partition });
    return Object.assign(owner, { epoch, position });
  }

  /** The next batch: one offset further, empty but for what is given. */
  batch({ archive = [], ...parts }: BatchParts = {}): BatchWrite {
    const to = (this.position ?? 0n) + 1n;
    return {
      topic: telemetry,
      partition: this.partition,
      epoch: this.epoch,
      from: this.position,
      to,
      clockAt: newYear,
      highWatermark: to,
      archive: archiveOf(archive),
      pumps: [],
      snapshots: [],
      dropSnapshotsAfter: [],
      reconciliations: [],
      dropReconciliationsAfter: [],
      alerts: [],
      alertChanges: [],
      deadLetters: [],
      ...parts,
    };
  }

  async write(parts: BatchParts = {}): Promise<void> {
    const batch = this.batch(parts);
    await writeBatch(this.#model, batch);
    this.position = batch.to;
  }
}
