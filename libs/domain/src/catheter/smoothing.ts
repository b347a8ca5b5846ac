/** In variances: no single stray widens a spread by more. */
const SPREAD_LIMIT = 9;

/** Within the limit, up or down. */
export const clip = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** To the grain; `+ 0` makes no negative zero, which JSON would lose. */
export const rounded = (value: number, grain: number): number => Math.round(value * grain) / grain + 0;

/** A first-order step of so many hours towards a value, with the time constant `over`. */
export const smoothed = (former: number, value: number, hours: number, over: number): number =>
  former + (hours / (over + hours)) * (value - former);

/** A variance after one more stray that counts with the gain; never below `least`, a standard deviation. */
export const varianceAfter = (
  former: number,
  stray: number,
  gain: number,
  { least, grain }: { least: number; grain: number },
): number =>
  rounded(Math.max(least * least, former + gain * (Math.min(stray * stray, SPREAD_LIMIT * former) - former)), grain);
