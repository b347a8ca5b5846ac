import { pino } from 'pino';
import type { AlertView } from '@cisterna/contract';
import { createMetrics } from '@cisterna/platform';
import { alertsOfPumps, readPumps, writeBatch, type ReadModel } from '@cisterna/read-model';
import { plainRules, type RuleBook } from '../clinic-rules/rule-book.ts';
import { LogContact } from '../clock/log-contact.ts';
import { PartitionWorker } from '../partition-worker.ts';
import { ProjectorTally } from '../projector-tally.ts';
import { logged, type Envelope } from './telemetry.ts';

const topic = 'pump.telemetry.v1';

interface Manner {
  readonly clock?: 'wall' | 'stream';
  /** The log stops with the service. */
  readonly embedded?: boolean;
  readonly rules?: RuleBook;
}

/** Partition 0 of a log that is held in memory, worked into a real read model; the wall shows what it is told. */
export class WorkedPartition {
  now: number;
  #high = 0n;
  #worker: PartitionWorker | null = null;

  constructor(
    private readonly model: ReadModel,
    startedAt: number,
  ) {
    this.now = startedAt;
  }

  /** Starts the service: a process of its own, that opens the partition. A former one is gone without a word. */
  async start({ clock = 'wall', embedded = false, rules = plainRules }: Manner = {}): Promise<this> {
    const failures: unknown[] = [];
    this.#worker = new PartitionWorker(
      {
        model: this.model,
        topic,
        now: () => this.now,
        clock,
        contact: new LogContact(this.now, embedded),
        tally: new ProjectorTally(createMetrics()),
        log: pino({ level: 'silent' }),
        rules,
        cachedPumps: 100,
        inHand: (_, work) => work(),
        write: batch => writeBatch(this.model, batch),
        committed: () => undefined,
        failed: (_, cause) => failures.push(cause),
      },
      0,
    );
    await this.#worker.open();
    if (failures.length > 0) throw failures[0];
    return this;
  }

  /** Events reach the log at this moment, or with the receipt that their producer gave them, and are read. */
  async take(events: readonly Envelope[], receivedAt = this.now): Promise<this> {
    const first = this.#high;
    this.#high += BigInt(events.length);
    const records = events.map((event, i) => logged(event, Number(first) + i, { receivedAt }));
    await this.#worker?.take({ partition: 0, firstOffset: first, nextOffset: this.#high, highWatermark: this.#high, records });
    return this;
  }

  /** The log tells its end every four seconds from now on until `until`; `ahead` records are not read yet. */
  async observe(until: number, ahead = 0): Promise<this> {
    do {
      this.now = Math.min(this.now + 4_000, until);
      this.#worker?.observed({ partition: 0, low: 0n, high: this.#high + BigInt(ahead), at: this.now });
      await this.take([]);
    } while (this.now < until);
    return this;
  }

  /** What was told of silence: pump, change and time. */
  async silences(pumpIds: readonly string[] = ['P-1']): Promise<readonly string[]> {
    const alerts = (await alertsOfPumps(this.model, pumpIds)).map(a => JSON.parse(a.doc) as AlertView).filter(a => a.kind === 'pump-silent');
    return alerts.flatMap(a => a.history.map(h => `${a.id} ${h.change} ${h.at}`));
  }

  async silentAt(): Promise<number | null> {
    return (await readPumps(this.model, topic, ['P-1']))[0]?.silentAt ?? null;
  }
}
