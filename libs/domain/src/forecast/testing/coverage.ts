import type { PumpEvent } from '@cisterna/contract';
import { initialHabit, evolveHabit, habitOutlook } from '../bolus-habit.ts';
import { evolveLevel } from '../evolve-level.ts';
import { initialLevelBelief } from '../level-belief.ts';
import { forecastRefill, type DateQuantiles } from '../refill-forecast.ts';
import { evolveTherapy, type Therapy } from '../../therapy/therapy.ts';
import { imagineCycles, type CycleOptions } from './imagined-cycles.ts';
import { trueLowAt } from './true-low.ts';

/** How forecasts came out; all times in hours. */
export interface Outcome {
  readonly toGo: number;
  readonly covered: boolean;
  /** Mean pinball loss over 10, 50 and 90 %: of the forecast, and of the constant rate's one date. */
  readonly loss: number;
  readonly plainLoss: number;
}

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

const pinball = (date: number, truth: number, share: number): number => (truth - date) * (truth >= date ? share : share - 1);

const lossOf = ({ p10, p50, p90 }: DateQuantiles, truth: number): number =>
  (pinball(p10, truth, 0.1) + pinball(p50, truth, 0.5) + pinball(p90, truth, 0.9)) / 3;

/** The pump as far as a forecast looks at it. */
const initial = () => ({
  level: initialLevelBelief,
  habit: initialHabit,
  therapy: null as Therapy | null,
  filledNl: 0,
  deliveredNl: 0,
  filledAt: 0,
  recent: [] as { readonly at: number; readonly deliveredNl: number }[],
});
type Followed = ReturnType<typeof initial>;

const report = (pump: Followed, event: Extract<PumpEvent, { type: 'delivery.reported.v1' }>): void => {
  pump.deliveredNl += event.data.deliveredNl;
  pump.recent.push({ at: event.at, deliveredNl: event.data.deliveredNl });
  if ((pump.recent[0]?.at ?? event.at) <= event.at - WEEK) pump.recent.shift();
};

const follow = (pump: Followed, event: PumpEvent): void => {
  if (event.type === 'delivery.reported.v1') report(pump, event);
  const fill = pump.filledAt === 0 ? null : { filledNl: pump.filledNl, accountNl: pump.deliveredNl, unreportedNl: 0 };
  pump.level = evolveLevel(pump.level, event, { fill, complete: true });
  pump.habit = evolveHabit(pump.habit, event, pump.therapy);
  pump.therapy = evolveTherapy(pump.therapy, event);
  if (event.type === 'reservoir.refilled.v1') Object.assign(pump, { filledNl: event.data.filledNl, deliveredNl: 0, filledAt: event.at });
};

const judge = (pump: Followed, now: number, lowReservoirNl: number, truth: number): Outcome | null => {
  const { filledNl, deliveredNl, filledAt, therapy, level: belief, habit, recent } = pump;
  const level = { filledNl, accountNl: deliveredNl, unreportedNl: 0, at: now, belief, capacityNl: null };
  const { lowAt } = forecastRefill({
    now,
    level,
    sensedFall: null,
    filledAt,
    therapy,
    habit: habitOutlook(habit, therapy?.patientBolus ?? null),
    motorStalled: false,
    lowReservoirNl,
    drugs: [],
    drugExpiresAt: null,
  });
  const perMs = recent.reduce((sum, one) => sum + one.deliveredNl, 0) / (recent.length * HOUR);
  if (lowAt === null || recent.length < 24) return null;
  const plain = now + Math.max(0, filledNl - deliveredNl - lowReservoirNl) / perMs;
  return {
    toGo: (truth - now) / HOUR,
    covered: lowAt.p10 <= truth && truth <= lowAt.p90,
    loss: lossOf(lowAt, truth) / HOUR,
    plainLoss: lossOf({ p10: plain, p50: plain, p90: plain }, truth) / HOUR,
  };
};

/** Forecasts of one imagined pump without lost reports, twice a day, against the truth. */
export const outcomesOf = (options: CycleOptions): readonly Outcome[] => {
  const imagined = imagineCycles({ ...options, sound: true });
  const pump = initial();
  const outcomes: Outcome[] = [];
  imagined.events.forEach((event, at) => {
    follow(pump, event);
    const truth = at % 12 === 0 ? trueLowAt(imagined, event.at) : null;
    const outcome = truth === null ? null : judge(pump, event.at, imagined.pump.lowReservoirNl, truth);
    if (outcome !== null) outcomes.push(outcome);
  });
  return outcomes;
};
