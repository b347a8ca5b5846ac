import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@cisterna/platform';
import { mendLanes, watchSubscribers, type ReadModel, type WatchQuery } from '@cisterna/read-model';

const everyMs = 5_000;
/** Lanes that a crash left without anybody to be tried are looked for at the start, and every so many rounds. */
const mendEvery = 6;

/** After so long without a success a subscriber is reported. */
export const failingForMs = 15 * 60_000;
/** A path that nobody uses is tried out once a week. */
export const testEveryMs = 7 * 86_400_000;

export interface SubscriberWatchOptions extends WatchQuery {
  readonly model: ReadModel;
  readonly log: Logger;
  /** Called when there is something new to deliver. */
  readonly onDeliveries: () => void;
  /** 5 s when left out. */
  readonly everyMs?: number;
}

/** Looks after the subscribers: reports those that fail, sends the regular tests, mends what a crash left behind. */
export class SubscriberWatch {
  readonly #options: SubscriberWatchOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: SubscriberWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let round = 0; !signal.aborted; round += 1) {
      await this.#look(round % mendEvery === 0);
      await delay(this.#options.everyMs ?? everyMs, null, { signal }).catch(() => null);
    }
  }

  async #look(mend: boolean): Promise<void> {
    const { model, log, onDeliveries } = this.#options;
    try {
      const noticed = await watchSubscribers(model, this.#options);
      for (const { event, subscriptionId } of noticed) log.warn({ subscriptionId }, event);
      const mended = mend ? await mendLanes(model) : 0;
      if (noticed.length + mended > 0) onDeliveries();
    } catch (err) {
      log.warn({ err }, 'subscribers.watch-failed');
    }
  }
}
