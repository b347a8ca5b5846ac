/** How many parts of the UTC day have a value of their own. */
export const EIGHTHS = 8;
const EIGHTH_HOURS = 24 / EIGHTHS;
const MS_PER_DAY = 86_400_000;

/** A stretch of the UTC day in eighths: `from` lies within −4 … 8, `width` is 1 (shorter stretches are seen through a window of 3 h) to 8 (all day). */
export interface DayStretch {
  readonly from: number;
  readonly width: number;
}

/** Where a period that ended at `at` (milliseconds) lies within the day. */
export const stretchOf = (at: number, hours: number): DayStretch => {
  const days = (at - hours * 1_800_000) / MS_PER_DAY;
  const width = Math.min(EIGHTHS, Math.max(1, hours / EIGHTH_HOURS));
  return { from: (days - Math.floor(days)) * EIGHTHS - width / 2, width };
};

const placeOf = (eighth: number): number => (eighth + EIGHTHS) % EIGHTHS;

/** What the rhythm adds on average over a stretch of the day. */
export const rhythmOver = (byHour: readonly number[], { from, width }: DayStretch): number => {
  const first = Math.floor(from);
  const to = from + width;
  let sum = 0;
  for (let eighth = first; eighth < to; eighth++) {
    const share = Math.min(to, eighth + 1) - Math.max(from, eighth);
    sum += share * (byHour[placeOf(eighth)] ?? 0);
  }
  return sum / width;
};

/** The rhythm after a step towards what a stretch showed; each eighth takes its share of it, to the grain (steps per unit). */
export const rhythmAfter = (
  byHour: readonly number[],
  { from, width }: DayStretch,
  step: number,
  grain: number,
): readonly number[] => {
  const next = byHour.slice();
  const to = from + width;
  for (let eighth = Math.floor(from); eighth < to; eighth++) {
    const place = placeOf(eighth);
    const share = (Math.min(to, eighth + 1) - Math.max(from, eighth)) / width;
    next[place] = Math.round(((next[place] ?? 0) + share * step) * grain) / grain + 0;
  }
  return next;
};
