/** A stretch of the time axis, epoch milliseconds. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Nobody needs to look closer than this. */
const narrowestMs = 6 * hourMs;

/** How long a window is, in milliseconds. */
export const spanOf = ({ from, to }: TimeWindow): number => to - from;

/** The window moved and narrowed so that it lies within the limits and is not too narrow to read. */
export const clampWindow = ({ from, to }: TimeWindow, limits: TimeWindow): TimeWindow => {
  const span = Math.min(spanOf(limits), Math.max(narrowestMs, to - from));
  const centred = (from + to) / 2 - span / 2;
  const start = Math.min(limits.to - span, Math.max(limits.from, to - from < narrowestMs ? centred : from));
  return { from: Math.round(start), to: Math.round(start + span) };
};

/** The window made `factor` times as long (under 1: closer) about a point of it. */
export const zoomWindow = ({ from, to }: TimeWindow, factor: number, about = (from + to) / 2): TimeWindow => ({
  from: about - (about - from) * factor,
  to: about + (to - about) * factor,
});

/** The window moved by a share of its length; negative: earlier. */
export const panWindow = ({ from, to }: TimeWindow, share: number): TimeWindow => {
  const by = (to - from) * share;
  return { from: from + by, to: to + by };
};

/** What the page offers by name: so many days up to now, and what is forecast beyond. */
export const spans = [
  { name: '7 days', days: 7 },
  { name: '30 days', days: 30 },
  { name: '90 days', days: 90 },
  { name: '1 year', days: 365 },
] as const;

/** How far the axis goes beyond now: to the forecast's end, but never so far that the past shrinks to a corner. */
export const aheadMs = (spanMs: number, forecastEnd: number | null, now: number): number =>
  Math.min(spanMs * 0.6, Math.max(spanMs * 0.02, forecastEnd === null ? 0 : forecastEnd - now + spanMs * 0.02));

/** A window of so many days up to now with what is forecast. */
export const windowOfDays = (days: number, now: number, forecastEnd: number | null): TimeWindow => ({
  from: now - days * dayMs,
  to: now + aheadMs(days * dayMs, forecastEnd, now),
});

/** What to ask the service for: half a window more on either side, in steps, so that small moves ask for nothing new. */
export const fetchWindow = (shown: TimeWindow, now: number): TimeWindow => {
  const step = Math.max(hourMs, 2 ** Math.floor(Math.log2(spanOf(shown) / 4 / hourMs)) * hourMs);
  const from = Math.floor((shown.from - spanOf(shown) / 4) / step) * step;
  const to = Math.min(Math.ceil((shown.to + spanOf(shown) / 4) / step) * step, Math.ceil(now / hourMs) * hourMs);
  return { from, to: Math.max(to, from + step) };
};
