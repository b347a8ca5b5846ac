import type { PartitionBatch } from '../event-log.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner, Shelf } from '../testing/recording-owner.ts';
import { records, inPartition, upTo, numbers, stored, stateOf, partitions, type Stage } from './stage.ts';

export const describeReading = (stage: Stage): void => {
  it('goes on exactly at the stored positions', async () => {
    const shelf = new Shelf();
    const first = stage.openLog();
    await first.append(records(300));
    const subscription = first.consume(new RecordingOwner(shelf));
    await stored(shelf, 300);
    await subscription.stop();
    await first.append(records(200, 300));
    stage.openLog().consume(new RecordingOwner(shelf));
    await stored(shelf, 500);
    expect(numbers(shelf.values())).toEqual(upTo(500));
  });

  it('begins at a stored position in the middle, whatever the group has read before', async () => {
    const log = stage.openLog();
    await log.append(records(400));
    const all = new RecordingOwner();
    const subscription = log.consume(all);
    await stored(all.shelf, 400);
    for (const [partition, position] of all.shelf.positions) subscription.committed(partition, position);
    await subscription.stop();
    const again = new RecordingOwner();
    for (let partition = 0; partition < partitions; partition++) again.shelf.positions.set(partition, 7n);
    log.consume(again);
    await stored(again.shelf, 400 - 7 * partitions);
    for (let partition = 0; partition < partitions; partition++) {
      expect(again.shelf.values(partition)).toEqual(all.shelf.values(partition).slice(7));
    }
  });

  it('hands over the next batch of a partition only when the former is done', async () => {
    const owner = new RecordingOwner();
    const log = stage.openLog();
    let release: () => void = () => undefined;
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    let begun = 0;
    owner.beforeBatch = () => {
      begun += 1;
      return held;
    };
    await log.append(records(100));
    log.consume(owner);
    await eventually('every partition has a batch under way', () => begun >= partitions);
    await log.append(records(100, 100));
    const known = (): bigint =>
      upTo(partitions).reduce((sum, partition) => sum + (owner.lastHigh(partition) ?? 0n), 0n);
    await eventually('the reader knows of the new records', () => known() === 200n);
    expect(owner.shelf.records).toHaveLength(0);
    release();
    await stored(owner.shelf, 200);
    expect(owner.mostAtOnce).toBe(1);
    expect(numbers(owner.shelf.values())).toEqual(upTo(200));
  });

  it('gives the records again from the stored position after the owner failed', async () => {
    const owner = new RecordingOwner();
    let failures = 0;
    owner.beforeBatch = ({ partition }: PartitionBatch) => {
      if (partition === 1 && failures < 3) {
        failures += 1;
        throw new Error('database away');
      }
    };
    const log = stage.openLog();
    await log.append(records(200));
    log.consume(owner);
    await stored(owner.shelf, 200);
    expect(numbers(owner.shelf.values())).toEqual(upTo(200));
    expect(owner.openings.filter(partition => partition === 1)).toHaveLength(4);
  });

  it('opens a partition again when the owner finds a failure later', async () => {
    const owner = new RecordingOwner();
    const log = stage.openLog();
    await log.append(records(200));
    const subscription = log.consume(owner);
    await stored(owner.shelf, 200);
    const lost = owner.shelf.positions.get(2)!;
    owner.shelf.positions.set(2, 0n);
    subscription.reopen(2, new Error('the transaction failed'));
    await eventually('partition 2 is read again', () => owner.shelf.positions.get(2) === lost);
    expect(owner.shelf.values(2)).toHaveLength(Number(lost) * 2);
  });

  it.each([
    ['says that trying again can’t help', Object.assign(new Error('wrong schema'), { retriable: false })],
    ['is a programming error', new TypeError('undefined is not a function')],
  ])('stops a partition, and no other, where the failure %s', async (_, failure) => {
    const owner = new RecordingOwner();
    owner.beforeBatch = ({ partition }: PartitionBatch) => {
      if (partition === 1) throw failure;
    };
    const log = stage.openLog();
    await log.append(records(200));
    const subscription = log.consume(owner);
    await eventually('partition 1 stopped', () => stateOf(subscription, 1) === 'stopped');
    await stored(owner.shelf, 200 - inPartition(records(200), 1).length);
    expect(subscription.partitions().find(({ partition }) => partition === 1)?.error).toBe(failure);
    expect(subscription.partitions().map(({ state }) => state)).toEqual(['reading', 'stopped', 'reading', 'reading']);
  });

  it('says about each partition how far the log reached at a time, also when nothing arrives', async () => {
    const owner = new RecordingOwner();
    const log = stage.openLog();
    await log.append(records(40));
    log.consume(owner);
    await stored(owner.shelf, 40);
    const appended = Date.now();
    const later = (partition: number): boolean =>
      owner.observations.some(
        ({ partition: of, at, high }) =>
          of === partition && at > appended && high === owner.shelf.positions.get(partition),
      );
    await eventually('all observed at their end', () => upTo(partitions).every(later));
  });

  it('tells what it reads and how far', async () => {
    const owner = new RecordingOwner();
    const log = stage.openLog();
    await log.append(records(100));
    const subscription = log.consume(owner);
    await stored(owner.shelf, 100);
    await eventually('positions reach the stored ones', () =>
      subscription.partitions().every(({ partition, position }) => position === owner.shelf.positions.get(partition)),
    );
    expect(subscription.status()).toEqual({ state: 'assigned', detail: null });
    expect(subscription.partitions().map(({ partition }) => partition)).toEqual(upTo(partitions));
    await subscription.stop();
    expect(subscription.status().state).toBe('stopped');
    expect(subscription.partitions()).toEqual([]);
    expect([...owner.revocations].sort()).toEqual(upTo(partitions));
  });
};
