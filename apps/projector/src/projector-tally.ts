import type { Metrics } from '@cisterna/platform';
import type { DeadLetterRow } from '@cisterna/read-model';
import type { WorkedBatch } from './batch/work-batch.ts';

/** A committed batch, for the figures. */
export interface CommittedBatch {
  readonly worked: WorkedBatch;
  readonly letters: readonly DeadLetterRow[];
  readonly elapsedMs: number;
}

/** Counts what the projector does into the metrics. */
export class ProjectorTally {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  folded(elapsedMs: number): void {
    this.#metrics.foldSeconds.observe(elapsedMs / 1000);
  }

  committed({ worked, letters, elapsedMs }: CommittedBatch): void {
    this.#metrics.eventsFolded.inc(worked.archive.size);
    this.#metrics.eventsRepeated.inc(worked.repeats);
    this.#metrics.eventsLate.inc(worked.late);
    for (const { code } of letters) this.#metrics.deadLetters.inc({ code });
    this.#metrics.batchSeconds.observe(elapsedMs / 1000);
  }

  lag(partition: number, events: number): void {
    this.#metrics.partitionLag.set({ partition: String(partition) }, Math.max(0, events));
  }

  /** The partition is somebody else's: its lag is theirs to tell. */
  forget(partition: number): void {
    this.#metrics.partitionLag.remove({ partition: String(partition) });
  }
}
