import type { Logger } from '@cisterna/platform';

/** So long after a round that failed the next one is tried. */
const retryMs = 1_000;

export interface WorkLoopOptions {
  /** One round; says after how many milliseconds the next is due without news. The signal is given when the loop is stopped. */
  readonly work: (stopping: AbortSignal) => Promise<number>;
  /** News within this time of each other are worked off together; 0 when left out. */
  readonly gatherMs?: number;
  /** In the log: `<name>.interrupted` when rounds begin to fail, `<name>.restored` when one succeeds again. */
  readonly name: string;
  readonly log: Logger;
}

/** Does the same work again and again, at news or after a while, whatever fails meanwhile; of failures in a row it warns once. */
export class WorkLoop {
  readonly #options: WorkLoopOptions;
  readonly #stopping = new AbortController();
  #news = 0;
  #failing = false;
  #endRest: () => void = () => undefined;
  #onNews: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: WorkLoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Says that there is something to do; during a round, that another must follow. */
  readonly wake = (): void => {
    this.#news += 1;
    this.#onNews();
  };

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#endRest();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { gatherMs = 0 } = this.#options;
    while (!this.#stopping.signal.aborted) {
      const known = this.#news;
      const waitMs = await this.#round();
      if (this.#news === known) await this.#rest(waitMs, true);
      if (this.#news > known && gatherMs > 0) await this.#rest(Math.min(gatherMs, waitMs), false);
    }
  }

  async #rest(ms: number, endsAtNews: boolean): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.#endRest = resolve;
      if (endsAtNews) this.#onNews = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  /** Gives how long to rest. */
  async #round(): Promise<number> {
    const { work, name, log } = this.#options;
    try {
      const waitMs = await work(this.#stopping.signal);
      if (this.#failing) log.info(`${name}.restored`);
      this.#failing = false;
      return waitMs;
    } catch (err) {
      if (!this.#failing) log.warn({ err }, `${name}.interrupted`);
      this.#failing = true;
      return retryMs;
    }
  }
}
