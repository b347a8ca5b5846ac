import type { PumpId } from '@cisterna/contract';
import { identityColumns } from '../database/identity-columns.ts';
import { arraysOf, unnestOf, type Column } from '../database/row-set.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import type { AlertRow, BatchWrite, PumpWrite } from './batch-write.ts';

const pumpColumns: readonly Column<PumpWrite>[] = [
  { name: 'pump_id', type: 'text', of: pump => pump.pumpId },
  { name: 'revision', type: 'int4', of: pump => pump.expectedRevision },
];

const alertColumns: readonly Column<AlertRow>[] = [
  { name: 'alert_id', type: 'text', of: alert => alert.alertId },
  { name: 'pump_id', type: 'text', of: alert => alert.pumpId },
  { name: 'version', type: 'int4', of: alert => alert.formerVersion },
];

const text = `
  select r.pump_id from ${unnestOf(pumpColumns)}
    left join pump p on p.pump_id = r.pump_id where p.revision is distinct from r.revision
  union select r.pump_id from ${unnestOf(alertColumns, 3)}
    left join alert a on a.alert_id = r.alert_id where a.version is distinct from r.version
  union select e.pump_id from ${unnestOf(identityColumns, 6)}
    join event e on e.pump_id = r.pump_id and e.boot = r.boot and e.seq = r.seq and e.entry = r.entry`;

const everyPump = ({ pumps, alerts, archive }: BatchWrite): PumpId[] => [
  ...new Set([...pumps, ...alerts, ...archive.identities()].map(({ pumpId }) => pumpId)),
];

/** Whose rows are not as a refused batch expects them; all of the batch where that can't be told any more. */
export const stalePumps = async (model: ReadModel, batch: BatchWrite): Promise<PumpId[]> => {
  const rows = await select<{ pump_id: PumpId }>(model, text, [
    ...arraysOf(pumpColumns, batch.pumps),
    ...arraysOf(alertColumns, batch.alerts),
    ...arraysOf(identityColumns, [...batch.archive.identities()]),
  ]);
  return rows.length === 0 ? everyPump(batch) : rows.map(row => row.pump_id);
};
