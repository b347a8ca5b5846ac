import type { Observation, PartitionBatch } from '@cisterna/event-log';
import type { Logger } from '@cisterna/platform';
import { markRead, openPartition, pumpsDue, writeBatch, type BatchWrite, type ReadModel } from '@cisterna/read-model';
import { batchWrite, type PartitionMove } from './batch/batch-write.ts';
import { deadLettersOf } from './batch/dead-letters.ts';
import { takeIn, type Intake } from './batch/intake.ts';
import { settleBatch, type SettledPump } from './batch/settle-batch.ts';
import { workBatch } from './batch/work-batch.ts';
import { foldPump } from './pumps/fold-pump.ts';
import { PumpCache } from './pumps/pump-cache.ts';
import { afterWrite, storedEntry } from './pumps/pump-entry.ts';
import type { ServiceTime } from './pumps/service-time.ts';
import type { ProjectorTally } from './projector-tally.ts';

/** What every partition's worker shares. */
export interface ProjectorContext {
  readonly model: ReadModel;
  readonly topic: string;
  /** The wall's time; the stream clock comes from the records. */
  readonly now: () => number;
  readonly clock: 'wall' | 'stream';
  readonly tally: ProjectorTally;
  readonly log: Logger;
  /** Pumps kept in memory per partition. */
  readonly cachedPumps: number;
  /** A batch is durable. */
  readonly committed: (partition: number, position: bigint) => void;
  /** A write failed after its batch was taken: the partition must be opened again. */
  readonly failed: (partition: number, cause: unknown) => void;
}

/** Pumps whose time has come are worked off in portions of this size. */
const duePortion = 500;
/** The clock of a quiet partition is stored this often. */
const clockStepMs = 1000;

/**
 * Projects one partition: decode, drop repeats, fold, and write everything with the position in one transaction.
 * A write overlaps the fetching and decoding of the next batch, never its folding. Batches and timers take turns.
 */
export class PartitionWorker {
  readonly #context: ProjectorContext;
  readonly #partition: number;
  readonly #cache: PumpCache;
  #epoch = 0;
  #position: bigint | null = null;
  #clockAt = 0;
  #high = 0n;
  #open = false;
  /** Settles, never rejects, when the last turn is over. */
  #turn: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(context: ProjectorContext, partition: number) {
    this.#context = context;
    this.#partition = partition;
    this.#cache = new PumpCache(context.cachedPumps);
  }

  /** Takes the partition over: the raised epoch fences former owners, memory starts empty. Answers the stored position. */
  async open(): Promise<bigint | null> {
    await this.#turn;
    this.#cache.clear();
    const opened = await openPartition(this.#context.model, { topic: this.#context.topic, partition: this.#partition });
    this.#epoch = opened.epoch;
    this.#position = opened.position;
    this.#clockAt = opened.clockAt;
    this.#open = true;
    return opened.position;
  }

  /** Takes a batch; resolves once it is folded and its write is under way. @throws when it can't be worked; a failing write tells `failed`. */
  async take(batch: PartitionBatch): Promise<void> {
    this.#waiting += 1;
    try {
      const started = performance.now();
      const intake = takeIn(batch);
      await this.#turn;
      if (this.#open) await this.#work(batch, intake, started);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #work(batch: PartitionBatch, intake: Intake, started: number): Promise<void> {
    this.#high = batch.highWatermark;
    const time = this.#timeWith(intake);
    const worked = await workBatch(this.#context.model, this.#cache, { batch, intake, time });
    const settled = await settleBatch(this.#context.model, worked.folded, time);
    this.#context.tally.folded(performance.now() - started);
    const letters = deadLettersOf({ topic: this.#context.topic, partition: this.#partition }, intake.refused, worked.conflicts, this.#context.now());
    const write = batchWrite(this.#move(batch.nextOffset, time), settled, worked.fresh, letters);
    this.#begin(async () => {
      await this.#write(write, settled);
      this.#context.tally.committed({ worked, letters, elapsedMs: performance.now() - started });
      this.#context.committed(this.#partition, batch.nextOffset);
      if (time.kind === 'stream') await this.#fire(time);
    });
  }

  /** Everything below `high` was appended before `at`: when it is committed, the partition has been read up to then. */
  observed({ at, high }: Observation): void {
    this.#high = high;
    const position = this.#position ?? 0n;
    this.#context.tally.lag(this.#partition, Number(high - position));
    const caughtUp = this.#open && this.#waiting === 0 && position >= high;
    if (this.#context.clock === 'stream' || !caughtUp || at < this.#clockAt + clockStepMs) return;
    this.#begin(() => this.#fire({ kind: 'wall', before: this.#clockAt, now: at }));
  }

  /** Nothing new begins; what is under way is awaited. */
  async close(): Promise<void> {
    this.#open = false;
    await this.#turn;
    this.#cache.clear();
    this.#context.tally.forget(this.#partition);
  }

  #timeWith({ newest }: Intake): ServiceTime {
    const before = this.#clockAt;
    return this.#context.clock === 'stream'
      ? { kind: 'stream', before, now: Math.max(before, newest ?? before) }
      : { kind: 'wall', before, now: this.#context.now() };
  }

  /** On the wall clock a batch says nothing of the time up to which the partition was read: `observed` does. */
  #move(to: bigint | null, time: ServiceTime): PartitionMove {
    const clockAt = time.kind === 'stream' ? time.now : this.#clockAt;
    return { topic: this.#context.topic, partition: this.#partition, epoch: this.#epoch, from: this.#position, to, clockAt, highWatermark: this.#high };
  }

  /** Starts a turn's last part, which nobody waits for but the next turn. A failure closes the worker until it is opened again. */
  #begin(work: () => Promise<void>): void {
    this.#waiting += 1;
    this.#turn = this.#turn
      .then(() => (this.#open ? work() : undefined))
      .catch((cause: unknown) => {
        this.#open = false;
        this.#context.failed(this.#partition, cause);
      })
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  async #write(write: BatchWrite, settled: readonly SettledPump[]): Promise<void> {
    await writeBatch(this.#context.model, write);
    this.#position = write.to;
    this.#clockAt = write.clockAt;
    for (const { folded } of settled) this.#cache.set(folded.pumpId, afterWrite(folded));
    this.#cache.trim();
  }

  /** Decides for the pumps whose time has come by the clock alone, then stores the clock. */
  async #fire(time: ServiceTime): Promise<void> {
    const place = { topic: this.#context.topic, partition: this.#partition };
    for (;;) {
      const due = await pumpsDue(this.#context.model, { partition: this.#partition, clock: time.now, limit: duePortion });
      if (due.length > 0) await this.#decide(due.map(pump => this.#cache.get(pump.pumpId) ?? storedEntry(pump)), time);
      if (due.length < duePortion) break;
    }
    if (time.kind === 'stream') return;
    await markRead(this.#context.model, { ...place, epoch: this.#epoch, clockAt: time.now, highWatermark: this.#high });
    this.#clockAt = time.now;
  }

  async #decide(entries: readonly ReturnType<typeof storedEntry>[], time: ServiceTime): Promise<void> {
    const folded = entries.map(entry => foldPump(entry, [], time));
    const settled = await settleBatch(this.#context.model, folded, time);
    const move = { ...this.#move(this.#position, time), clockAt: time.now };
    await this.#write(batchWrite(move, settled, [], []), settled);
  }
}
