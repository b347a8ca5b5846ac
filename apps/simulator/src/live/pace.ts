import type { Clock } from '@cisterna/platform';

/** Simulated time: runs from a moment in the past at a multiple of wall time until it has caught up, then with it, and never ahead. */
export class Pace {
  private readonly beganAt: number;

  constructor(
    private readonly clock: Clock,
    private readonly from: number,
    private readonly acceleration: number,
  ) {
    this.beganAt = clock.now();
  }

  now(): number {
    const wall = this.clock.now();
    return Math.min(wall, this.from + (wall - this.beganAt) * this.acceleration);
  }

  /** Wall milliseconds until the simulated moment `at`, 0 when it has come. */
  waitMs(at: number): number {
    const wall = this.clock.now();
    const missingMs = at - this.now();
    if (missingMs <= 0) return 0;
    return Math.max(missingMs / this.acceleration, at - wall);
  }
}
