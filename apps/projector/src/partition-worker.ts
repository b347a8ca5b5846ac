import type { Observation, PartitionBatch } from '@cisterna/event-log';
import type { Outage } from '@cisterna/domain';
import { archiveOf, markRead, nextDue, openPartition, storeOutages, writeBatch, type BatchWrite, type StoredPump } from '@cisterna/read-model';
import { batchWrite, type PartitionMove } from './batch/batch-write.ts';
import { deadLettersOf } from './batch/dead-letters.ts';
import { takeIn, type Intake } from './batch/intake.ts';
import { settleBatch, type SettledPump } from './batch/settle-batch.ts';
import { workBatch } from './batch/work-batch.ts';
import { ruled } from './clinic-rules/rule-book.ts';
import { duePumps, pumpsFallingSilent } from './clock/due-pumps.ts';
import { PartitionClock } from './clock/partition-clock.ts';
import { foldPump } from './pumps/fold-pump.ts';
import { PumpCache } from './pumps/pump-cache.ts';
import { afterWrite, storedEntry } from './pumps/pump-entry.ts';
import { streamTime, type ServiceTime } from './pumps/service-time.ts';
import type { ProjectorContext } from './projector-context.ts';

/**
 * Projects one partition: decode, drop repeats, fold, and write everything with the position in one transaction.
 * A write overlaps the fetching of the next batch and the work of other partitions, never the folding of its own. Batches and timers take turns.
 */
export class PartitionWorker {
  readonly #context: ProjectorContext;
  readonly #partition: number;
  readonly #cache: PumpCache;
  readonly #clock = new PartitionClock();
  #epoch = 0;
  #position: bigint | null = null;
  #high = 0n;
  #open = false;
  /** Settles, never rejects, when the last turn is over. */
  #turn: Promise<void> = Promise.resolve();
  /** Batches that wait for their turn or are being folded: no timer may change their pumps meanwhile. */
  #taking = 0;

  constructor(context: ProjectorContext, partition: number) {
    this.#context = context;
    this.#partition = partition;
    this.#cache = new PumpCache(context.cachedPumps);
  }

