import type { SeriesBucket } from '@cisterna/contract';
import { trendLine, trendMs, type TrendLine } from './trend-line.ts';

/** A pump whose line is wanted; `endMs` is where its history ends by now. */
export interface TrendWish {
  readonly pumpId: string;
  readonly endMs: number;
  readonly capacityNl: number | null;
}

/** Reads the buckets of one pump since a time. */
export type ReadTrend = (pumpId: string, fromMs: number, toMs: number) => Promise<readonly SeriesBucket[]>;

interface Entry {
  readonly line: TrendLine | null;
  readonly endMs: number;
  readonly readAtMs: number;
}

const atOnce = 4;
const kept = 1_500;
/** A line is drawn anew once the history is this much longer … */
const grownMs = 6 * 3_600_000;
/** … but no pump is asked about more often than this, sound answer or not. */
const restMs = 60_000;

/** Fetches the small lines of the rows in view: at most four at a time, each kept, what has left the view unasked never asked. */
export class TrendStore {
  private readonly entries = new Map<string, Entry>();
  private readonly wishes = new Map<string, TrendWish>();
  private readonly asked = new Set<string>();
  private readonly listeners = new Map<string, () => void>();

  constructor(
    private readonly read: ReadTrend,
    private readonly now: () => number = Date.now,
  ) {}

  /** The line of a pump, null where it is not known (yet). */
  line(pumpId: string): TrendLine | null {
    return this.entries.get(pumpId)?.line ?? null;
  }

  /** A row in view wants its line and is told when it comes; the answer takes the wish back. */
  want(wish: TrendWish, listener: () => void): () => void {
    this.wishes.set(wish.pumpId, wish);
    this.listeners.set(wish.pumpId, listener);
    this.next();
    return () => {
      if (this.wishes.get(wish.pumpId) !== wish) return;
      this.wishes.delete(wish.pumpId);
      this.listeners.delete(wish.pumpId);
    };
  }

  private isOld({ pumpId, endMs }: TrendWish): boolean {
    const entry = this.entries.get(pumpId);
    return entry === undefined || (endMs - entry.endMs > grownMs && this.now() - entry.readAtMs > restMs);
  }

  private next(): void {
    for (const wish of this.wishes.values()) {
      if (this.asked.size >= atOnce) return;
      if (!this.asked.has(wish.pumpId) && this.isOld(wish)) void this.ask(wish);
    }
  }

  private async ask({ pumpId, endMs, capacityNl }: TrendWish): Promise<void> {
    this.asked.add(pumpId);
    const buckets = await this.read(pumpId, endMs - trendMs, endMs + 1).catch(() => null);
    const line = trendLine(buckets ?? [], endMs, capacityNl) ?? this.line(pumpId);
    this.asked.delete(pumpId);
    this.keep(pumpId, { line, endMs: buckets === null ? 0 : endMs, readAtMs: this.now() });
    this.listeners.get(pumpId)?.();
    this.next();
  }

  private keep(pumpId: string, entry: Entry): void {
    this.entries.delete(pumpId);
    this.entries.set(pumpId, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > kept && oldest !== undefined) this.entries.delete(oldest);
  }
}
