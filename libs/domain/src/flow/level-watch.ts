import type { EpochMs } from '@cisterna/contract';

/**
 * Sensed level against the programme: `level + programmed` stays where it is while the pump delivers what is asked, whatever the sensor's bias.
 * Means over a day each are held against the day before; one-sided CUSUMs add up how much faster (`fall`) or slower (`lag`) the level goes down
 * than the slack allows. Volumes in whole nanolitres; refills and long breaks only begin a new first day.
 */
export interface LevelWatch {
  /** When the present day began. */
  readonly since: EpochMs;
  /** Programmed since then, small breaks filled up at the rate of the report behind them. */
  readonly askedNl: number;
  /** Mean of `level + askedNl` over the day before; null where there is none to compare with. */
  readonly former: number | null;
  readonly readings: number;
  /** Mean of the readings of this day, and the last one. */
  readonly mean: number;
  readonly last: number | null;
  /** Mean absolute difference of readings that follow each other: the sensor's own noise. */
  readonly noise: number;
  /** Mean rise and mean fall from day to day: the sensor's wander, each judged by the other, which a fault makes smaller, not larger. */
  readonly rises: number;
  readonly falls: number;
  /** CUSUM of what is missing beyond the slack, and the programmed volume over which it has grown. */
  readonly fall: number;
  readonly fallOverNl: number;
  readonly lag: number;
  readonly lagOverNl: number;
}

/** One report as the watch sees it. */
export interface LevelReading {
  readonly sensedNl: number | null;
  readonly programmedNl: number;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** End of the report before; null where there was none. */
  readonly formerEnd: EpochMs | null;
  /** What this pump delivers of its programme when it is sound. */
  readonly own: number;
}

const hourMs = 3_600_000;
/** Whole days, so that the sensor's own day rhythm cancels. */
const BLOCK_MS = 24 * hourMs;
/** A longer break is not bridged. */
const LONGEST_BREAK_MS = 6 * hourMs;
/** Deviation from the pump's own ratio that is no evidence, either way: over a third of the 25 % to be found within ten days; chosen on training seeds. */
const SLACK = 0.09;
/** The slack against the programme stays within these, whatever the own ratio. */
const LEAST_SLACK = 0.05;
const MOST_SLACK = 0.2;
/** The estimate itself must be beyond the label's 14.5 %. */
const LIMIT = 0.145;
/** What a sensor may pretend whatever it shows [U]. */
const FLOOR_NL = 200_000;
/** A slow wander reaches so many mean steps of a day: chosen on training seeds. */
const WANDER_STEPS = 18;
/** Mean step of a day of a sensor of which nothing is known yet [U]. */
const FIRST_STEP_NL = 20_000;
const STEP_MEMORY = 20;
/** Noise of a sensor of which nothing is known yet [U]. */
const FIRST_NOISE_NL = 150_000;
const NOISE_MEMORY = 32;
/** Readings further from the one before than this many times the noise are cut: sensors have heavy tails. */
const OUTLIER = 5;
/** No pump delivers more than this many times its programme for a day: the level was changed otherwise. */
const MOST_RATIO = 3;

export const firstLevelWatch = (end: EpochMs): LevelWatch => ({
  since: end,
  askedNl: 0,
  former: null,
  readings: 0,
  mean: 0,
  last: null,
  noise: FIRST_NOISE_NL,
  rises: FIRST_STEP_NL,
  falls: FIRST_STEP_NL,
  fall: 0,
  fallOverNl: 0,
  lag: 0,
  lagOverNl: 0,
});

/** The watch where its comparison is void: after a refill or a long break. What it has added up stays. */
export const rebased = (watch: LevelWatch, at: EpochMs): LevelWatch => ({ ...watch, since: at, askedNl: 0, former: null, readings: 0, mean: 0, last: null });

/** The watch after a measurement that says the flow is right. */
export const acquitted = (watch: LevelWatch): LevelWatch => ({ ...watch, fall: 0, fallOverNl: 0, lag: 0, lagOverNl: 0 });

/** The sum at which what was seen is no longer the sensor's doing: one noisy reading, and its wander by the mean step the other way. */
export const decisionNl = ({ noise }: LevelWatch, step: number): number => FLOOR_NL + noise + WANDER_STEPS * step;

/** A sum goes no further than twice its limit: what is over must be seen to be over. */
const grown = (sum: number, by: number, decision: number): number => Math.round(Math.min(2 * decision, Math.max(0, sum + by)));

const slackOf = (deviation: number): number => Math.max(LEAST_SLACK, Math.min(MOST_SLACK, deviation + SLACK));

/** How much above or under the programme is no evidence for a pump that by itself delivers `own` of it. */
const slacks = (own: number): { readonly over: number; readonly under: number } => ({ over: slackOf(own - 1), under: slackOf(1 - own) });

const remembered = (mean: number, value: number): number => Math.round(mean + (value - mean) / STEP_MEMORY);

