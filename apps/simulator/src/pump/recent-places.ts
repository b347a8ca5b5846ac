/** A place in a pump's own count. */
export interface Place {
  readonly boot: number;
  readonly seq: number;
}

/** Enough for a clock that jumped four hours ahead under one-minute reports. */
const remembered = 256;

/** The newest events of a pump with the time that each shows, and how many people's records each has; in numbers, for there are many pumps. */
export class RecentPlaces {
  private readonly boots = new Int32Array(remembered);
  private readonly seqs = new Int32Array(remembered);
  private readonly times = new Float64Array(remembered);
  private readonly entries = new Int32Array(remembered);
  private entriesBefore = 0;
  private count = 0;

  add({ boot, seq }: Place, deviceMs: number): void {
    const slot = this.count % remembered;
    this.boots[slot] = boot;
    this.seqs[slot] = seq;
    this.times[slot] = deviceMs;
    this.entries[slot] = 0;
    this.count += 1;
  }

  /** Takes the next free entry at the newest event whose time is not after `atMs`; boot 1, seq 0 before any such event. */
  takeEntry(atMs: number): Place & { readonly entry: number } {
    const oldest = Math.max(0, this.count - remembered);
    for (let index = this.count - 1; index >= oldest; index -= 1) {
      const slot = index % remembered;
      if ((this.times[slot] ?? Infinity) <= atMs)
        return { boot: this.boots[slot] ?? 1, seq: this.seqs[slot] ?? 0, entry: this.nextEntry(slot) };
    }
    this.entriesBefore += 1;
    return { boot: 1, seq: 0, entry: this.entriesBefore };
  }

  private nextEntry(slot: number): number {
    const entry = (this.entries[slot] ?? 0) + 1;
    this.entries[slot] = entry;
    return entry;
  }
}
