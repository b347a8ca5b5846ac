const dayMs = 86_400_000;
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const localDay = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

/** A time as the reader's clock has it. */
export const localTime = (time: string | null | undefined): string => (time == null ? '–' : local.format(new Date(time)));

/** The day alone, as the reader's calendar has it. */
export const localDate = (time: string | null | undefined): string => (time == null ? '–' : localDay.format(new Date(time)));

/** The same time in UTC, for hover and focus. */
export const utcTime = (time: string | null | undefined): string => (time == null ? '' : `${time.slice(0, 16).replace('T', ' ')} UTC`);

/** How long ago, in the largest unit that fits: `3 h ago`. */
export const ago = (time: string | null | undefined, now: number): string => {
  if (time == null) return 'never';
  const minutes = Math.round((now - Date.parse(time)) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
};

/** Days from `now` until then, one decimal under ten; negative once past. Null where unknown. */
export const daysUntil = (time: string | null | undefined, now: number): number | null => (time == null ? null : (Date.parse(time) - now) / dayMs);