/** A day closed: held against the one before, unless the step is none that a pump can make. */
const closed = (watch: LevelWatch, end: EpochMs, own: number): LevelWatch => {
  const { askedNl, mean } = watch;
  const last = watch.last === null ? null : watch.last - askedNl;
  const next = { ...watch, since: end, askedNl: 0, former: mean - askedNl, readings: 0, mean: 0, last };
  if (watch.former === null) return next;
  const rise = mean - watch.former;
  const doubt = FLOOR_NL + watch.noise;
  if (rise > askedNl + doubt || -rise > (MOST_RATIO - 1) * askedNl + doubt) return next;
  const slack = slacks(own);
  const fall = grown(watch.fall, -rise - slack.over * askedNl, decisionNl(watch, watch.rises));
  const lag = grown(watch.lag, rise - slack.under * askedNl, decisionNl(watch, watch.falls));
  return {
    ...next,
    rises: remembered(watch.rises, Math.max(0, rise)),
    falls: remembered(watch.falls, Math.max(0, -rise)),
    fall,
    fallOverNl: fall === 0 ? 0 : watch.fallOverNl + askedNl,
    lag,
    lagOverNl: lag === 0 ? 0 : watch.lagOverNl + askedNl,
  };
};

const read = (watch: LevelWatch, askedNl: number, sensedNl: number): LevelWatch => {
  const place = sensedNl + askedNl;
  if (watch.last === null) return { ...watch, askedNl, last: place, readings: 1, mean: place };
  const most = OUTLIER * watch.noise;
  const step = Math.max(-most, Math.min(most, place - watch.last));
  const last = Math.round(watch.last + step);
  const noise = Math.max(1000, Math.round(watch.noise + (Math.abs(step) - watch.noise) / NOISE_MEMORY));
  const readings = watch.readings + 1;
  // Written out: this runs for every report, and copying by spread takes several times as long.
  return {
    since: watch.since,
    askedNl,
    former: watch.former,
    readings,
    mean: Math.round(watch.mean + (last - watch.mean) / readings),
    last,
    noise,
    rises: watch.rises,
    falls: watch.falls,
    fall: watch.fall,
    fallOverNl: watch.fallOverNl,
    lag: watch.lag,
    lagOverNl: watch.lagOverNl,
  };
};

const breakNl = ({ programmedNl, start, end }: LevelReading, breakMs: number): number =>
  breakMs <= 0 || end <= start ? 0 : Math.round((programmedNl * breakMs) / (end - start));

/** The programme goes on: through a short break at the rate behind it; after a long one, or a clock set back, the day begins anew. */
const askedAfter = (former: LevelWatch, reading: LevelReading): { readonly watch: LevelWatch; readonly askedNl: number } => {
  const { programmedNl, start, end, formerEnd } = reading;
  const breakMs = formerEnd === null ? 0 : start - formerEnd;
  if (breakMs > LONGEST_BREAK_MS || end < former.since) return { watch: rebased(former, start), askedNl: programmedNl };
  return { watch: former, askedNl: former.askedNl + programmedNl + breakNl(reading, breakMs) };
};

/** The watch after a report. An empty reservoir's reading says nothing of the flow. */
export const evolveLevelWatch = (former: LevelWatch, reading: LevelReading): LevelWatch => {
  const { sensedNl, end } = reading;
  const { watch, askedNl } = askedAfter(former, reading);
  const seen = sensedNl === null || sensedNl === 0 ? { ...watch, askedNl } : read(watch, askedNl, sensedNl);
  return seen.readings > 0 && end - seen.since >= BLOCK_MS ? closed(seen, end, reading.own) : seen;
};

/** A sum that has passed its decision limit holds until it is down to half of it. */
const holds = (sum: number, decision: number, held: boolean): boolean => sum > (held ? decision / 2 : decision);

/** Delivered per programmed volume over the stretches in which the sums have grown. */
export const sensedRatio = ({ fall, fallOverNl, lag, lagOverNl }: LevelWatch, own: number): { readonly over: number; readonly under: number } => {
  const slack = slacks(own);
  return { over: 1 + slack.over + fall / Math.max(1, fallOverNl), under: Math.max(0, 1 - slack.under - lag / Math.max(1, lagOverNl)) };
};

/** Whether the level falls faster than 114.5 % of the programme, beyond what the sensor may pretend; `held`: it did before. */
export const fallsTooFast = (watch: LevelWatch, own: number, held: boolean): boolean =>
  holds(watch.fall, decisionNl(watch, watch.rises), held) && (held || sensedRatio(watch, own).over > 1 + LIMIT);

/** Whether the level falls slower than 85.5 % of the programme, beyond what the sensor may pretend; `held`: it did before. */
export const fallsTooSlow = (watch: LevelWatch, own: number, held: boolean): boolean =>
  holds(watch.lag, decisionNl(watch, watch.falls), held) && (held || sensedRatio(watch, own).under < 1 - LIMIT);
