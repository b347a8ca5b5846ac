/** A record on its way to the log. */
export interface SimulatedRecord {
  readonly pumpId: string;
  /** When the log receives it: epoch milliseconds. */
  readonly arrivalAt: number;
  /** The CloudEvent as structured JSON text. */
  readonly value: string;
}

/**
 * Records wait here, by stretches of time, until everything that can arrive with them is known. Holds no more than what is on its
 * way. Two that arrive in the same millisecond come in the order of their pumps' ids, then as they were added.
 */
export class Arrivals {
  private readonly stretches = new Map<number, SimulatedRecord[]>();

  constructor(private readonly stretchMs: number) {}

  add(record: SimulatedRecord): void {
    const stretch = Math.floor(record.arrivalAt / this.stretchMs);
    const others = this.stretches.get(stretch);
    if (others === undefined) this.stretches.set(stretch, [record]);
    else others.push(record);
  }

  /** Takes all records of the stretch that begins at `from`, in the order of arrival. */
  take(from: number): readonly SimulatedRecord[] {
    const stretch = Math.floor(from / this.stretchMs);
    const waiting = this.stretches.get(stretch) ?? [];
    this.stretches.delete(stretch);
    const records = waiting.toSorted(
      (a, b) => a.arrivalAt - b.arrivalAt || (a.pumpId < b.pumpId ? -1 : a.pumpId > b.pumpId ? 1 : 0),
    );
    // A list that has waited long is old to the garbage collector and would keep its young records alive: measured, half the speed.
    waiting.length = 0;
    return records;
  }
}
