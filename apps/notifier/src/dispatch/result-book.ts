import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@cisterna/platform';
import { recordAttempts, type AttemptResult, type ReadModel } from '@cisterna/read-model';

/** Results that come while the former ones are written go together. */
const portion = 500;
const longestWaitMs = 2_000;

/** Keeps the results of attempts, many in one transaction; waits out a database that is away. */
export class ResultBook {
  #waiting: { readonly result: AttemptResult; readonly done: (promoted: boolean) => void }[] = [];
  #writing = false;

  constructor(
    private readonly model: ReadModel,
    private readonly log: Logger,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when it is kept, with whether others may now be tried; or when all is stopping: then the attempt is repeated after its lease. */
  keep(result: AttemptResult): Promise<boolean> {
    return new Promise(done => {
      this.#waiting.push({ result, done });
      if (!this.#writing) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, portion);
      const promoted = await this.#write(batch.map(({ result }) => result));
      for (const { done } of batch) done(promoted);
    }
    this.#writing = false;
  }

  async #write(results: readonly AttemptResult[]): Promise<boolean> {
    for (let waitMs = 50; !this.signal.aborted; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        const { promoted, recovered } = await recordAttempts(this.model, results);
        return promoted > 0 || recovered.length > 0;
      } catch (err) {
        this.log.warn({ err, results: results.length, waitMs }, 'deliveries.recording-delayed');
        await delay(waitMs, null, { signal: this.signal }).catch(() => null);
      }
    }
    return false;
  }
}
