import { EIGHTHS, rhythmAfter, rhythmOver, type DayStretch } from './day-rhythm.ts';
import { clip, rounded, smoothed, varianceAfter } from './smoothing.ts';

/** One number for each time that readings are smoothed over: half an hour, 6 h and a day. */
export type ByScale = readonly [hour: number, quarter: number, day: number];

/**
 * One quantity at the catheter port with the patient's own baseline of it: a level, what each 3 h of the UTC day add, how far readings stray from both now
 * and how far (variance) they use to, at each scale. What lasts for days in this patient is thereby learnt as such, without a model of how the noise is
 * correlated. In the channel's own unit (pulsation: natural logarithm of pascals; mean: pascals). Plain data, safe to keep as JSON.
 */
export interface PressureChannel {
  readonly level: number;
  readonly byHour: readonly number[];
  readonly strays: ByScale;
  readonly variances: ByScale;
  /** Reading less expectation as it is, over the last hours: for people to read, while the strays are cut off where the test would believe a single reading. */
  readonly recent: number;
}

export interface ChannelSettings {
  /** Standard deviations assumed of a patient not known yet. */
  readonly assumed: ByScale;
  /** A baseline is never taken for steadier than this. */
  readonly least: ByScale;
  /**
   * On which scale strays are measured: 0 as the unit is, 1 as shares of what is expected (of a unit in logarithms), between them in between. What makes a
   * pulsation waver may multiply it or add to it; in logarithms an addition has a long tail downwards, as shares a factor has a short one.
   */
  readonly bend: number;
  /** How much of the past the level remembers, hours: long beside a fault that builds up, short beside what drifts without harm. */
  readonly memoryHours: number;
  /** Steps per unit that are kept, so that a stored state stays short: of levels, of rhythms, of variances. */
  readonly grain: number;
  readonly rhythmGrain: number;
  readonly varianceGrain: number;
}

/** Pulsation strays by a quarter over the day [U]; a sensor drifts in its mean, not in its pulsation, so that the level's memory may be long. */
export const pulsationSettings: ChannelSettings = {
  assumed: [0.2, 0.15, 0.11],
  least: [0.12, 0.1, 0.065],
  bend: 0.5,
  memoryHours: 720,
  grain: 1e5,
  rhythmGrain: 1e4,
  varianceGrain: 1e7,
};
/** Posture moves the mean by 500–1 000 Pa [U]. */
export const meanSettings: ChannelSettings = {
  assumed: [350, 300, 250],
  least: [100, 80, 60],
  bend: 0,
  memoryHours: 240,
  grain: 100,
  rhythmGrain: 10,
  varianceGrain: 1,
};

/** One block of readings as the channels see it. */
export interface Step {
  readonly stretch: DayStretch;
  readonly hours: number;
  /** Hours learnt from so far. */
  readonly age: number;
  /** How much of the block may enter the baseline: 1 all, 0 (under suspicion) nothing. */
  readonly trust: number;
}

export const QUARTER_HOURS = 6;
export const DAY_HOURS = 24;
const HOUR_HOURS = 0.5;
const RECENT_HOURS = 2;
/** Weight in hours of what is assumed before anything is learnt. */
export const ASSUMED_HOURS: ByScale = [24, 72, 144];
const ASSUMED_RHYTHM_HOURS = 6;
/** In standard deviations: a single block reaches no further, whatever its value. */
const READING_LIMIT = 6;
const LESSON_LIMIT = 2;
/** Upwards, in the unit of a bent scale. */
const BENT_LIMIT = 2;

/** A stray on the scale that the settings choose. */
const bent = (stray: number, bend: number): number =>
  bend === 0 ? stray : (Math.exp(bend * Math.min(BENT_LIMIT, stray)) - 1) / bend;

/** A stray as the channel keeps it, in the channel's own unit. */
export const unbent = (stray: number, { bend }: ChannelSettings): number =>
  bend === 0 ? stray : Math.log(Math.max(Number.EPSILON, 1 + bend * stray)) / bend;

/** A channel at its first reading. */
export const startChannel = (value: number, { assumed, grain, varianceGrain }: ChannelSettings): PressureChannel => ({
  level: rounded(value, grain),
  byHour: new Array<number>(EIGHTHS).fill(0),
  strays: [0, 0, 0],
  variances: [
    rounded(assumed[0] ** 2, varianceGrain),
    rounded(assumed[1] ** 2, varianceGrain),
    rounded(assumed[2] ** 2, varianceGrain),
  ],
  recent: 0,
});

/** What the baseline lets expect over that stretch of the day. */
export const expectedOf = ({ level, byHour }: PressureChannel, stretch: DayStretch): number =>
  level + rhythmOver(byHour, stretch);

/** How far a value lies from what was expected, on the scale that the settings choose. */
export const bentStrayOf = (channel: PressureChannel, value: number, stretch: DayStretch, { bend }: ChannelSettings): number =>
  bent(value - expectedOf(channel, stretch), bend);

const straysAfter = ({ strays, variances }: PressureChannel, stray: number, hours: number, grain: number): ByScale => {
  const limited = clip(stray, READING_LIMIT * Math.sqrt(variances[0]));
  return [
    rounded(smoothed(strays[0], limited, hours, HOUR_HOURS), grain),
    rounded(smoothed(strays[1], limited, hours, QUARTER_HOURS), grain),
    rounded(smoothed(strays[2], limited, hours, DAY_HOURS), grain),
  ];
};

/** The channel after a block: strays first, then, as far as it is trusted, a robust step of level, rhythm and spreads towards it. */
export const trackChannel = (
  channel: PressureChannel,
  value: number,
  step: Step,
  settings: ChannelSettings,
): PressureChannel => {
  const { grain, rhythmGrain, varianceGrain, memoryHours, least, bend } = settings;
  const { level, byHour, variances } = channel;
  const { stretch, hours } = step;
  const distance = value - expectedOf(channel, stretch);
  const stray = bent(distance, bend);
  const strays = straysAfter(channel, stray, hours, grain);
  const recent = rounded(smoothed(channel.recent, distance, hours, RECENT_HOURS), grain);
  const learnt = hours * step.trust;
  if (learnt === 0) return { level, byHour, strays, variances, recent };
  const age = Math.min(memoryHours, step.age);
  const lesson = clip(stray, LESSON_LIMIT * Math.sqrt(variances[0]));
  const known = age + learnt;
  const varianceOf = (scale: 0 | 1 | 2): number =>
    varianceAfter(variances[scale], strays[scale], learnt / (ASSUMED_HOURS[scale] + known), {
      least: least[scale],
      grain: varianceGrain,
    });
  return {
    level: rounded(level + (learnt / known) * lesson, grain),
    byHour: rhythmAfter(
      byHour,
      stretch,
      (learnt / (ASSUMED_RHYTHM_HOURS + age / EIGHTHS + learnt)) * lesson,
      rhythmGrain,
    ),
    strays,
    variances: [varianceOf(0), varianceOf(1), varianceOf(2)],
    recent,
  };
};

/** The channel while it settles on a new level after somebody found the catheter sound: the level runs after the readings, rhythm and spreads stay. */
export const settleChannel = (
  channel: PressureChannel,
  value: number,
  { stretch, hours }: Step,
  { grain }: ChannelSettings,
): PressureChannel => {
  const stray = value - expectedOf(channel, stretch);
  return {
    ...channel,
    level: rounded(channel.level + (hours / (QUARTER_HOURS + hours)) * stray, grain),
    strays: [0, 0, 0],
    recent: 0,
  };
};
