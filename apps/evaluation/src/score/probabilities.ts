import { dayMs, isCatheterFault, type PumpTruth } from '../fleet/pump-truth.ts';
import type { Judged } from '../stats/calibration.ts';
import type { Look } from '../walk/look.ts';
import { isDamaged } from '../walk/suspicion.ts';
import { deadlineOf } from './detection.ts';

/** Thresholds at which the trade between found faults and false suspicions is drawn. */
export const thresholds = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99] as const;

/** The probability of a fleet, for calibration and for the trade over thresholds; `sensor` and `blind` apart. */
export interface ProbabilityScore {
  readonly judged: Record<Side, Judged[]>;
  /** Every pump-day, those without doubt and without fault too. */
  readonly everyDay: Record<Side, Judged[]>;
  /** The highest probability while a counted fault was there, in time. */
  readonly highest: Record<Side, number[]>;
  /** How often the probability of a sound catheter rose over each threshold. */
  readonly falseRises: Record<Side, number[]>;
}

/** With or without a pressure sensor. */
export type Side = 'sensor' | 'blind';

const zeros = (): number[] => thresholds.map(() => 0);

export const emptyProbabilities = (): ProbabilityScore => ({
  judged: { sensor: [], blind: [] },
  everyDay: { sensor: [], blind: [] },
  highest: { sensor: [], blind: [] },
  falseRises: { sensor: zeros(), blind: zeros() },
});

/** A day counts from this probability on, or where a fault is there. */
const leastProbability = 0.05;

const judgeDays = (truth: PumpTruth, looks: readonly Look[]): readonly Judged[] => {
  const judged: Judged[] = [];
  let day = NaN;
  for (const { at, probability } of looks) {
    if (Math.floor(at / dayMs) === day) continue;
    day = Math.floor(at / dayMs);
    judged.push({ probability, happened: isDamaged(truth, at) });
  }
  return judged;
};

const addRises = (rises: number[], truth: PumpTruth, looks: readonly Look[]): void => {
  let before = 0;
  for (const { at, probability } of looks) {
    if (!isDamaged(truth, at))
      thresholds.forEach((threshold, index) => {
        if (before < threshold && probability >= threshold) rises[index] = (rises[index] ?? 0) + 1;
      });
    before = probability;
  }
};

/** Adds what the view said about one pump's catheter. */
export const addProbabilities = (score: ProbabilityScore, truth: PumpTruth, looks: readonly Look[]): void => {
  const side = truth.pressureSensor ? 'sensor' : 'blind';
  const days = judgeDays(truth, looks);
  score.judged[side].push(...days.filter(({ probability, happened }) => happened || probability >= leastProbability));
  score.everyDay[side].push(...days);
  addRises(score.falseRises[side], truth, looks);
  for (const fault of truth.faults.filter(isCatheterFault)) {
    const deadline = deadlineOf(fault, truth);
    if (deadline === null) continue;
    const during = looks.filter(({ at }) => at >= fault.onsetAt && at <= deadline);
    score.highest[side].push(Math.max(0, ...during.map(({ probability }) => probability)));
  }
};
