import { decodeArchived, type EpochMs, type PumpEvent, type PumpId } from '@cisterna/contract';
import { alertRulesWith, defaultAlertRules, foldHistory, settleAlerts, type AlertRules, type AlertStep } from '@cisterna/domain';
import {
  alertRecord,
  alertsOfPumps,
  clinicRulesOf,
  eventHistory,
  loadPumps,
  pumpsWithOtherAlerts,
  readPumps,
  type AlertWrite,
  type ReadModel,
} from '@cisterna/read-model';
import { alertWrite } from '../batch/batch-write.ts';

/** Who changed an alert, in its history. */
const author = 'rebuild';

/** Marks every entry of the history behind the stored version. */
const marked = (step: AlertStep, storedVersion: number): AlertStep => {
  const { facts, view } = step.record;
  const history = view.history.map(entry => (entry.version > storedVersion ? { ...entry, by: author } : entry));
  return { ...step, record: { facts, view: { ...view, history } } };
};

const historyOf = async (model: ReadModel, pumpId: PumpId): Promise<PumpEvent[]> => {
  const events: PumpEvent[] = [];
  for await (const portion of eventHistory(model, { pumpId, after: null, through: null, knownAt: null }))
    events.push(...portion.map(({ text, receivedAt }) => decodeArchived(text, receivedAt)));
  return events;
};

/** Those that the pump's clinic has in force today. The pump is read from the next generation: the live one's tables are locked while it is exchanged. */
const rulesOf = async (live: ReadModel, next: ReadModel, pumpId: PumpId): Promise<AlertRules> => {
  const [pump] = await loadPumps(next, [pumpId]);
  const stored = pump?.clinicId == null ? null : await clinicRulesOf(live, pump.clinicId);
  return stored === null ? defaultAlertRules : alertRulesWith(stored.changes);
};

/** What must change in a pump's stored alerts so that they say what its whole history says. */
const stepsFor = async (live: ReadModel, next: ReadModel, pumpId: PumpId, now: EpochMs): Promise<AlertStep[]> => {
  const events = await historyOf(next, pumpId);
  const rules = await rulesOf(live, next, pumpId);
  const { state, transitions } = foldHistory(null, pumpId, events, rules);
  const stored = (await alertsOfPumps(live, [pumpId])).map(alertRecord);
  const versions = new Map(stored.map(({ view }) => [view.id, view.version]));
  const steps = settleAlerts({
    pump: state,
    transitions,
    stored,
    refoldedFrom: { base: null },
    lifted: null,
    rules,
    decidedAt: () => now,
  });
  return steps.map(step => marked(step, versions.get(step.record.view.id) ?? 0));
};

/** The changes that bring the stored alerts on facts in line with the next generation, pump by pump. */
export const alertsInLine = async (
  live: ReadModel,
  next: ReadModel,
  topic: string,
  now: EpochMs,
): Promise<AlertWrite[]> => {
  const pumpIds = await pumpsWithOtherAlerts(live);
  const partitions = new Map(
    (await readPumps(next, topic, pumpIds)).map(({ pumpId, partition }) => [pumpId, partition]),
  );
  const writes: AlertWrite[] = [];
  for (const pumpId of pumpIds)
    writes.push(alertWrite(partitions.get(pumpId) ?? 0, await stepsFor(live, next, pumpId, now)));
  return writes;
};
