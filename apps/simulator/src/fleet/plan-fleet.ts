import type { PhysicsScale } from '../catheter/fluid-pressure.ts';
import type { FaultKind } from '../faults/fault-kind.ts';
import type { NetworkProfile } from '../transport/network-profile.ts';
import type { FleetPlan, StagedFault } from './fleet-plan.ts';
import { namedScenarios, onlyFaults, type ScenarioName } from './scenario.ts';

/** What must be said about a fleet, and what may be. */
export interface FleetChoice {
  readonly seed: number;
  readonly pumps: number;
  readonly startAt: number;
  /** Infinity for a fleet that goes on. */
  readonly endAt: number;
  /** `mixed` by default. */
  readonly scenario?: ScenarioName;
  /** Only these kinds of fault, of those that the scenario has. */
  readonly faults?: readonly FaultKind[] | null;
  /** Parts of the scenario's network that are to be different. */
  readonly network?: Partial<NetworkProfile>;
  /** Parts of the physics that are to be scaled; 1 by default. */
  readonly physics?: Partial<PhysicsScale>;
  /** One for every 20 pumps by default. */
  readonly clinics?: number;
  /** `SIM-` by default. */
  readonly idPrefix?: string;
  /** 3600 by default. */
  readonly reportIntervalSeconds?: number;
  /** 0.6 by default. */
  readonly pressureShare?: number;
  /** As the scenario says by default. */
  readonly mriPerYear?: number;
  /** Not by default. */
  readonly interventions?: boolean;
  readonly staged?: readonly StagedFault[];
}

/** The plan of a fleet: the scenario with what was chosen otherwise. */
export const planFleet = (choice: FleetChoice): FleetPlan => {
  const whole = namedScenarios[choice.scenario ?? 'mixed'];
  const scenario = choice.faults ? onlyFaults(whole, choice.faults) : whole;
  return {
    clinics: null,
    idPrefix: 'SIM-',
    reportIntervalSeconds: 3600,
    pressureShare: 0.6,
    interventions: false,
    staged: [],
    mriPerYear: scenario.mriPerYear,
    ...choice,
    hazardsPerYear: scenario.hazardsPerYear,
    struckShares: scenario.struckShares,
    network: { ...scenario.network, ...choice.network },
    physics: { noise: 1, rhythm: 1, compliance: 1, ...choice.physics },
  };
};
