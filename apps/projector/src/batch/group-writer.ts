import { setTimeout as delay } from 'node:timers/promises';
import { writeBatch, writeBatches, type BatchWrite, type ReadModel } from '@cisterna/read-model';

/** From so many events on a batch is written by itself, beside the others. */
const ownTransaction = 500;
/** From one group to the next: what comes meanwhile shares a transaction, which costs more than the few rows of a small batch. */
const pauseMs = 10;

interface Waiting {
  readonly batch: BatchWrite;
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

const settle = (model: ReadModel, { batch, done, failed }: Waiting): Promise<void> =>
  writeBatch(model, batch).then(done, failed);

/** Writes batches, the small ones of several partitions together. No partition may have two under way. */
export class GroupWriter {
  readonly #model: ReadModel;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(model: ReadModel) {
    this.#model = model;
  }

  /** Resolves once the batch is stored; throws what `writeBatch` throws. */
  write(batch: BatchWrite): Promise<void> {
    if (batch.archive.size >= ownTransaction) return writeBatch(this.#model, batch);
    return new Promise((done, failed) => {
      this.#waiting.push({ batch, done, failed });
      if (!this.#busy) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      await this.#together(this.#waiting.splice(0));
      await delay(pauseMs);
    }
    this.#busy = false;
  }

  /** What a group cannot store, each of it tries alone: a partition that was taken away does not stop the others. */
  async #together(group: readonly Waiting[]): Promise<void> {
    const [first, second] = group;
    if (first !== undefined && second === undefined) return settle(this.#model, first);
    try {
      await writeBatches(
        this.#model,
        group.map(({ batch }) => batch),
      );
    } catch {
      for (const each of group) await settle(this.#model, each);
      return;
    }
    for (const { done } of group) done();
  }
}
