import type { Publisher } from '@cisterna/event-log';
import type { Logger } from '@cisterna/platform';
import { listenForChanges, unpublishedPartitions, withPartitionRelayLock, type ChangeListener, type ReadModel } from '@cisterna/read-model';
import { WorkLoop } from '../work-loop.ts';
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
  readonly #loop: WorkLoop;
  #listener: ChangeListener | null = null;

  constructor(options: OutboxRelayOptions) {
    this.#options = options;
    this.#loop = new WorkLoop({ work: stopping => this.#relayAll(stopping), gatherMs, name: 'relay', log: options.log });
  }

  /** Begins, and goes on until it is stopped whatever fails meanwhile. */
  start(): void {
    this.#listener = listenForChanges(this.#options.model, this.#loop.wake);
    this.#loop.start();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    await Promise.all([this.#listener?.stop(), this.#loop.stop()]);
  }

  async #relayAll(stopping: AbortSignal): Promise<number> {
    const { model, publisher } = this.#options;
    for (const partition of await unpublishedPartitions(model)) {
      if (stopping.aborted) break;
      await withPartitionRelayLock(model, partition, lost => relayPartition(model, publisher, partition, AbortSignal.any([lost, stopping])));
    }
    return fallbackMs;
  }
}
