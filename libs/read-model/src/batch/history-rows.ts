import { arraysOf, excludedOf, namesOf, unnestOf, type Column } from '../database/row-set.ts';
import type { Session, Statement } from '../database/transaction.ts';
import type { BatchWrite, PumpPlace, ReconciliationRow, SnapshotRow } from './batch-write.ts';
import { placeColumns } from '../database/place-columns.ts';

const snapshotColumns: readonly Column<SnapshotRow>[] = [
  ...placeColumns,
  { name: 'state', type: 'text', of: row => row.state },
];

const reconciliationColumns: readonly Column<ReconciliationRow>[] = [
  ...placeColumns,
  { name: 'from_boot', type: 'int4', of: row => row.from.boot },
  { name: 'from_seq', type: 'int4', of: row => row.from.seq },
  { name: 'from_entry', type: 'int4', of: row => row.from.entry },
  { name: 'at_ms', type: 'int8', of: row => row.at },
  { name: 'doc', type: 'text', of: row => row.doc },
];

const dropAfter = (table: string): Statement => ({
  name: `cisterna-drop-${table}`,
  text: `delete from ${table} t using ${unnestOf(placeColumns)}
    where t.pump_id = r.pump_id and (t.boot, t.seq, t.entry) > (r.boot, r.seq, r.entry)`,
});

const upsert = (table: string, columns: readonly Column<never>[]): Statement => ({
  name: `cisterna-write-${table}`,
  text: `insert into ${table} (${namesOf(columns)}) select * from ${unnestOf(columns)}
    on conflict (pump_id, boot, seq, entry) do update set ${excludedOf(columns)}`,
});

const dropSnapshots = dropAfter('pump_snapshot');
const writeSnapshots = upsert('pump_snapshot', snapshotColumns);
const dropReconciliations = dropAfter('reconciliation');
const writeReconciliations = upsert('reconciliation', reconciliationColumns);

const send = async <Row>(
  session: Session,
  statement: Statement,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length > 0) await session.write(statement, arraysOf(columns, rows));
};

const drop = (session: Session, statement: Statement, places: readonly PumpPlace[]): Promise<void> =>
  send(session, statement, placeColumns, places);

/** What hangs on places in the history: what a fold again made void goes first, then comes what it found. */
export const writeHistory = async (session: Session, batches: readonly BatchWrite[]): Promise<void> => {
  const all = <Row>(rowsOf: (batch: BatchWrite) => readonly Row[]): Row[] => batches.flatMap(rowsOf);
  await drop(
    session,
    dropSnapshots,
    all(batch => batch.dropSnapshotsAfter),
  );
  await send(
    session,
    writeSnapshots,
    snapshotColumns,
    all(batch => batch.snapshots),
  );
  await drop(
    session,
    dropReconciliations,
    all(batch => batch.dropReconciliationsAfter),
  );
  await send(
    session,
    writeReconciliations,
    reconciliationColumns,
    all(batch => batch.reconciliations),
  );
};
