import { arraysOf, excludedOf, namesOf, unnestOf, type Column } from '../database/row-set.ts';
import type { Session } from '../database/transaction.ts';
import type { BatchWrite, PumpWrite } from './batch-write.ts';
import { currentXid } from './current-xid.ts';
import { UnexpectedRows } from './unexpected-rows.ts';

type Row = PumpWrite & { readonly partition: number };

const revisionOf = ({ expectedRevision }: PumpWrite): number => (expectedRevision ?? 0) + 1;

const columns: readonly Column<Row>[] = [
  { name: 'pump_id', type: 'text', of: row => row.pumpId },
  { name: 'partition', type: 'int4', of: row => row.partition },
  { name: 'revision', type: 'int4', of: revisionOf },
  { name: 'version', type: 'int4', of: row => row.version },
  { name: 'clinic_id', type: 'text', of: row => row.clinicId },
  { name: 'registered', type: 'bool', of: row => row.registered },
  { name: 'explanted', type: 'bool', of: row => row.explanted },
  { name: 'delivery_base', type: 'text', of: row => row.deliveryBase },
  { name: 'silent_at_ms', type: 'int8', of: row => row.silentAt },
  { name: 'refill_by_ms', type: 'int8', of: row => row.refillBy },
  { name: 'catheter_status', type: 'text', of: row => row.catheterStatus },
  { name: 'last_event_at_ms', type: 'int8', of: row => row.lastEventAt },
  { name: 'last_received_at_ms', type: 'int8', of: row => row.lastReceivedAt },
  { name: 'due_at_ms', type: 'int8', of: row => row.dueAt },
  { name: 'state', type: 'text', of: row => row.state },
  { name: 'calendar', type: 'text', of: row => row.calendar },
];

/**
 * A pump that was read (revision 2 and up) must still be there, one that is new must not: what is not as expected stays unwritten.
 * Rows are locked in the order of their ids, so that two writers never wait for each other in a circle. A scalar subquery, since the planner may
 * answer `exists` by reading the whole table.
 */
const upsert = {
  name: 'cisterna-pumps',
  text: `insert into pump as p (${namesOf(columns)}, changed_xid)
    select r.*, ${currentXid} from ${unnestOf(columns)}
    where r.revision = 1 or (select true from pump known where known.pump_id = r.pump_id)
    order by r.pump_id collate "C"
    on conflict (pump_id) do update set ${excludedOf(columns)}, changed_xid = excluded.changed_xid
    where p.revision = excluded.revision - 1`,
};

/** Writes the pumps of batches; throws UnexpectedRows when one is not at the revision that was read. */
export const writePumps = async (session: Session, batches: readonly BatchWrite[]): Promise<void> => {
  const rows = batches.flatMap(({ partition, pumps }) => pumps.map(pump => ({ ...pump, partition })));
  if (rows.length === 0) return;
  if ((await session.write(upsert, arraysOf(columns, rows))) !== rows.length) throw new UnexpectedRows('pump');
};
