import type { AlertView, PumpId } from '@cisterna/contract';
import { alertRecord } from '../alerts/alert-record.ts';
import { select } from '../database/select.ts';
import { alertsOfPumps } from '../queries/stored-alert.ts';
import type { ReadModel } from '../read-model.ts';
import type { RaceTally } from './race-contenders.fixture.ts';
import { leftToSettle, type RacePump } from './race-pump.fixture.ts';

interface Change {
  readonly alertId: string;
  readonly pumpId: PumpId;
  readonly version: number;
  readonly change: string;
  readonly doc: string;
}

const changesOf = (model: ReadModel, pumpIds: readonly PumpId[]): Promise<Change[]> =>
  select(
    model,
    `select alert_id as "alertId", pump_id as "pumpId", version, change, doc from alert_change
      where pump_id = any($1::text[]) order by alert_id, version`,
    [pumpIds],
  );

/** A version is right when it is the next one and holds everything that the one before it held. */
const versionFaults = (changes: readonly Change[]): string[] => {
  let before: AlertView['history'] = [];
  return changes.flatMap(({ alertId, version, change, doc }, index) => {
    const { history } = JSON.parse(doc) as AlertView;
    const sound =
      version === index + 1 &&
      history.length === version &&
      history.at(-1)?.change === change &&
      JSON.stringify(history.slice(0, -1)) === JSON.stringify(before);
    before = history;
    return sound ? [] : [`${alertId}: version ${version} is lost, repeated, or not built on the one before`];
  });
};

const commandFaults = (views: readonly AlertView[], tally: RaceTally, people: ReadonlySet<string>): string[] => {
  const found = new Map<string, number>();
  for (const { by } of views.flatMap(view => view.history)) if (by !== null) found.set(by, (found.get(by) ?? 0) + 1);
  const expected = [...people].filter(by => tally.changedBy.has(by));
  return [
    ...expected.filter(by => found.get(by) !== 1 || tally.changedBy.get(by) !== 1).map(by => `${by}: the command is lost or doubled`),
    ...[...found.keys()].filter(by => !tally.changedBy.has(by)).map(by => `${by}: a command that was not taken is in a history`),
  ];
};

/** What is wrong with the alerts of raced pumps, and how many changes they have; `people` acted on them. */
export const checkRaces = async (
  model: ReadModel,
  pumps: readonly RacePump[],
  tally: RaceTally,
  people: ReadonlySet<string>,
): Promise<{ readonly faults: readonly string[]; readonly changes: number }> => {
  const pumpIds = pumps.map(pump => pump.pumpId);
  const [stored, changes] = await Promise.all([alertsOfPumps(model, pumpIds), changesOf(model, pumpIds)]);
  const records = stored.map(alertRecord);
  const faults: string[] = [];
  for (const { alertId, version, doc } of stored) {
    const own = changes.filter(change => change.alertId === alertId);
    if (own.length !== version || own.at(-1)?.doc !== doc) faults.push(`${alertId}: the alert is not what its last change left`);
    faults.push(...versionFaults(own));
  }
  for (const pump of pumps) {
    const left = leftToSettle(pump, records.filter(({ view }) => view.pumpId === pump.pumpId));
    faults.push(...left.map(({ change, record }) => `${record.view.id}: ${change} was not decided`));
  }
  faults.push(...commandFaults(records.map(({ view }) => view), tally, people));
  return { faults, changes: changes.length };
};
