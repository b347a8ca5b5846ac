import type { EpochMs } from '@cisterna/contract';
import { yearMs, type PumpTruth, type TrueFault } from '../fleet/pump-truth.ts';
import type { ReconciledCycle } from '../walk/look.ts';
import type { Walk } from '../walk/walk-pump.ts';

/** Faults that could be found, and those that were. */
export interface Tally {
  found: number;
  of: number;
}

/** What the service said at refills about pumps that deliver too much, and wrongly about those that don’t. */
export interface MechanismScore {
  /** From 25 % on: at the first complete reconciliation of a cycle wholly at full size with at least 14 mL. */
  readonly strongAtFirst: Tally;
  /** Those of them whose reservoir was not found empty with so little owed that nobody could tell. */
  readonly strongThatShows: Tally;
  /** 15 to 25 %: within three such reconciliations, or as many as there were. */
  readonly weakWithinThree: Tally;
  /** Alerts of over-delivery in pumps without any fault of flow, fill, gauge, motor or clock. */
  falseAlerts: number;
  healthyYears: number;
}

const tally = (): Tally => ({ found: 0, of: 0 });

export const emptyMechanism = (): MechanismScore => ({
  strongAtFirst: tally(),
  strongThatShows: tally(),
  weakWithinThree: tally(),
  falseAlerts: 0,
  healthyYears: 0,
});

const leastNl = 14_000_000;
/** From these ratios of real to accounted flow on, over-delivery shall be found. */
export const strong = 1.25;
export const weak = 1.15;

/** Some faults grow: one is as large as its size says once it has had twice the time to the half. */
export const fullAt = ({ onsetAt, halfAt }: TrueFault): EpochMs => halfAt + (halfAt - onsetAt);

/** Whether the catheter held the drug back: nothing more leaves the pump than it takes. */
export const isHeldBack = ({ faults }: PumpTruth, from: EpochMs, to: EpochMs): boolean =>
  faults.some(({ holdsBack, onsetAt, endAt }) => holdsBack && onsetAt < to && from < (endAt ?? Infinity));

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

const addReconciled = (score: MechanismScore, fault: TrueFault, truth: PumpTruth, walk: Walk): void => {
  const isStrong = fault.size >= strong;
  const last = judging(walk.reconciliations, fault)
    .slice(0, isStrong ? 1 : 3)
    .at(-1);
  if (last === undefined || isHeldBack(truth, fault.onsetAt, last.at)) return;
  count(isStrong ? score.strongAtFirst : score.weakWithinThree, walk.overDeliveryAts, fault.onsetAt, last.at);
  if (isStrong && shows(last)) count(score.strongThatShows, walk.overDeliveryAts, fault.onsetAt, last.at);
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

/** Whether nothing was wrong with a pump's flow, fill, gauge, motor or clock. */
export const isHealthy = ({ faults }: PumpTruth): boolean => !faults.some(({ kind }) => unhealthy.has(kind));

/** Adds what was said about one pump's mechanism. */
export const addMechanism = (score: MechanismScore, truth: PumpTruth, walk: Walk): void => {
  for (const fault of truth.faults)
    if (fault.kind === 'over-delivery' && fault.size >= weak) addReconciled(score, fault, truth, walk);
  if (!isHealthy(truth)) return;
  score.healthyYears += (truth.endAt - truth.startAt) / yearMs;
  score.falseAlerts += walk.overDeliveryAts.length;
};
