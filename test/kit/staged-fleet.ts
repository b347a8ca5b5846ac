import type { SimulatedRecord } from '../../apps/simulator/src/fleet/arrivals.ts';
import { planFleet, type FleetChoice } from '../../apps/simulator/src/fleet/plan-fleet.ts';
import { simulateFleet } from '../../apps/simulator/src/fleet/simulate-fleet.ts';
import type { FaultKind } from '../../apps/simulator/src/faults/fault-kind.ts';
import { hourMs } from './telemetry.ts';

/** Which fault strikes which pump: the first pump has the first fault, those after the last fault have none. */
export interface StagedChoice extends Partial<Omit<FleetChoice, 'staged' | 'endAt'>> {
  readonly startAt: number;
  readonly days: number;
  readonly strikes: readonly FaultKind[];
  /** Days from the start to the faults. */
  readonly strikeAfterDays: number;
}

/** What a simulated fleet sends in which every fault comes when it is told to, in the order of arrival. */
export const stagedFleet = ({ days, strikes, strikeAfterDays, ...choice }: StagedChoice): SimulatedRecord[] => {
  const at = choice.startAt + strikeAfterDays * 24 * hourMs;
  const staged = strikes.map((kind, pump) => ({ pump, kind, at }));
  const endAt = choice.startAt + days * 24 * hourMs;
  const plan = planFleet({ seed: 5, pumps: strikes.length, scenario: 'healthy', ...choice, staged, endAt });
  return [...simulateFleet(plan)].flatMap(slice => slice.records);
};
