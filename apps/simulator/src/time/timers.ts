interface Timer {
  readonly at: number;
  readonly action: () => void;
}

/** What lies ahead of a pump, soonest first; of two at the same moment the one set first comes first. */
export class Timers {
  private readonly waiting: Timer[] = [];

  /** The soonest moment, Infinity when nothing waits. */
  get nextAt(): number {
    return this.waiting[0]?.at ?? Infinity;
  }

  set(at: number, action: () => void): void {
    let place = this.waiting.length;
    while (place > 0 && (this.waiting[place - 1]?.at ?? -Infinity) > at) place -= 1;
    this.waiting.splice(place, 0, { at, action });
  }

  /** Runs the soonest one. */
  runNext(): void {
    this.waiting.shift()?.action();
  }
}
