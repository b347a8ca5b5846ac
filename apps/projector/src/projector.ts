import pLimit from 'p-limit';
import type { EventLog, Observation, PartitionBatch, PartitionOwner, Subscription } from '@cisterna/event-log';
import type { Clock, Logger, Metrics } from '@cisterna/platform';
import { Fenced, type ReadModel } from '@cisterna/read-model';
import { GroupWriter } from './batch/group-writer.ts';
import { ClinicRules } from './clinic-rules/clinic-rules.ts';
import { LogContact } from './clock/log-contact.ts';
import { PartitionWorker } from './partition-worker.ts';
import type { ProjectorContext } from './projector-context.ts';
import { ProjectorTally } from './projector-tally.ts';

export interface ProjectorOptions {
  readonly eventLog: EventLog;
  readonly model: ReadModel;
  /** Where the clinics' rules are; `model` when left out. */
  readonly rulesIn?: ReadModel;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: Clock;
  readonly clockKind: 'wall' | 'stream';
  /** Whether nobody can write the log while this service does not run. */
  readonly logStopsWithService: boolean;
}

/** Pumps kept in memory per partition: about 10 kB each. */
const cachedPumps = 4000;

/** From so many records on a batch is large. */
const largeBatch = 1_000;
/**
 * Large batches that are taken and not yet written, over all partitions: one is folded while another is written. With one for each partition
 * their events outlive several collections of garbage, at a tenth of the throughput. Small ones pass: they would only wait for each other.
 */
const largeInHand = 2;

const boundedHands = (): ProjectorContext['inHand'] => {
  const limit = pLimit(largeInHand);
  return ({ records }, work) => (records.length < largeBatch ? work() : limit(work));
};

/** Who was fenced lost the partition for a while; if the group still gives it to us, opening it again is right. */
const worthRetrying = (cause: unknown): unknown => (cause instanceof Fenced ? new Error(cause.message, { cause }) : cause);

/** Reads the telemetry and keeps archive, read models and alerts; any number of projectors share the partitions. */
export class Projector implements PartitionOwner {
  readonly #eventLog: EventLog;
  readonly #context: ProjectorContext;
  readonly #rules: ClinicRules;
  readonly #workers = new Map<number, PartitionWorker>();
  #subscription: Subscription | null = null;

  constructor({ eventLog, model, rulesIn = model, metrics, log, clock, clockKind, logStopsWithService }: ProjectorOptions) {
    this.#eventLog = eventLog;
    const writer = new GroupWriter(model);
    this.#rules = new ClinicRules(rulesIn, log);
    this.#context = {
      model,
      topic: eventLog.topic,
      now: () => clock.now(),
      clock: clockKind,
      contact: new LogContact(clock.now(), logStopsWithService),
      tally: new ProjectorTally(metrics),
      log,
      rules: this.#rules,
      cachedPumps,
      inHand: boundedHands(),
      write: batch => writer.write(batch),
      committed: (partition, position) => this.#subscription?.committed(partition, position),
      failed: (partition, cause) => {
        log.warn({ partition, err: cause }, 'projector.write-failed');
        this.#subscription?.reopen(partition, worthRetrying(cause));
      },
    };
  }

  /** Begins to read; answers the subscription, whose status says how it stands. Another owner in front may watch the calls pass. */
  start(owner: PartitionOwner = this): Subscription {
    if (this.#subscription !== null) return this.#subscription;
    const { contact, now } = this.#context;
    this.#eventLog.ready().then(
      () => {
        contact.reached(now());
      },
      () => undefined, // closed before the log could ever be reached
    );
    this.#rules.start();
    this.#subscription = this.#eventLog.consume(owner);
    return this.#subscription;
  }

  /** Stops reading; what is under way is committed first. */
  async stop(): Promise<void> {
    await this.#subscription?.stop();
    await Promise.all([...this.#workers.values()].map(worker => worker.close()));
    this.#workers.clear();
    await this.#rules.stop();
  }

  /** Nothing is decided before the rules are read. */
  async opened(partition: number): Promise<bigint | null> {
    await this.#rules.read();
    return this.#worker(partition).open();
  }

  batch(batch: PartitionBatch): Promise<void> {
    return this.#worker(batch.partition).take(batch);
  }

  observed(observation: Observation): void {
    this.#workers.get(observation.partition)?.observed(observation);
  }

  async revoked(partitions: readonly number[]): Promise<void> {
    await Promise.all(
      partitions.map(async partition => {
        await this.#workers.get(partition)?.close();
        this.#workers.delete(partition);
      }),
    );
  }

  #worker(partition: number): PartitionWorker {
    const known = this.#workers.get(partition);
    if (known !== undefined) return known;
    const worker = new PartitionWorker(this.#context, partition);
    this.#workers.set(partition, worker);
    return worker;
  }
}
