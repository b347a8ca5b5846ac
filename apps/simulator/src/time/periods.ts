/** Lengths of time in milliseconds. */
export const secondMs = 1000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
export const yearMs = 365.25 * dayMs;

/** The first moment from `at` on that lies in a clinic's opening hours: Monday to Friday, 8 to 16 UTC. */
export const nextOpeningMs = (at: number): number => {
  const day = Math.floor(at / dayMs);
  const weekday = (day + 3) % 7;
  if (weekday >= 5) return (day + 7 - weekday) * dayMs + 8 * hourMs;
  const ofDay = at - day * dayMs;
  if (ofDay < 8 * hourMs) return day * dayMs + 8 * hourMs;
  return ofDay < 16 * hourMs ? at : nextOpeningMs((day + 1) * dayMs);
};