  /** Takes the partition over: the raised epoch fences former owners, memory starts empty. Answers the stored position. */
  async open(): Promise<bigint | null> {
    await this.#turn;
    this.#cache.clear();
    const { model, topic, contact } = this.#context;
    const { epoch, position, clockAt, outages } = await openPartition(model, { topic, partition: this.#partition });
    this.#epoch = epoch;
    this.#position = position;
    this.#clock.reset({ clockAt, outages, nextDue: await nextDue(model, this.#partition) });
    this.#open = true;
    const stopped = contact.stoppedBefore(this.#partition, clockAt, this.#context.now());
    if (stopped !== null) this.#endure([stopped]);
    return position;
  }

  /**
   * Takes a batch; resolves once it is folded and its write is under way. Few large batches of all partitions are in memory at a time: it may
   * wait until one of them is written. @throws when it can't be worked; a failing write tells `failed`.
   */
  take(batch: PartitionBatch): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.#context.inHand(batch, async () => {
        await this.#fold(batch).then(resolve, reject);
        await this.#turn;
      });
    });
  }

  async #fold(batch: PartitionBatch): Promise<void> {
    this.#met(this.#context.now());
    this.#taking += 1;
    try {
      const started = performance.now();
      const intake = takeIn(batch);
      await this.#turn;
      if (this.#open) await this.#work(batch, intake, started);
    } finally {
      this.#taking -= 1;
    }
  }

  async #work(batch: PartitionBatch, intake: Intake, started: number): Promise<void> {
    this.#high = batch.highWatermark;
    const time = this.#timeWith(intake);
    const worked = await workBatch(this.#context.model, this.#cache, { batch, intake, time, rules: this.#context.rules });
    const settled = await settleBatch(this.#context.model, worked.folded, time);
    this.#context.tally.folded(performance.now() - started);
    const letters = deadLettersOf({ topic: this.#context.topic, partition: this.#partition }, worked.refused, worked.conflicts, this.#context.now());
    const write = batchWrite(this.#move(batch.nextOffset, time), settled, worked.archive, letters);
    this.#begin(async () => {
      await this.#context.write(write);
      this.#written(write, settled);
      this.#context.tally.committed({ worked, letters, elapsedMs: performance.now() - started });
      this.#context.committed(this.#partition, batch.nextOffset);
      if (time.kind === 'wall') await this.#keepTime();
      else if (this.#clock.isDue(time.now)) await this.#fire(time);
    });
  }

  /** Everything below `high` was appended before `at`: when it is committed, the partition has been read up to then. */
  observed({ at, high }: Observation): void {
    this.#high = high;
    const position = this.#position ?? 0n;
    this.#context.tally.lag(this.#partition, Number(high - position));
    if (!this.#open || this.#context.clock === 'stream') return;
    this.#clock.observed(at, high);
    this.#met(at);
    if (this.#taking === 0) this.#begin(() => this.#keepTime());
  }

  /** Nothing new begins; what is under way is awaited. */
  async close(): Promise<void> {
    this.#open = false;
    await this.#turn;
    this.#cache.clear();
    this.#context.tally.forget(this.#partition);
  }

  #timeWith({ newest }: Intake): ServiceTime {
    const before = this.#clock.at;
    return this.#context.clock === 'stream' ? streamTime(before, Math.max(before, newest ?? before)) : this.#wallTime(this.#context.now(), -Infinity);
  }

  #wallTime(now: number, readThrough: number): ServiceTime {
    return { kind: 'wall', before: this.#clock.at, now, readThrough, outages: this.#clock.outages };
  }

  /** On the wall clock a batch says nothing of the time up to which the partition was read: `observed` does. */
  #move(to: bigint | null, time: ServiceTime): PartitionMove {
    const clockAt = time.kind === 'stream' ? time.now : this.#clock.at;
    return { topic: this.#context.topic, partition: this.#partition, epoch: this.#epoch, from: this.#position, to, clockAt, highWatermark: this.#high };
  }

  /** Starts a turn's last part, which nobody waits for but the next turn. A failure closes the worker until it is opened again. */
  #begin(work: () => Promise<void>): void {
    this.#turn = this.#turn
      .then(() => (this.#open ? work() : undefined))
      .catch((cause: unknown) => {
        this.#open = false;
        this.#context.failed(this.#partition, cause);
      });
  }

  #written(write: BatchWrite, settled: readonly SettledPump[]): void {
    this.#position = write.to;
    this.#clock.moved(write.clockAt);
    this.#clock.written(write.pumps.map(pump => pump.dueAt));
    for (const { folded } of settled) this.#cache.set(folded.pumpId, afterWrite(folded));
    this.#cache.trim();
  }

  /** The log has answered: where it had been away, that is learnt before anything else is decided. */
  #met(at: number): void {
    const { contact, clock } = this.#context;
    contact.made(at);
    if (this.#open && this.#taking === 0 && clock === 'wall') this.#endure(contact.since(this.#clock.at));
  }

  /** Outages that are new are kept, and the pumps that were not silent when they began are given the time. */
  #endure(outages: readonly Outage[]): void {
    for (const [from, to] of this.#clock.learn(outages)) {
      this.#context.log.warn({ partition: this.#partition, from, to }, 'projector.log-was-away');
      this.#begin(async () => {
        await storeOutages(this.#context.model, { topic: this.#context.topic, partition: this.#partition, epoch: this.#epoch }, this.#clock.outages);
        for await (const pumps of pumpsFallingSilent(this.#context.model, this.#partition, from))
          await this.#decide(pumps, this.#wallTime(this.#context.now(), -Infinity));
      });
    }
  }

  /** Where the partition turns out to be read through a later time, decides what that brings and stores the time. */
  async #keepTime(): Promise<void> {
    const reached = this.#clock.reached(this.#position ?? 0n);
    if (reached === null) return;
    if (reached.due) await this.#fire(this.#wallTime(reached.at, reached.at));
    const { model, topic } = this.#context;
    await markRead(model, { topic, partition: this.#partition, epoch: this.#epoch, clockAt: reached.at, highWatermark: this.#high });
    this.#clock.moved(reached.at);
  }

  /** Decides for the pumps whose time has come by the clock alone. */
  async #fire(time: ServiceTime): Promise<void> {
    const { model } = this.#context;
    for await (const pumps of duePumps(model, this.#partition, time.now)) await this.#decide(pumps, time);
    this.#clock.fired(await nextDue(model, this.#partition));
  }

  async #decide(pumps: readonly StoredPump[], time: ServiceTime): Promise<void> {
    const { model, rules } = this.#context;
    const folded = pumps.map(pump => foldPump(ruled(this.#cache.get(pump.pumpId) ?? storedEntry(pump), [], rules), [], time));
    const settled = await settleBatch(model, folded, time);
    const move = this.#move(this.#position, time);
    const write = batchWrite(Number.isFinite(time.readThrough) ? { ...move, clockAt: time.readThrough } : move, settled, archiveOf([]), []);
    await writeBatch(model, write);
    this.#written(write, settled);
  }
}
