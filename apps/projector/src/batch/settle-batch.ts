import { compareOrder, type PumpId } from '@cisterna/contract';
import { settleAlerts, type AlertRecord, type AlertStep, type Maintenance } from '@cisterna/domain';
import { alertRecord, alertsByIds, alertsOfPumps, maintenanceInForce, type PumpOfClinic, type ReadModel, type StoredAlert } from '@cisterna/read-model';
import type { FoldedPump } from '../pumps/fold-pump.ts';
import { decidedAt, type ServiceTime } from '../pumps/service-time.ts';

/** A settled change, with the alert as it was stored before it. */
export interface SettledPump {
  readonly folded: FoldedPump;
  readonly steps: readonly AlertStep[];
}

const none: readonly AlertStep[] = [];

/** A fold from further back that passed no alert, neither before nor now, can't change any. */
const passedNoAlert = ({ before, transitions, refoldedFrom }: FoldedPump): boolean => {
  const { lastOrder } = before.state.alerts;
  const base = refoldedFrom?.base?.last ?? null;
  return transitions.length === 0 && (lastOrder === null || (base !== null && compareOrder(lastOrder, base) <= 0));
};

const clinicOf = (state: FoldedPump['state']): string | null => state.registration?.clinicId ?? null;

/** Whether every alert of the pump must be looked at: after a refold, an explantation (or one taken back), a move to another clinic, where the clinic has set other rules. */
const needsAll = (folded: FoldedPump): boolean => {
  const { before, state, refoldedFrom } = folded;
  if (before.state.version > 0 && (clinicOf(before.state) !== clinicOf(state) || before.rules !== before.ruledBefore)) return true;
  if ((before.state.explantedAt === null) !== (state.explantedAt === null)) return true;
  return refoldedFrom !== null && !passedNoAlert(folded);
};

const needsSome = ({ before, calendar, transitions }: FoldedPump): boolean => transitions.length > 0 || calendar.lifted !== before.calendar.lifted;

const byPump = (alerts: readonly StoredAlert[]): ReadonlyMap<PumpId, readonly AlertRecord[]> => {
  const pumps = new Map<PumpId, AlertRecord[]>();
  for (const record of alerts.map(alertRecord)) {
    const known = pumps.get(record.view.pumpId);
    if (known === undefined) pumps.set(record.view.pumpId, [record]);
    else known.push(record);
  }
  return pumps;
};

const namedIds = ({ transitions, calendar }: FoldedPump): readonly string[] => [
  ...new Set([...transitions.map(t => t.episode.id), ...(calendar.lifted === null ? [] : [calendar.lifted])]),
];

const placeOf = ({ pumpId, state }: FoldedPump): readonly PumpOfClinic[] => {
  const clinicId = clinicOf(state);
  return clinicId === null ? [] : [{ pumpId, clinicId }];
};

/** What is stored about a pump that is decided on. */
interface Background {
  readonly stored: readonly AlertRecord[];
  readonly maintenance: Maintenance | null;
}

/** Brings the alerts of a batch's pumps in line with their folds: at most three queries, none where nothing was decided. */
export const settleBatch = async (model: ReadModel, pumps: readonly FoldedPump[], time: ServiceTime): Promise<readonly SettledPump[]> => {
  const wide = pumps.filter(needsAll);
  const inFull = new Set(wide);
  const narrow = pumps.filter(p => needsSome(p) && !inFull.has(p));
  if (wide.length + narrow.length === 0) return pumps.map(folded => ({ folded, steps: none }));
  const asked = new Set([...wide, ...narrow]);
  const [all, some, maintained] = await Promise.all([
    wide.length === 0 ? [] : alertsOfPumps(model, wide.map(p => p.pumpId)),
    narrow.length === 0 ? [] : alertsByIds(model, narrow.flatMap(namedIds)),
    maintenanceInForce(model, [...asked].flatMap(placeOf), time.now),
  ]);
  const stored = byPump([...all, ...some]);
  const backgroundOf = ({ pumpId }: FoldedPump): Background => ({ stored: stored.get(pumpId) ?? [], maintenance: maintained.get(pumpId) ?? null });
  return pumps.map(folded => ({ folded, steps: asked.has(folded) ? stepsOf(folded, backgroundOf(folded), time) : none }));
};

const stepsOf = (folded: FoldedPump, { stored, maintenance }: Background, time: ServiceTime): readonly AlertStep[] =>
  settleAlerts({
    pump: folded.state,
    transitions: folded.transitions,
    stored,
    refoldedFrom: folded.refoldedFrom,
    lifted: folded.calendar.lifted,
    maintenance,
    rules: folded.before.rules,
    decidedAt: decidedAt(time),
  });
