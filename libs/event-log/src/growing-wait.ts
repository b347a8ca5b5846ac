const firstMs = 200;
const mostMs = 5_000;

/** The wait before try number `attempt` (from 1): doubles from 0.2 s to 5 s, a fifth more or less so that many don't come at once. */
export const growingWaitMs = (attempt: number, chance: number = Math.random()): number =>
  Math.min(mostMs, firstMs * 2 ** (attempt - 1)) * (0.8 + 0.4 * chance);
