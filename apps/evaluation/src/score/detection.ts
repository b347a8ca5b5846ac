import type { EpochMs } from '@cisterna/contract';
import { dayMs, isCatheterFault, yearMs, type PumpTruth, type TrueFault } from '../fleet/pump-truth.ts';
import { isDamaged, type Suspicion } from '../walk/suspicion.ts';

/** One catheter fault, and when a detector found it. */
export interface FoundFault {
  readonly kind: string;
  readonly sensor: boolean;
  readonly halfAt: EpochMs;
  readonly onsetAt: EpochMs;
  readonly therapyLostAt: EpochMs | null;
  /** Null when it was not found in time. */
  readonly foundAt: EpochMs | null;
}

/** What one detector did in a fleet. */
export interface DetectionScore {
  readonly faults: FoundFault[];
  /** Of pumps with and without a pressure sensor. */
  readonly sound: Record<'sensor' | 'blind', SoundTime>;
}

/** Time without damage and what was suspected in it. */
export interface SoundTime {
  years: number;
  falseSuspicions: number;
  /** Those while another fault of the pump was there. */
  duringOtherFaults: number;
}

export const emptyDetection = (): DetectionScore => ({
  faults: [],
  sound: {
    sensor: { years: 0, falseSuspicions: 0, duringOtherFaults: 0 },
    blind: { years: 0, falseSuspicions: 0, duringOtherFaults: 0 },
  },
});

/** A baseline needs so long; faults that begin earlier are not counted. */
const settlingMs = 7 * dayMs;
/** With a sensor a fault counts as found within this time of half of its effect; without one, of the loss of therapy (issue's 21 days). */
const sensorWindowMs = 30 * dayMs;
const blindWindowMs = 21 * dayMs;
/** The run must go on so long behind half of the effect. */
const followUpMs = 7 * dayMs;

/** By when a fault should be found; null when it is not counted: too early, too late in the run, or without loss of therapy where nothing is measured. */
export const deadlineOf = (fault: TrueFault, { startAt, endAt, pressureSensor }: PumpTruth): EpochMs | null => {
  if (!isCatheterFault(fault) || fault.onsetAt < startAt + settlingMs) return null;
  const last = Math.min(endAt, fault.endAt ?? Infinity);
  if (pressureSensor) return last < fault.halfAt + followUpMs ? null : Math.min(last, fault.halfAt + sensorWindowMs);
  const { therapyLostAt } = fault;
  return therapyLostAt === null || last < therapyLostAt + blindWindowMs ? null : therapyLostAt + blindWindowMs;
};

/** The first moment at which a detector suspects while the fault is there, up to `deadline`. */
const firstWithin = (suspicions: readonly Suspicion[], from: EpochMs, deadline: EpochMs): EpochMs | null => {
  const hit = suspicions.find(({ at, endedAt }) => at <= deadline && (endedAt ?? Infinity) > from);
  return hit === undefined ? null : Math.max(hit.at, from);
};

const damagedMs = ({ faults, endAt }: PumpTruth): number =>
  faults
    .filter(isCatheterFault)
    .reduce((sum, fault) => sum + Math.min(endAt, fault.endAt ?? Infinity) - fault.onsetAt, 0);

/** Adds one pump's faults and false suspicions. */
export const addDetection = (score: DetectionScore, truth: PumpTruth, suspicions: readonly Suspicion[]): void => {
  const { pressureSensor: sensor, startAt, endAt } = truth;
  for (const fault of truth.faults) {
    const deadline = deadlineOf(fault, truth);
    if (deadline === null) continue;
    const { kind, halfAt, onsetAt, therapyLostAt } = fault;
    score.faults.push({
      kind,
      sensor,
      halfAt,
      onsetAt,
      therapyLostAt,
      foundAt: firstWithin(suspicions, onsetAt, deadline),
    });
  }
  const sound = score.sound[sensor ? 'sensor' : 'blind'];
  sound.years += (endAt - startAt - damagedMs(truth)) / yearMs;
  for (const { at } of suspicions) {
    if (isDamaged(truth, at)) continue;
    sound.falseSuspicions += 1;
    if (truth.faults.some(({ onsetAt, endAt: end }) => onsetAt <= at && at < (end ?? Infinity)))
      sound.duringOtherFaults += 1;
  }
};
