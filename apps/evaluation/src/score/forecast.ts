import type { EpochMs } from '@cisterna/contract';
import { dayMs, hourMs, isActive, type PumpTruth, type TrueStretch } from '../fleet/pump-truth.ts';
import { holds, meanPinball } from '../stats/pinball.ts';
import type { Look } from '../walk/look.ts';

/** One forecast beside the truth. */
export interface JudgedForecast {
  readonly daysToGo: number;
  readonly held: boolean;
  /** Mean pinball loss over P10, P50 and P90, in hours. */
  readonly lossHours: number;
  readonly constantLossHours: number;
  /** Forecast minus truth: positive is late. */
  readonly errorHours: number;
  readonly constantErrorHours: number;
  /** Width of P10 to P90. */
  readonly bandHours: number;
  /** A fault that changes flow, fill, gauge, motor, power or clock was there (a narrowed catheter may hold drug back), or came before the stretch was over. */
  readonly disturbed: boolean;
}

/** What the forecasts of a fleet were worth. */
export interface ForecastScore {
  readonly judged: JudgedForecast[];
  /** Pump-days on which the constant rate gave a date and the view gave none. */
  withheld: number;
  /** Cycles that came within three days of empty, and those of them without a refill due by then. */
  nearEmpty: number;
  unwarned: number;
  /** Those of the latter whose fill went beside the reservoir, without a level sensor: all that is reported is as after a sound fill. */
  unseen: number;
}

export const emptyForecasts = (): ForecastScore => ({ judged: [], withheld: 0, nearEmpty: 0, unwarned: 0, unseen: 0 });

const disturbing: ReadonlySet<string> = new Set([
  'over-delivery',
  'under-delivery',
  'pocket-fill',
  'level-sensor-drift',
  'silent-stall',
  'clock-jump',
  'motor-stall',
  'battery-reset',
  'battery-depletion',
  'critical-memory-error',
]);

/** Truth ends here: a resting therapy has dates years ahead, which nobody judges. */
const horizonMs = 400 * dayMs;

const isDisturbed = ({ faults }: PumpTruth, from: EpochMs, to: EpochMs): boolean =>
  faults.some(({ kind, holdsBack, onsetAt, endAt }) => (holdsBack || disturbing.has(kind)) && onsetAt < to && from < (endAt ?? Infinity));

const judge = (look: Look, { lowAt, to }: TrueStretch, truth: PumpTruth): JudgedForecast | null => {
  const { at, lowAt: forecast, constantLowAt } = look;
  if (forecast === null || constantLowAt === null || lowAt === null || constantLowAt - at > horizonMs) return null;
  const constant = { p10: constantLowAt, p50: constantLowAt, p90: constantLowAt };
  return {
    daysToGo: (lowAt - at) / dayMs,
    held: holds(forecast, lowAt),
    lossHours: meanPinball(forecast, lowAt) / hourMs,
    constantLossHours: meanPinball(constant, lowAt) / hourMs,
    errorHours: (forecast.p50 - lowAt) / hourMs,
    constantErrorHours: (constantLowAt - lowAt) / hourMs,
    bandHours: (forecast.p90 - forecast.p10) / hourMs,
    disturbed: isDisturbed(truth, at, to),
  };
};

/** By a clock that is off, a look close to the edge may belong to the stretch before. */
const edgeMs = hourMs;

/** The stretch that a moment lies well inside of, if its low date is still to come. */
const stretchAhead = ({ stretches }: PumpTruth, at: EpochMs): TrueStretch | undefined =>
  stretches.find(({ from, to, lowAt }) => from + edgeMs <= at && at < to - edgeMs && (lowAt ?? 0) > at);

/** Judges the first look of each day whose stretch has a true low date still to come. */
const addDaily = (score: ForecastScore, truth: PumpTruth, looks: readonly Look[]): void => {
  let day = NaN;
  for (const look of looks) {
    const stretch = stretchAhead(truth, look.at);
    if (Math.floor(look.at / dayMs) === day || stretch === undefined) continue;
    day = Math.floor(look.at / dayMs);
    const judged = judge(look, stretch, truth);
    if (judged !== null) score.judged.push(judged);
    else if (look.lowAt === null && look.constantLowAt !== null) score.withheld += 1;
  }
};

const dueMs = 7 * dayMs;
const warningMs = 3 * dayMs;
const shortFillMs = 10 * dayMs;

const filledBefore = (stretches: readonly TrueStretch[], at: EpochMs): EpochMs =>
  stretches.findLast(({ from, afterRefill }) => afterRefill && from <= at)?.from ?? NaN;

/** Whether the bar leaves this stretch out: a fill under ten days, or too much delivered without a sensor. */
const isExcused = ({ faults, levelSensor }: PumpTruth, emptyAt: EpochMs, filledAt: EpochMs): boolean =>
  !(emptyAt - filledAt >= shortFillMs) ||
  (!levelSensor && faults.some(fault => fault.kind === 'over-delivery' && isActive(fault, emptyAt - warningMs)));

/** The looks given, none if events went missing between the first and the last. */
const complete = (cycle: readonly Look[]): readonly Look[] =>
  cycle[0]?.missing === cycle.at(-1)?.missing ? cycle : [];

/** The looks of a complete cycle up to three days before empty; none where that moment never came or the bar leaves the cycle out. */
const warningLooks = (
  truth: PumpTruth,
  { from, to, emptyAt }: TrueStretch,
  looks: readonly Look[],
): readonly Look[] => {
  const warnAt = (emptyAt ?? Infinity) - warningMs;
  if (emptyAt === null || warnAt < from || warnAt >= to) return [];
  const filledAt = filledBefore(truth.stretches, from);
  if (isExcused(truth, emptyAt, filledAt)) return [];
  return complete(looks.filter(({ at }) => at >= filledAt && at <= warnAt));
};

/** A refill and the fault that it brought are told of at nearly the same time. */
const besideMs = hourMs;

const isUnseen = ({ faults, levelSensor }: PumpTruth, filledAt: EpochMs): boolean =>
  !levelSensor && faults.some(({ kind, onsetAt }) => kind === 'pocket-fill' && Math.abs(onsetAt - filledAt) < besideMs);

const addNearEmpty = (score: ForecastScore, truth: PumpTruth, looks: readonly Look[]): void => {
  for (const stretch of truth.stretches) {
    const cycle = warningLooks(truth, stretch, looks);
    if (cycle.length === 0) continue;
    score.nearEmpty += 1;
    const warnAt = (stretch.emptyAt ?? Infinity) - warningMs;
    if (cycle.some(({ refillBy }) => refillBy !== null && refillBy - dueMs <= warnAt)) continue;
    score.unwarned += 1;
    if (isUnseen(truth, filledBefore(truth.stretches, stretch.from))) score.unseen += 1;
  }
};

/** Adds the forecasts about one pump. */
export const addForecasts = (score: ForecastScore, truth: PumpTruth, looks: readonly Look[]): void => {
  addDaily(score, truth, looks);
  addNearEmpty(score, truth, looks);
};
