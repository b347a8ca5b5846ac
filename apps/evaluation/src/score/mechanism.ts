import type { EpochMs } from '@cisterna/contract';
import { dayMs, yearMs, type PumpTruth, type TrueFault } from '../fleet/pump-truth.ts';
import type { ReconciledCycle } from '../walk/look.ts';
import type { Walk } from '../walk/walk-pump.ts';

/** Faults that could be found, and those that were. */
export interface Tally {
  found: number;
  of: number;
}

/** What the service said about pumps that deliver too much. */
export interface MechanismScore {
  /** From 25 % on: at the first complete reconciliation of a cycle wholly at full size with at least 14 mL. */
  readonly strongAtFirst: Tally;
  /** Those of them whose reservoir was not found empty with so little owed that nobody could tell. */
  readonly strongThatShows: Tally;
  /** 15 to 25 %: within three such reconciliations, or as many as there were. */
  readonly weakWithinThree: Tally;
  /** From 25 % on, with a level sensor: within ten days of its full size, for some grow over weeks. */
  readonly strongWithSensor: Tally;
  readonly weakWithSensor: Tally;
  /** Alerts of over-delivery in pumps without any fault of flow, fill, gauge, motor or clock. */
  falseAlerts: number;
  healthyYears: number;
}

const tally = (): Tally => ({ found: 0, of: 0 });

export const emptyMechanism = (): MechanismScore => ({
  strongAtFirst: tally(),
  strongThatShows: tally(),
  weakWithinThree: tally(),
  strongWithSensor: tally(),
  weakWithSensor: tally(),
  falseAlerts: 0,
  healthyYears: 0,
});

const sensorWindowMs = 10 * dayMs;
const leastNl = 14_000_000;
const strong = 1.25;
const weak = 1.15;

/** Some faults grow: one is as large as its size says once it has had twice the time to the half. */
const fullAt = ({ onsetAt, halfAt }: TrueFault): EpochMs => halfAt + (halfAt - onsetAt);

/** An occlusion holds the drug back: nothing more leaves the pump than the catheter takes. */
const isHeldBack = ({ faults }: PumpTruth, from: EpochMs, to: EpochMs): boolean =>
  faults.some(
    ({ kind, onsetAt, endAt }) =>
      (kind === 'occlusion' || kind === 'slow-occlusion') && onsetAt < to && from < (endAt ?? Infinity),
  );

/** No more than a needle leaves behind, and no more owed than the limit of any reconciliation. */
const emptyNl = 500_000;
const owedNl = 2_000_000;
const shows = ({ leftNl, expectedNl }: ReconciledCycle): boolean => leftNl > emptyNl || expectedNl - leftNl > owedNl;

const judging = (cycles: readonly ReconciledCycle[], fault: TrueFault): readonly ReconciledCycle[] =>
  cycles.filter(
    ({ from, at, complete, deliveredNl }) =>
      from >= fullAt(fault) && at < (fault.endAt ?? Infinity) && complete && deliveredNl >= leastNl,
  );

const count = (into: Tally, raisedAts: readonly EpochMs[], from: EpochMs, deadline: EpochMs): void => {
  into.of += 1;
  if (raisedAts.some(at => at >= from && at <= deadline)) into.found += 1;
};

const addSensed = (score: MechanismScore, fault: TrueFault, truth: PumpTruth, walk: Walk): void => {
  const deadline = fullAt(fault) + sensorWindowMs;
  if (!truth.levelSensor || deadline > truth.endAt || isHeldBack(truth, fault.onsetAt, deadline)) return;
  const into = fault.size >= strong ? score.strongWithSensor : score.weakWithSensor;
  count(into, walk.overDeliveryAts, fault.onsetAt, deadline);
};

const addReconciled = (score: MechanismScore, fault: TrueFault, truth: PumpTruth, walk: Walk): void => {
  const isStrong = fault.size >= strong;
  const last = judging(walk.reconciliations, fault)
    .slice(0, isStrong ? 1 : 3)
    .at(-1);
  if (last === undefined || isHeldBack(truth, fault.onsetAt, last.at)) return;
  count(isStrong ? score.strongAtFirst : score.weakWithinThree, walk.overDeliveryAts, fault.onsetAt, last.at);
  if (isStrong && shows(last)) count(score.strongThatShows, walk.overDeliveryAts, fault.onsetAt, last.at);
};

const addFault = (score: MechanismScore, fault: TrueFault, truth: PumpTruth, walk: Walk): void => {
  addSensed(score, fault, truth, walk);
  addReconciled(score, fault, truth, walk);
};

const unhealthy: ReadonlySet<string> = new Set([
  'over-delivery',
  'under-delivery',
  'pocket-fill',
  'level-sensor-drift',
  'silent-stall',
  'intermittent-stall',
  'motor-stall',
  'motor-stall-recovered',
  'clock-jump',
  'battery-reset',
]);

/** Adds what was said about one pump's mechanism. */
export const addMechanism = (score: MechanismScore, truth: PumpTruth, walk: Walk): void => {
  for (const fault of truth.faults)
    if (fault.kind === 'over-delivery' && fault.size >= weak) addFault(score, fault, truth, walk);
  if (truth.faults.some(({ kind }) => unhealthy.has(kind))) return;
  score.healthyYears += (truth.endAt - truth.startAt) / yearMs;
  score.falseAlerts += walk.overDeliveryAts.length;
};
