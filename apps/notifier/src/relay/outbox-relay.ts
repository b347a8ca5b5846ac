import { setTimeout as delay } from 'node:timers/promises';
import type { Publisher } from '@cisterna/event-log';
import type { Logger } from '@cisterna/platform';
import { listenForChanges, unpublishedPartitions, withPartitionRelayLock, type ChangeListener, type ReadModel } from '@cisterna/read-model';
import { relayPartition } from './relay-partition.ts';

/** News within this time of each other are worked off together. */
const gatherMs = 25;
/** Without any news the outbox is looked at this often, for what a crash left behind. */
const fallbackMs = 1_000;

export interface OutboxRelayOptions {
  readonly model: ReadModel;
  readonly publisher: Publisher;
  readonly log: Logger;
}

/** Publishes the outbox: one relay per partition at a time over all instances, awake at every change. */
export class OutboxRelay {
  readonly #options: OutboxRelayOptions;
  readonly #stopping = new AbortController();
  #listener: ChangeListener | null = null;
  #wake: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: OutboxRelayOptions) {
    this.#options = options;
  }

  /** Begins, and goes on until it is stopped whatever fails meanwhile. */
  start(): void {
    this.#listener = listenForChanges(this.#options.model, () => {
      this.#wake();
    });
    this.#running = this.#run();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#listener?.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const news = new Promise<void>(resolve => {
        this.#wake = resolve;
        setTimeout(resolve, fallbackMs).unref();
      });
      await this.#relayAll();
      await news;
      await delay(gatherMs);
    }
  }

  async #relayAll(): Promise<void> {
    const { model, publisher, log } = this.#options;
    try {
      for (const partition of await unpublishedPartitions(model)) {
        if (this.#stopping.signal.aborted) return;
        await withPartitionRelayLock(model, partition, lost => relayPartition(model, publisher, partition, AbortSignal.any([lost, this.#stopping.signal])));
      }
    } catch (err) {
      log.warn({ err }, 'relay.interrupted');
    }
  }
}
