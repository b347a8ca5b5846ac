/** The pump's clock: ahead of true time by an offset and a drift. All moments in epoch milliseconds. */
export class DeviceClock {
  private setAt: number;
  private aheadMs: number;

  constructor(
    installedAt: number,
    aheadMs: number,
    private readonly driftPpm: number,
  ) {
    this.setAt = installedAt;
    this.aheadMs = aheadMs;
  }

  /** What the clock shows at a true moment. */
  read(at: number): number {
    return at + this.aheadMs + ((at - this.setAt) * this.driftPpm) / 1e6;
  }

  /** The true moment at which the clock shows `deviceMs`, if nobody sets it before. */
  trueTime(deviceMs: number): number {
    return this.setAt + (deviceMs - this.setAt - this.aheadMs) / (1 + this.driftPpm / 1e6);
  }

  /** From the true moment `at` on the clock is ahead by `aheadMs`. */
  set(at: number, aheadMs: number): void {
    this.setAt = at;
    this.aheadMs = aheadMs;
  }

  aheadBy(at: number): number {
    return this.read(at) - at;
  }
}
