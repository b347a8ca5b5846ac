/** Whatever can keep the motor from turning; several at once are told apart. */
export type StallCause = 'fault' | 'magnet' | 'end-of-service' | 'hidden';

/** The motor: whether it turns, and whether the pump has noticed that it does not. */
export class Motor {
  private readonly stalledBy = new Set<StallCause>();
  private readonly noticed = new Set<StallCause>();

  stall(cause: StallCause): void {
    this.stalledBy.add(cause);
  }

  /** The pump notices the stall and counts no strokes any more. */
  notice(cause: StallCause): void {
    if (this.stalledBy.has(cause)) this.noticed.add(cause);
  }

  resume(cause: StallCause): void {
    this.stalledBy.delete(cause);
    this.noticed.delete(cause);
  }

  get turns(): boolean {
    return this.stalledBy.size === 0;
  }

  /** Whether the pump believes that its motor turns. */
  get counts(): boolean {
    return this.noticed.size === 0;
  }

  isStalledBy(cause: StallCause): boolean {
    return this.stalledBy.has(cause);
  }
}
