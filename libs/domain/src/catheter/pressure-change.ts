import { bentStrayOf, DAY_HOURS, type ChannelSettings, type PressureChannel, type Step } from './pressure-channel.ts';
import { BLOCK_HOURS, levelDoubt, memoryOf, SPREAD_HOURS, tempered } from './pressure-deviation.ts';
import { clip, rounded, smoothed, varianceAfter } from './smoothing.ts';

/** Of half an hour and of three hours. */
export type ByMoment = readonly [hour: number, present: number];

/**
 * How the pulsation has moved since the day before. What wanders over days is in that day too, so that a fault which comes within hours stands out of a noise that a
 * comparison with the weeks before would drown it in. In the channel's own unit. Plain data, safe to keep as JSON.
 */
export interface PressureChange {
  /** Strays over the last three hours. */
  readonly present: number;
  /** Strays over the last day, as far as nothing speaks for a fault. */
  readonly lately: number;
  /** How far (variance) half an hour and three hours use to be from what the last day lets expect. */
  readonly variances: ByMoment;
}

const PRESENT_HOURS = 3;
/** Weight in hours of what is assumed before anything is learnt, and least standard deviations as shares of those of the channel's first two scales [U]. */
const ASSUMED_HOURS: ByMoment = [24, 72];
const LEAST: ByMoment = [1, 0.8];
/** In standard deviations: a single block reaches no further. Less than of the channel, because a dip of hours is no change. */
const READING_LIMIT = 3;
/** Of three hours beside the last day, one is independent of another after twice the time [U]. */
const PRESENT_MEMORY_HOURS = 6;

/** A change at the channel's first reading. */
export const startChange = ({ assumed, varianceGrain }: ChannelSettings): PressureChange => ({
  present: 0,
  lately: 0,
  variances: [rounded(assumed[0] ** 2, varianceGrain), rounded(assumed[1] ** 2, varianceGrain)],
});

/** How much of what was astray over the last day is still expected now: four fifths where the noise remembers for days, nothing where it forgets within hours. */
const persistenceOf = (channel: PressureChannel): number => {
  const memory = memoryOf(channel);
  return memory / (memory + DAY_HOURS);
};

/** What the last day lets expect beyond level and rhythm. */
export const usualOf = ({ lately }: PressureChange, channel: PressureChannel): number => persistenceOf(channel) * lately;

/** A block's value, and the channel before and after it. */
interface Move {
  readonly value: number;
  readonly before: PressureChannel;
  readonly after: PressureChannel;
}

/** The change after a block. */
export const trackChange = (
  change: PressureChange,
  { value, before, after }: Move,
  { stretch, hours, age, trust }: Step,
  settings: ChannelSettings,
): PressureChange => {
  const { variances } = change;
  const { grain, varianceGrain, memoryHours, least } = settings;
  const limit = READING_LIMIT * Math.sqrt(variances[0]);
  const stray = clip(bentStrayOf(before, value, stretch, settings), limit);
  const present = rounded(smoothed(change.present, stray, hours, PRESENT_HOURS), grain);
  const learnt = hours * trust;
  if (learnt === 0) return { ...change, present };
  const usual = usualOf(change, before);
  const known = Math.min(memoryHours, age) + learnt;
  const varianceOf = (moment: 0 | 1, astray: number): number =>
    varianceAfter(variances[moment], astray - usual, learnt / (ASSUMED_HOURS[moment] + known), {
      least: LEAST[moment] * least[moment],
      grain: varianceGrain,
    });
  return {
    present,
    lately: rounded(smoothed(change.lately, stray, learnt, DAY_HOURS), grain),
    variances: [varianceOf(0, after.strays[0]), varianceOf(1, present)],
  };
};

/** The change while the channel settles on a new level: none, what is usual stays. */
export const settleChange = ({ variances }: PressureChange): PressureChange => ({ present: 0, lately: 0, variances });

/** How far half an hour and three hours lie from what the last day lets expect, in standard deviations of the patient's own. */
export const changeOf = (change: PressureChange, channel: PressureChannel, age: number): ByMoment => {
  const { present, variances } = change;
  const usual = usualOf(change, channel);
  // What the last day lets expect follows the level as far as the noise forgets.
  const doubt = (1 - persistenceOf(channel)) ** 2 * levelDoubt(channel, age);
  const known = Math.min(SPREAD_HOURS, age);
  const deviation = (moment: 0 | 1, astray: number, memory: number): number =>
    tempered(
      (astray - usual) / Math.sqrt(variances[moment] + doubt),
      (ASSUMED_HOURS[moment] + known) / (2 * memory),
    );
  return [deviation(0, channel.strays[0], BLOCK_HOURS), deviation(1, present, PRESENT_MEMORY_HOURS)];
};
