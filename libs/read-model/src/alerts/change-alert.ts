import type { AlertRecord, AlertStep } from '@cisterna/domain';
import { writeAlerts } from '../batch/alert-rows.ts';
import { currentXid } from '../batch/current-xid.ts';
import { inTransaction, type Session } from '../database/transaction.ts';
import { changesChannel } from '../feed/changes-channel.ts';
import { alertRowColumns, type StoredAlert } from '../queries/stored-alert.ts';
import type { ReadModel } from '../read-model.ts';
import { alertChangeRow, alertRecord, alertRow } from './alert-record.ts';

/** What is to become of an alert as it is found: a change, a refusal under its name, or nothing (null). */
export type Decide<Refusal extends string> = (record: AlertRecord) => AlertStep | Refusal | null;

/** `changed`: the change is stored; `unchanged`: there was nothing to do; `refused`: nothing was stored. */
export type AlertOutcome<Refusal extends string> =
  | { readonly kind: 'changed' | 'unchanged'; readonly record: AlertRecord }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Pump before alert, as a batch locks them, so that nobody waits in a circle; who waited reads what was committed meanwhile. */
const lockPump = {
  name: 'cisterna-lock-pump-of-alert',
  text: 'select p.partition from pump p join alert a on a.pump_id = p.pump_id where a.alert_id = $1 for no key update of p',
};
const readAlert = {
  name: 'cisterna-alert-to-change',
  text: `select ${alertRowColumns} from alert a where a.alert_id = $1 for no key update`,
};
/** The pump's counts of alerts have changed with it: the live feed shows both. */
const tell = {
  name: 'cisterna-tell-alert-changed',
  text: `update pump set changed_xid = ${currentXid} where pump_id = $1 returning pg_notify('${changesChannel}', partition::text)`,
};

const store = async (session: Session, step: AlertStep, former: { readonly version: number; readonly partition: number }): Promise<void> => {
  const { partition, version } = former;
  await writeAlerts(session, [{ partition, alerts: [alertRow(step.record, version)], alertChanges: [alertChangeRow(step)] }]);
  await session.write(tell, [step.record.view.pumpId]);
};

/**
 * Changes one alert from outside of the telemetry: reads it locked, decides, and stores row and change in one transaction; listeners hear of it at
 * its commit. Whatever changes the alert at the same time comes before or after it, and decides on what it then finds.
 * Null when there is no such alert. `decide` runs at most once. Throws DatabaseUnavailable.
 */
export const changeAlert = <Refusal extends string = never>(
  model: ReadModel,
  alertId: string,
  decide: Decide<Refusal>,
): Promise<AlertOutcome<Refusal> | null> =>
  inTransaction<AlertOutcome<Refusal> | null>(model, async session => {
    const [place] = await session.rows<{ partition: number }>(lockPump, [alertId]);
    const [stored] = await session.rows<StoredAlert>(readAlert, [alertId]);
    if (place === undefined || stored === undefined) return null;
    const record = alertRecord(stored);
    const decided = decide(record);
    if (decided === null) return { kind: 'unchanged', record };
    if (typeof decided === 'string') return { kind: 'refused', refusal: decided };
    await store(session, decided, { ...place, version: stored.version });
    return { kind: 'changed', record: decided.record };
  });
