import type { EpochMs } from '@cisterna/contract';

/** A stretch `[from, to]` in which the log could be neither read nor written: nobody could be heard. */
export type Outage = readonly [from: EpochMs, to: EpochMs];

export const noOutages: readonly Outage[] = [];

/** How many outages are remembered, and for how long; silence deadlines rarely reach back further. */
const keptOutages = 32;
const keptForMs = 30 * 86_400_000;

/** A deadline `waitMs` after `from`, not counting the time of outages; they are in order and do not overlap. Without any it is `from + waitMs`. */
export const deadlineBeside = (outages: readonly Outage[], from: EpochMs, waitMs: number): EpochMs => {
  let deadline = from + waitMs;
  for (const [begins, ends] of outages) {
    const start = Math.max(begins, from);
    if (start <= deadline && ends > start) deadline += ends - start;
  }
  return deadline;
};

/** The outages with one more, in order; those that touch become one, the oldest and the long past are forgotten. */
export const withOutage = (outages: readonly Outage[], [from, to]: Outage): readonly Outage[] => {
  if (to <= from) return outages;
  const apart = outages.filter(([begins, ends]) => ends < from || begins > to);
  const touching = outages.filter(o => !apart.includes(o));
  const whole: Outage = [Math.min(from, ...touching.map(o => o[0])), Math.max(to, ...touching.map(o => o[1]))];
  return [...apart, whole]
    .sort((a, b) => a[0] - b[0])
    .filter(([, ends]) => ends > to - keptForMs)
    .slice(-keptOutages);
};
