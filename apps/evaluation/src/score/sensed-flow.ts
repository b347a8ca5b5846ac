import type { EpochMs } from '@cisterna/contract';
import { dayMs, yearMs, type PumpTruth, type TrueFault } from '../fleet/pump-truth.ts';
import { fullAt, isHealthy, isHeldBack, strong, weak } from './mechanism.ts';

/** An over-delivery at a pump with a level sensor, and how many days after its full size it was suspected. */
export interface SensedFault {
  readonly strong: boolean;
  /** Null when it was not found within ten days; negative where a growing one was found before it was full. */
  readonly delayDays: number | null;
}

/** What one detector made of the level sensors of a fleet. */
export interface SensedFlowScore {
  readonly faults: SensedFault[];
  falseAlarms: number;
  healthyYears: number;
}

export const emptySensedFlow = (): SensedFlowScore => ({ faults: [], falseAlarms: 0, healthyYears: 0 });

/** A fault shall be found within this time of its full size: some grow over weeks. */
const windowMs = 10 * dayMs;

/** By when an over-delivery should be found; null where it is not counted: too small, too late in the run, or held back by the catheter. */
const deadlineOf = (fault: TrueFault, truth: PumpTruth): EpochMs | null => {
  if (fault.kind !== 'over-delivery' || fault.size < weak) return null;
  const deadline = fullAt(fault) + windowMs;
  return deadline > truth.endAt || isHeldBack(truth, fault.onsetAt, deadline) ? null : deadline;
};

/** Adds what was suspected of one pump, and when; a pump without a level sensor is passed over. */
export const addSensedFlow = (score: SensedFlowScore, truth: PumpTruth, raisedAts: readonly EpochMs[]): void => {
  if (!truth.levelSensor) return;
  for (const fault of truth.faults) {
    const deadline = deadlineOf(fault, truth);
    if (deadline === null) continue;
    const foundAt = raisedAts.find(at => at >= fault.onsetAt && at <= deadline);
    const delayDays = foundAt === undefined ? null : (foundAt - fullAt(fault)) / dayMs;
    score.faults.push({ strong: fault.size >= strong, delayDays });
  }
  if (!isHealthy(truth)) return;
  score.healthyYears += (truth.endAt - truth.startAt) / yearMs;
  score.falseAlarms += raisedAts.length;
};
