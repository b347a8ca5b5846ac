const hourMs = 3_600_000;

/** How long a shelf may be chosen to last, hours; the limit of a day counts by the service's clock, which may be that of its hourly reports. */
export const shelfHours = [1, 2, 4, 8, 12, 23] as const;

/** The end of a shelf of so many hours, RFC 3339. */
export const shelfEnd = (hours: number, now: number): string => new Date(now + hours * hourMs).toISOString();

/** The end of a shelf from a local `2026-10-28T07:00`; null where it is no time within the next 24 hours. */
export const shelfEndAt = (local: string, now: number): string | null => {
  const end = Date.parse(local);
  return Number.isNaN(end) || end <= now || end > now + 24 * hourMs ? null : new Date(end).toISOString();
};
