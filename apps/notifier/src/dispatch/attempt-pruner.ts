import type { Logger } from '@cisterna/platform';
import { pruneAttempts, type ReadModel } from '@cisterna/read-model';
import { WorkLoop } from '../work-loop.ts';

const dayMs = 86_400_000;
/** So many go in one transaction. */
const portion = 5_000;

export interface AttemptPrunerOptions {
  readonly model: ReadModel;
  /** The failed attempts of deliveries that ended before these days go. */
  readonly keepDays: number;
  readonly log: Logger;
}

/** Drops, at the start and once a day, what nobody needs any more of deliveries that ended long ago; any number of instances may do so. */
export class AttemptPruner {
  readonly #options: AttemptPrunerOptions;
  readonly #loop: WorkLoop;

  constructor(options: AttemptPrunerOptions) {
    this.#options = options;
    this.#loop = new WorkLoop({ work: stopping => this.#prune(stopping), name: 'attempts', log: options.log });
  }

  start(): void {
    this.#loop.start();
  }

  /** Ends after the portion under way. */
  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #prune(stopping: AbortSignal): Promise<number> {
    const { model, keepDays, log } = this.#options;
    let total = 0;
    for (let pruned = portion; pruned === portion && !stopping.aborted; total += pruned)
      pruned = await pruneAttempts(model, { endedForMs: keepDays * dayMs, limit: portion });
    if (total > 0) log.info({ attempts: total }, 'attempts.pruned');
    return dayMs;
  }
}
