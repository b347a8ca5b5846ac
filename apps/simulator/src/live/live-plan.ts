import { generatorVersion, type FleetPlan } from '../fleet/fleet-plan.ts';
import { planFleet } from '../fleet/plan-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import type { FleetCourse } from './fleet-bookmark.ts';

/** How a demonstration runs. */
export interface LiveChoice {
  readonly pumps: number;
  /** 1 by default. */
  readonly seed?: number;
  /** How long ago the fleet began; 90 by default. */
  readonly daysAgo?: number;
  /** How much of it is written at once; 60 by default. */
  readonly historyDays?: number;
  /** Device time per wall time until the present is reached; 3 600 (an hour per second) by default. */
  readonly acceleration?: number;
}

/** The course of a fleet that begins now. */
export const newCourse = (choice: LiveChoice, now: number): FleetCourse => {
  const { pumps, seed = 1, daysAgo = 90, historyDays = 60, acceleration = 3600 } = choice;
  const startAt = Math.floor(now / hourMs) * hourMs - daysAgo * dayMs;
  return {
    version: generatorVersion,
    seed,
    pumps,
    startAt,
    liveAt: startAt + historyDays * dayMs,
    acceleration,
    sentUntil: null,
  };
};

/** Wall seconds after the live part began at which the staged faults strike. */
const stallAfterSeconds = 45;
const occlusionAfterSeconds = 20;

/**
 * The plan of a live fleet: faults as in `mixed`, clinics that act, and two staged faults soon after the live part begins, so that
 * something can be seen: a catheter that closes and a motor that stands. Pump ids tell generator and start, so that no two fleets share
 * any.
 */
export const livePlan = ({ version, seed, pumps, startAt, liveAt, acceleration }: FleetCourse): FleetPlan =>
  planFleet({
    seed,
    pumps,
    startAt,
    endAt: Infinity,
    idPrefix: `SIM-${version.toString(36)}${(startAt / hourMs).toString(36)}-`,
    interventions: true,
    staged: [
      { pump: 0, kind: 'motor-stall', at: liveAt + stallAfterSeconds * 1000 * acceleration },
      { pump: Math.min(1, pumps - 1), kind: 'occlusion', at: liveAt + occlusionAfterSeconds * 1000 * acceleration },
    ],
  });
