/** The time, as an input: epoch milliseconds. Rules and stores take a clock instead of asking the system. */
export interface Clock {
  /** Epoch milliseconds; may step back when the system's clock is set. */
  now(): number;
}

/** The system's own clock. */
export const wallClock: Clock = { now: () => Date.now() };
