import { setTimeout as delay } from 'node:timers/promises';
import type { ChangePage } from '../stream/change-source.ts';
import type { FeedSource } from '../stream/live-feed.ts';

/** A feed in memory: change n has the position n; each read brings at most two, and takes a moment. */
export class ChangesInMemory implements FeedSource {
  count = 0;
  failing: Error | null = null;
  reads = 0;

  position(): Promise<string> {
    return Promise.resolve(String(this.count));
  }

  async since(position: string): Promise<ChangePage> {
    this.reads += 1;
    await delay(1);
    if (this.failing !== null) throw this.failing;
    const from = Number(position);
    const to = Math.min(from + 2, this.count);
    const messages = Array.from({ length: to - from }, (_, index) => ({
      event: 'alert' as const,
      change: `A:${from + index + 1}`,
      pumpId: 'P-1',
      clinicId: null,
      data: String(from + index + 1),
    }));
    return { batch: { from: position, to: String(to), messages }, more: to < this.count };
  }
}
