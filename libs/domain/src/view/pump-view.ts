import { formatTime, type CompletenessView, type EpochMs, type PumpSummary, type PumpView, type ReconciliationView } from '@cisterna/contract';
import { defaultAlertRules } from '../alerts/alert-rules.ts';
import { clipGaps, gapSize, missingBetween, type Gap } from '../completeness/completeness.ts';
import { clockSkewSeconds, silenceDeadline } from '../connectivity/connectivity.ts';
import { noOutages, type Outage } from '../connectivity/outage.ts';
import { batteryOf, deliveryBase, motorOf } from '../mechanism/mechanism.ts';
import { catheterViewOf } from '../pump/catheter-outlook.ts';
import type { PumpState } from '../pump/pump-state.ts';
import type { Reconciliation } from '../reservoir/reconciliation.ts';
import { refillViewOf } from './refill-view.ts';
import { reservoirViewOf } from './reservoir-view.ts';

/** By which clock a view is judged, and what stands outside the fold. */
export interface Judgement {
  /** The service's clock when answering, or the T of `asOf`. */
  readonly now: EpochMs;
  /** The time through which this pump's partition has been read: silence is judged no later. */
  readonly readThrough: EpochMs;
  /** When silence begins where it is not the plain deadline (an outage of the log does not count towards it). */
  readonly silentAt?: EpochMs | null;
  /** The T asked for; else the view is as of the last event. */
  readonly asOf?: EpochMs;
  readonly alerts: PumpView['alerts'];
}

const listedGaps = 1000;

/** What is missing, from the start of the history on. */
export const missingGaps = (state: PumpState): readonly Gap[] => clipGaps(state.completeness.gaps, state.historyStart);

const completeness = (state: PumpState): CompletenessView => {
  const gaps = missingGaps(state);
  const { through } = state.completeness;
  return {
    completeThrough: through === null ? null : { boot: through.boot, seq: through.seq, time: formatTime(through.at) },
    gaps: gaps.slice(0, listedGaps),
    missing: gaps.reduce((sum, gap) => sum + gapSize(gap), 0),
  };
};

const timeText = (at: EpochMs | null): string | null => (at === null ? null : formatTime(at));

/** When this pump counts as silent unless it is heard before, outages aside; null while not registered or never heard. */
export const silentAt = (state: PumpState, outages: readonly Outage[] = noOutages, { thresholds } = defaultAlertRules): EpochMs | null =>
  silenceDeadline(state.connectivity, state.registration?.reportIntervalSeconds ?? null, outages, thresholds);

/** Whether a pump that counts as silent after a deadline is so by the clock, as far as its partition has been read. */
export const isSilentAt = (deadline: EpochMs | null, { readThrough, now }: Pick<Judgement, 'readThrough' | 'now'>): boolean =>
  deadline !== null && deadline < Math.min(now, readThrough);

const isSilent = (state: PumpState, judgement: Judgement): boolean => {
  const { silentAt: given } = judgement;
  return isSilentAt(given === undefined ? silentAt(state) : given, judgement);
};

const deliveryState = (state: PumpState, silent: boolean): PumpView['deliveryState'] => {
  const base = deliveryBase(state.mechanism);
  return base === 'delivering' && silent ? 'unknown' : base;
};

/** The reconciliation as read: whether it is complete is judged by what is missing today. */
export const reconciliationView = (state: PumpState, judged: Reconciliation): ReconciliationView => {
  const { from, order, at, ...volumes } = judged;
  return { at: formatTime(at), ...volumes, complete: !missingBetween(missingGaps(state), from, order) };
};

const mechanism = ({ mechanism: m }: PumpState): PumpView['mechanism'] => ({
  motor: motorOf(m),
  stalledSince: timeText(m.stalledSince),
  stallCount: m.stallCount,
  battery: batteryOf(m),
  openDeviceAlarms: [...m.openAlarms],
});

const connectivity = (state: PumpState, silent: boolean): PumpView['connectivity'] => ({
  lastReceivedAt: timeText(state.connectivity.lastReceivedAt),
  lastEventAt: timeText(state.last?.at ?? null),
  clockSkewSeconds: clockSkewSeconds(state.connectivity),
  silent,
});

const therapy = ({ therapy: programme }: PumpState): PumpView['therapy'] => (programme === null ? null : { ...programme, since: formatTime(programme.since) });

/** `GET /v1/pumps/{id}` from the fold: the account exact, the statuses judged by the clock given. The state must hold at least one event. */
export const pumpView = (state: PumpState, judgement: Judgement): PumpView => {
  const silent = isSilent(state, judgement);
  const judged = state.reservoir.lastReconciliation;
  return {
    id: state.pumpId,
    clinicId: state.registration?.clinicId ?? null,
    registration: state.registration,
    therapy: therapy(state),
    deliveryState: deliveryState(state, silent),
    reservoir: { ...reservoirViewOf(state), lastReconciliation: judged === null ? null : reconciliationView(state, judged) },
    refill: refillViewOf(state, judgement.now),
    catheter: catheterViewOf(state),
    mechanism: mechanism(state),
    completeness: completeness(state),
    connectivity: connectivity(state, silent),
    alerts: judgement.alerts,
    asOf: formatTime(judgement.asOf ?? state.last?.at ?? 0),
    version: state.version,
  };
};

/** The list item: without therapy, last reconciliation, evidence and gap list. */
export const pumpSummary = (view: PumpView): PumpSummary => {
  const { therapy, reservoir, catheter, completeness: known, ...rest } = view;
  const { lastReconciliation, ...levels } = reservoir;
  const { evidence, ...suspicion } = catheter;
  const { gaps, ...count } = known;
  return { ...rest, reservoir: levels, catheter: suspicion, completeness: count };
};
