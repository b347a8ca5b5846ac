/** The median of the last `most` values that were added; each addition costs the length of the window at most. */
export class RollingMedian {
  private readonly arrived: number[] = [];
  private readonly sorted: number[] = [];

  constructor(private readonly most: number) {}

  get count(): number {
    return this.arrived.length;
  }

  /** NaN before the first value. */
  get median(): number {
    return this.sorted[this.sorted.length >> 1] ?? NaN;
  }

  add(value: number): void {
    this.arrived.push(value);
    this.sorted.splice(this.placeOf(value), 0, value);
    if (this.arrived.length <= this.most) return;
    const oldest = this.arrived.shift();
    if (oldest !== undefined) this.sorted.splice(this.placeOf(oldest), 1);
  }

  private placeOf(value: number): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] ?? Infinity) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
