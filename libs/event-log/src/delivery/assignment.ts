import type { Observation, PartitionOwner, PartitionStatus } from '../event-log.ts';
import type { Log } from '../log.ts';
import { PartitionDelivery } from './partition-delivery.ts';
import type { PartitionSource } from './partition-source.ts';

/** The partitions this subscription reads now. Changes are carried out one after the other. */
export class Assignment {
  private readonly deliveries = new Map<number, PartitionDelivery>();
  private changing: Promise<void> = Promise.resolve();

  constructor(
    private readonly owner: PartitionOwner,
    private readonly source: PartitionSource,
    private readonly log: Log,
  ) {}

  get(partition: number): PartitionDelivery | undefined {
    return this.deliveries.get(partition);
  }

  partitions(): readonly PartitionStatus[] {
    return [...this.deliveries.values()].map(delivery => delivery.status()).sort((a, b) => a.partition - b.partition);
  }

  /** Gives all partitions up. */
  clear(): Promise<void> {
    return this.change([...this.deliveries.keys()], []);
  }

  /** Gives all partitions up and opens these. */
  replace(gained: readonly number[]): Promise<void> {
    return this.change([...this.deliveries.keys()], gained);
  }

  /**
   * Takes partitions away at once and then gives new ones; one in both lists is given up and opened anew.
   * Resolves when the owner is done with what it lost and has been asked to open what it gained.
   */
  change(lost: readonly number[], gained: readonly number[]): Promise<void> {
    const leaving = lost.flatMap(partition => this.deliveries.get(partition) ?? []);
    for (const { partition } of leaving) this.deliveries.delete(partition);
    const settled = Promise.all(leaving.map(delivery => delivery.close()));
    const arriving = gained.map(partition => new PartitionDelivery(partition, this.owner, this.source, this.log));
    for (const delivery of arriving) this.deliveries.set(delivery.partition, delivery);
    this.changing = this.changing.then(async () => {
      await settled;
      await this.revoke(leaving);
      await Promise.all(arriving.map(delivery => delivery.open()));
    });
    return this.changing;
  }

  /** Where each partition stands, to be asked for before the log is, for `observe`. */
  positions(): ReadonlyMap<number, bigint | null> {
    return new Map(this.partitions().map(({ partition, position }) => [partition, position]));
  }

  /** Passes on what the log answered about its partitions; `asked` is `positions()` at the time of the question. */
  observe(observations: readonly Observation[], asked: ReadonlyMap<number, bigint | null>): void {
    for (const observation of observations) {
      this.deliveries.get(observation.partition)?.observe(observation, asked.get(observation.partition) ?? null);
    }
  }

  private async revoke(leaving: readonly PartitionDelivery[]): Promise<void> {
    const partitions = leaving.filter(({ known }) => known).map(({ partition }) => partition);
    if (partitions.length === 0) return;
    await this.owner.revoked(partitions).catch((err: unknown) => {
      this.log.warn({ partitions, err }, 'event-log.revocation-failed');
    });
  }
}
