import type { Logger } from '@cisterna/platform';
import { mendLanes, watchSubscribers, type ReadModel, type WatchQuery } from '@cisterna/read-model';
import { WorkLoop } from '../work-loop.ts';

const usuallyEveryMs = 5_000;
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
  readonly #loop: WorkLoop;
  #round = 0;

  constructor(options: SubscriberWatchOptions) {
    this.#options = options;
    this.#loop = new WorkLoop({ work: () => this.#look(), name: 'subscriber-watch', log: options.log });
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #look(): Promise<number> {
    const { model, log, onDeliveries, everyMs = usuallyEveryMs } = this.#options;
    const noticed = await watchSubscribers(model, this.#options);
    for (const { event, subscriptionId } of noticed) log.warn({ subscriptionId }, event);
    const mended = this.#round % mendEvery === 0 ? await mendLanes(model) : 0;
    this.#round += 1;
    if (noticed.length + mended > 0) onDeliveries();
    return everyMs;
  }
}
