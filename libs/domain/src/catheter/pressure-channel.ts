/**
 * One quantity at the catheter port with the patient's own baseline of it: a level, what each 3 h of the UTC day adds, and how far readings stray.
 * In the channel's own unit (pulsation: natural logarithm of pascals; mean: pascals). Plain data, safe to keep as JSON.
 */
export interface PressureChannel {
  readonly level: number;
  readonly byHour: readonly number[];
  /** Of the smoothed residual. */
  readonly variance: number;
  /** Reading less expectation, smoothed over an hour, so that reports of any length are alike. */
  readonly residual: number;
  /** The same over half a day: where the level lies now, should it prove to be sound. */
  readonly shift: number;
  readonly shiftVariance: number;
}

export interface ChannelSettings {
  /** Standard deviation assumed of a patient not known yet. */
  readonly spread: number;
  /** A baseline is never taken for steadier than this. */
  readonly leastSpread: number;
  /** Steps per unit that are kept, so that a stored state stays short. */
  readonly grain: number;
}

/** Pulsation strays by a quarter over the day, the mean by 500–1 000 Pa with posture (domain sources in docs/detection.md). */
export const pulsationSettings: ChannelSettings = { spread: 0.3, leastSpread: 0.2, grain: 1e6 };
export const meanSettings: ChannelSettings = { spread: 400, leastSpread: 150, grain: 1e3 };

/** One report as the channels see it. */
export interface Step {
  /** Which eighth of the UTC day, 0..7. */
  readonly eighth: number;
  readonly hours: number;
  /** Hours learnt from so far. */
  readonly age: number;
  /** How much of the report may enter the baseline: 1 all, 0 (under suspicion) nothing. */
  readonly trust: number;
}

export const EIGHTHS = 8;
/** The baseline's memory: long beside a fault that builds up over days, short beside the drift of a sensor. */
export const MEMORY_HOURS = 240;
const SMOOTHING_HOURS = 1;
const SHIFT_HOURS = 12;
/** Weight in hours of what is assumed before anything is learnt: no rhythm, the spread of the settings. */
const PRIOR_RHYTHM_HOURS = 6;
const PRIOR_SPREAD_HOURS = 24;
const PRIOR_SHIFT_HOURS = 72;
/** Hours between independent readings that are assumed of a patient not known yet, and the limits of what is learnt. */
const PRIOR_UNIT_HOURS = 6;
const LEAST_UNIT_HOURS = 4;
const MOST_UNIT_HOURS = 12;
/** In standard deviations: a single reading reaches no further, whatever its value. */
const READING_LIMIT = 6;
const LEARNING_LIMIT = 2;
const SPREAD_LIMIT = 3;

const clip = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** To the grain; `+ 0` makes no negative zero, which JSON would lose. */
const rounded = (value: number, grain: number): number => Math.round(value * grain) / grain + 0;

/** A mean over the last T hours of readings that are alike for U hours has U ÷ 2T of their variance. */
const shiftVarianceOf = (variance: number, unitHours: number): number => (variance * unitHours) / (2 * SHIFT_HOURS);

/** How many hours of readings speak as one: posture and mood last, and the longer they do the less each report adds. */
export const unitHoursOf = ({ variance, shiftVariance }: PressureChannel): number =>
  Math.max(LEAST_UNIT_HOURS, Math.min(MOST_UNIT_HOURS, (2 * SHIFT_HOURS * shiftVariance) / variance));

/** A channel at its first reading. */
export const startChannel = (value: number, { spread, grain }: ChannelSettings): PressureChannel => ({
  level: rounded(value, grain),
  byHour: new Array<number>(EIGHTHS).fill(0),
  variance: spread ** 2,
  residual: 0,
  shift: 0,
  shiftVariance: shiftVarianceOf(spread ** 2, PRIOR_UNIT_HOURS),
});

/** What the baseline lets expect at that time of the day. */
export const expectedOf = (channel: PressureChannel, eighth: number): number =>
  channel.level + (channel.byHour[eighth] ?? 0);

/** The residual in standard deviations of the baseline. */
export const deviationOf = (channel: PressureChannel): number => channel.residual / Math.sqrt(channel.variance);

/** The eighths with a robust step of one of them towards the lesson. */
const learnRhythm = (byHour: readonly number[], eighth: number, step: number, grain: number): readonly number[] => {
  const next = byHour.slice();
  next[eighth] = rounded((next[eighth] ?? 0) + step, grain);
  return next;
};

/** The channel after a reading: residuals first, then, as far as it is trusted, a robust step of level, rhythm and spread towards it. */
export const trackChannel = (
  channel: PressureChannel,
  value: number,
  step: Step,
  settings: ChannelSettings,
): PressureChannel => {
  const { grain, leastSpread } = settings;
  const { eighth, hours, age } = step;
  const { level, byHour, variance, shiftVariance } = channel;
  const spread = Math.sqrt(variance);
  const stray = clip(value - expectedOf(channel, eighth), READING_LIMIT * spread);
  const residual = rounded(channel.residual + (hours / (SMOOTHING_HOURS + hours)) * (stray - channel.residual), grain);
  const shift = rounded(channel.shift + (hours / (SHIFT_HOURS + hours)) * (stray - channel.shift), grain);
  const learnt = hours * step.trust;
  if (learnt === 0) return { level, byHour, variance, residual, shift, shiftVariance };
  const lesson = clip(stray, LEARNING_LIMIT * spread);
  const gain = learnt / (PRIOR_SPREAD_HOURS + age + learnt);
  const spreadNow = Math.min(residual * residual, SPREAD_LIMIT * SPREAD_LIMIT * variance);
  const shiftGain = learnt / (PRIOR_SHIFT_HOURS + age + learnt);
  const shiftNow = Math.min(shift * shift, SPREAD_LIMIT * SPREAD_LIMIT * shiftVariance);
  return {
    level: rounded(level + (learnt / (age + learnt)) * lesson, grain),
    byHour: learnRhythm(byHour, eighth, (learnt / (PRIOR_RHYTHM_HOURS + age / EIGHTHS + learnt)) * lesson, grain),
    variance: rounded(Math.max(leastSpread * leastSpread, variance + gain * (spreadNow - variance)), grain),
    residual,
    shift,
    shiftVariance: rounded(shiftVariance + shiftGain * (shiftNow - shiftVariance), grain),
  };
};

/** The channel after somebody found the catheter sound: where it lies now is the new level, held with more doubt than before. */
export const rebaseChannel = (channel: PressureChannel, { grain }: ChannelSettings): PressureChannel => ({
  level: rounded(channel.level + channel.shift, grain),
  byHour: channel.byHour,
  variance: rounded(2 * channel.variance, grain),
  residual: 0,
  shift: 0,
  shiftVariance: rounded(2 * channel.shiftVariance, grain),
});
