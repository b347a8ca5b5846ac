import { parseTime, type EpochMs, type PumpView } from '@cisterna/contract';
import { pumpView, type PumpState } from '@cisterna/domain';
import { constantRateLowAt } from '../peers/constant-rate.ts';
import type { ThreeQuantiles } from '../stats/pinball.ts';

/** What the public view of a pump said at a moment. */
export interface Look {
  readonly at: EpochMs;
  readonly status: PumpView['catheter']['status'];
  readonly probability: number;
  readonly suspectedKind: PumpView['catheter']['suspectedKind'];
  readonly lowAt: ThreeQuantiles | null;
  /** The low date at the programmed rate, without any doubt. */
  readonly constantLowAt: EpochMs | null;
  readonly refillBy: EpochMs | null;
  /** Events known to be missing from the history so far. */
  readonly missing: number;
}

/** What the public view says about the cycle that a refill has ended. */
export interface ReconciledCycle {
  /** The refill before. */
  readonly from: EpochMs;
  readonly at: EpochMs;
  readonly deliveredNl: number;
  /** What was left, and what should have been by the pump's account. */
  readonly leftNl: number;
  readonly expectedNl: number;
  readonly complete: boolean;
}

const nobody = { open: 0, unacknowledged: 0, highestPriority: null };

const quantiles = (dates: PumpView['refill']['lowAt']): ThreeQuantiles | null => {
  if (dates === null) return null;
  const [p10, p50, p90] = [parseTime(dates.p10), parseTime(dates.p50), parseTime(dates.p90)];
  return p10 === null || p50 === null || p90 === null ? null : { p10, p50, p90 };
};

/** Asks the view as the service would answer at `at`. */
export const lookAt = (state: PumpState, at: EpochMs): Look => {
  const view = pumpView(state, { now: at, readThrough: at, alerts: nobody });
  const { refillBy, lowAt } = view.refill;
  return {
    at,
    status: view.catheter.status,
    probability: view.catheter.probability,
    suspectedKind: view.catheter.suspectedKind,
    lowAt: quantiles(lowAt),
    constantLowAt: constantRateLowAt(view, at),
    refillBy: refillBy === null ? null : parseTime(refillBy),
    missing: view.completeness.missing,
  };
};

/** The cycle that the refill at `at` has ended; null for a first refill. */
export const reconciledAt = (state: PumpState, at: EpochMs, from: EpochMs): ReconciledCycle | null => {
  const judged = pumpView(state, { now: at, readThrough: at, alerts: nobody }).reservoir.lastReconciliation;
  if (judged === null) return null;
  const { deliveredNl, aspiratedNl: leftNl, expectedNl, complete } = judged;
  return { from, at, deliveredNl, leftNl, expectedNl, complete };
};
