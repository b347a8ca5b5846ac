import type { PhysicsScale } from '../catheter/fluid-pressure.ts';
import type { FaultKind } from '../faults/fault-kind.ts';
import type { NetworkProfile } from '../transport/network-profile.ts';

/** Raised whenever the generator tells another history for the same plan. */
export const generatorVersion = 1;

/** A fault that strikes a given pump at a given moment, whatever else happens. */
export interface StagedFault {
  /** Index of the pump, from 0; it has a pressure sensor and no other faults. */
  readonly pump: number;
  readonly kind: FaultKind;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Everything that determines a fleet's history: the same plan gives the same bytes. */
export interface FleetPlan {
  readonly seed: number;
  readonly pumps: number;
  /** Pumps are dealt out to so many clinics; null: one clinic for every 20 pumps. */
  readonly clinics: number | null;
  /** Epoch milliseconds; the first pump is installed then. */
  readonly startAt: number;
  /** Epoch milliseconds; Infinity for a fleet that goes on. */
  readonly endAt: number;
  /** Pump ids are this and the pump's number, from 0001. */
  readonly idPrefix: string;
  readonly reportIntervalSeconds: number;
  /** Share of the pumps with a pressure sensor at the catheter. */
  readonly pressureShare: number;
  readonly physics: PhysicsScale;
  readonly network: NetworkProfile;
  /** Random faults per pump-year; kinds that are left out never strike. */
  readonly hazardsPerYear: Readonly<Partial<Record<FaultKind, number>>>;
  /** Share of the pumps that this kind strikes once, at some time of the run (of the first 180 days, if it goes on). */
  readonly struckShares: Readonly<Partial<Record<FaultKind, number>>>;
  readonly mriPerYear: number;
  /** Whether clinics act on symptoms and alarms: examine, revise, replace. Without it a fault stays until it ends by itself. */
  readonly interventions: boolean;
  readonly staged: readonly StagedFault[];
}

/** The name of a pump's own random streams. */
export const streamName = (plan: FleetPlan, index: number, activity: string): string =>
  `${plan.seed}/${index}/${activity}`;
