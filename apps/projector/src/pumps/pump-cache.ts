import type { PumpId } from '@cisterna/contract';
import type { PumpEntry } from './pump-entry.ts';

/** The pumps of one partition in memory, bounded: the least recently used are let go, since the rows hold them too. */
export class PumpCache {
  readonly #limit: number;
  readonly #entries = new Map<PumpId, PumpEntry>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(pumpId: PumpId): PumpEntry | undefined {
    return this.#entries.get(pumpId);
  }

  /** Remembers an entry as the most recently used one. */
  set(pumpId: PumpId, entry: PumpEntry): void {
    this.#entries.delete(pumpId);
    this.#entries.set(pumpId, entry);
  }

  /** Lets go of what is over the limit; called between batches, never while one still needs its pumps. */
  trim(): void {
    for (const pumpId of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) return;
      this.#entries.delete(pumpId);
    }
  }

  clear(): void {
    this.#entries.clear();
  }

  get size(): number {
    return this.#entries.size;
  }
}
