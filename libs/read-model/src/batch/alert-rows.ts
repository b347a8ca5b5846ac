import { arraysOf, namesOf, unnestOf, type Column } from '../database/row-set.ts';
import type { Session, Statement } from '../database/transaction.ts';
import { alertChangesChannel } from '../feed/changes-channel.ts';
import type { AlertChangeRow, AlertRow, BatchWrite } from './batch-write.ts';
import { currentXid } from './current-xid.ts';
import { UnexpectedRows } from './unexpected-rows.ts';

const alertColumns: readonly Column<AlertRow>[] = [
  { name: 'alert_id', type: 'text', of: row => row.alertId },
  { name: 'pump_id', type: 'text', of: row => row.pumpId },
  { name: 'clinic_id', type: 'text', of: row => row.clinicId },
  { name: 'kind', type: 'text', of: row => row.kind },
  { name: 'priority', type: 'text', of: row => row.priority },
  { name: 'condition', type: 'text', of: row => row.condition },
  { name: 'is_open', type: 'bool', of: row => row.isOpen },
  { name: 'is_acknowledged', type: 'bool', of: row => row.isAcknowledged },
  { name: 'version', type: 'int4', of: row => row.version },
  { name: 'raised_at_ms', type: 'int8', of: row => row.raisedAt },
  { name: 'opened_boot', type: 'int4', of: row => row.openedBy?.boot ?? null },
  { name: 'opened_seq', type: 'int4', of: row => row.openedBy?.seq ?? null },
  { name: 'opened_entry', type: 'int4', of: row => row.openedBy?.entry ?? null },
  { name: 'shelved_until_ms', type: 'int8', of: row => row.shelvedUntil },
  { name: 'maintenance_id', type: 'text', of: row => row.maintenanceId },
  { name: 'doc', type: 'text', of: row => row.doc },
  { name: 'facts', type: 'text', of: row => row.facts },
];

const formerVersion: Column<AlertRow> = { name: 'former_version', type: 'int4', of: row => row.formerVersion };

type Change = AlertChangeRow & { readonly partition: number };

const changeColumns: readonly Column<Change>[] = [
  { name: 'alert_id', type: 'text', of: row => row.alertId },
  { name: 'version', type: 'int4', of: row => row.version },
  { name: 'pump_id', type: 'text', of: row => row.pumpId },
  { name: 'clinic_id', type: 'text', of: row => row.clinicId },
  { name: 'partition', type: 'int4', of: row => row.partition },
  { name: 'change', type: 'text', of: row => row.change },
  { name: 'at_ms', type: 'int8', of: row => row.at },
  { name: 'doc', type: 'text', of: row => row.doc },
];

const insert = (table: string, columns: readonly Column<never>[]): Statement => ({
  name: `cisterna-new-${table}`,
  text: `insert into ${table} (${namesOf(columns)}, changed_xid) select r.*, ${currentXid} from ${unnestOf(columns)}`,
});

const insertAlerts = insert('alert', alertColumns);
/** Told once at the commit, however many changes and statements there are. */
const insertChanges: Statement = {
  name: 'cisterna-new-alert-changes',
  text: `with stored as (${insert('alert_change', changeColumns).text} returning 1) select pg_notify('${alertChangesChannel}', '') from stored limit 1`,
};
const updateAlerts: Statement = {
  name: 'cisterna-known-alert',
  text: `update alert a set ${alertColumns.map(({ name }) => `${name} = r.${name}`).join(', ')}, changed_xid = ${currentXid}
    from ${unnestOf([...alertColumns, formerVersion])} where a.alert_id = r.alert_id and a.version = r.former_version`,
};

const byId = (a: AlertRow, b: AlertRow): number => (a.alertId < b.alertId ? -1 : 1);

const writeKnown = async (session: Session, known: readonly AlertRow[]): Promise<void> => {
  if (known.length === 0) return;
  const written = await session.write(updateAlerts, arraysOf([...alertColumns, formerVersion], known));
  if (written !== known.length) throw new UnexpectedRows('alert');
};

/** The alerts that a transaction changes, and their changes for the outbox of one partition. */
export type AlertWrite = Pick<BatchWrite, 'partition' | 'alerts' | 'alertChanges'>;

/**
 * Writes alerts and their changes, of which listeners hear at the commit; throws UnexpectedRows when one is not at the version that was read,
 * a unique violation when a new one, or a change, is there already.
 */
export const writeAlerts = async (session: Session, writes: readonly AlertWrite[]): Promise<void> => {
  const inOrder = writes.flatMap(({ alerts }) => alerts).toSorted(byId);
  const fresh = inOrder.filter(row => row.formerVersion === null);
  if (fresh.length > 0) await session.write(insertAlerts, arraysOf(alertColumns, fresh));
  await writeKnown(
    session,
    inOrder.filter(row => row.formerVersion !== null),
  );
  const changes = writes.flatMap(({ partition, alertChanges }) =>
    alertChanges.map(change => ({ ...change, partition })),
  );
  if (changes.length > 0) await session.write(insertChanges, arraysOf(changeColumns, changes));
};
