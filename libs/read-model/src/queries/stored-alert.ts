import type { AlertKind, AlertPriority, PumpId } from '@cisterna/contract';
import { binaryArray } from '../database/binary-array.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';

/** An alert's row; `doc` is what readers get, `facts` what the decisions know, both JSON. */
export interface StoredAlert {
  readonly alertId: string;
  readonly pumpId: PumpId;
  readonly version: number;
  readonly isOpen: boolean;
  readonly doc: string;
  readonly facts: string;
}

/** The columns of a StoredAlert, of the table as `a`. */
export const alertRowColumns = `a.alert_id as "alertId", a.pump_id as "pumpId", a.version, a.is_open as "isOpen", a.doc, a.facts`;

/** All alerts of these pumps, open or not, in no order. Throws DatabaseUnavailable. */
export const alertsOfPumps = (model: ReadModel, pumpIds: readonly PumpId[]): Promise<StoredAlert[]> =>
  select<StoredAlert>(model, `select ${alertRowColumns} from alert a where a.pump_id = any($1::text[])`, [
    binaryArray('text', pumpIds),
  ]);

/** These alerts, in no order; unknown ids are left out. Throws DatabaseUnavailable. */
export const alertsByIds = (model: ReadModel, alertIds: readonly string[]): Promise<StoredAlert[]> =>
  select<StoredAlert>(model, `select ${alertRowColumns} from alert a where a.alert_id = any($1::text[])`, [
    binaryArray('text', alertIds),
  ]);

/** The open alerts of one pump. */
export interface AlertCounts {
  readonly open: number;
  readonly unacknowledged: number;
  readonly highestPriority: AlertPriority | null;
}

interface CountRow {
  readonly pump_id: PumpId;
  readonly open: number;
  readonly unacknowledged: number;
  readonly highest: AlertPriority;
}

/** The open alerts of these pumps, counted; a pump with none is not in the map. Throws DatabaseUnavailable. */
export const alertCounts = async (model: ReadModel, pumpIds: readonly PumpId[]): Promise<Map<PumpId, AlertCounts>> => {
  const text = `select pump_id, count(*)::int as open, count(*) filter (where not is_acknowledged)::int as unacknowledged,
      case when bool_or(priority = 'high') then 'high' when bool_or(priority = 'medium') then 'medium' else 'low' end as highest
    from alert where is_open and pump_id = any($1::text[]) group by pump_id`;
  const rows = await select<CountRow>(model, text, [binaryArray('text', pumpIds)]);
  return new Map(
    rows.map(({ pump_id, open, unacknowledged, highest }) => [
      pump_id,
      { open, unacknowledged, highestPriority: highest },
    ]),
  );
};

/** Which alerts a list shows; absent: any. `clinicIds` are those of the pumps' newest registration. */
export interface AlertFilter {
  readonly openOnly: boolean;
  readonly pumpIds?: readonly PumpId[] | undefined;
  readonly clinicIds?: readonly string[] | undefined;
  readonly kinds?: readonly AlertKind[] | undefined;
  readonly priorities?: readonly AlertPriority[] | undefined;
}
