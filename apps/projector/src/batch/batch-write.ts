import type { AlertStep } from '@cisterna/domain';
import { alertChangeRow, type AlertWrite, type ArchiveBatch, type BatchWrite, type DeadLetterRow } from '@cisterna/read-model';
import type { SettledPump } from './settle-batch.ts';
import { alertRows, pumpWrite, reconciliationRow, snapshotRow } from './rows.ts';

/** The partition's place before and after, as the transaction checks and stores it. */
export type PartitionMove = Pick<BatchWrite, 'topic' | 'partition' | 'epoch' | 'from' | 'to' | 'clockAt' | 'highWatermark'>;

const stepsByAlert = (steps: readonly AlertStep[]): Iterable<readonly AlertStep[]> => {
  const alerts = new Map<string, AlertStep[]>();
  for (const step of steps) {
    const known = alerts.get(step.record.view.id);
    if (known === undefined) alerts.set(step.record.view.id, [step]);
    else known.push(step);
  }
  return alerts.values();
};

const beginning = { boot: 0, seq: 0, entry: 0 };

/** The alerts that these steps end in, and each change on the way. */
export const alertWrite = (partition: number, steps: readonly AlertStep[]): AlertWrite => ({
  partition,
  alerts: [...stepsByAlert(steps)].flatMap(alertRows),
  alertChanges: steps.map(alertChangeRow),
});

/** Everything that one batch changes, for one transaction. */
export const batchWrite = (
  move: PartitionMove,
  settled: readonly SettledPump[],
  archive: ArchiveBatch,
  deadLetters: readonly DeadLetterRow[],
): BatchWrite => {
  const folded = settled.map(s => s.folded);
  const refolds = folded.filter(f => f.refoldedFrom !== null);
  const replaced = refolds.map(f => ({ pumpId: f.pumpId, order: f.refoldedFrom?.base?.last ?? beginning }));
  const steps = settled.flatMap(s => s.steps);
  return {
    ...move,
    archive,
    pumps: folded.map(f => pumpWrite(f, move.clockAt)),
    snapshots: folded.flatMap(f => f.snapshots.flatMap(snapshotRow)),
    dropSnapshotsAfter: replaced,
    reconciliations: folded.flatMap(f => f.reconciliations.map(r => reconciliationRow(f.pumpId, r))),
    dropReconciliationsAfter: replaced,
    ...alertWrite(move.partition, steps),
    deadLetters,
  };
};
