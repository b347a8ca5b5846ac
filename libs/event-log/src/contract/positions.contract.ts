import type { PartitionBatch } from '../event-log.ts';
import { PositionOutOfRange } from '../log-errors.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { records, inPartition, upTo, stored, stateOf, partitions, type Stage } from './stage.ts';

export const describePositions = (stage: Stage): void => {
  it.each([
    ['above its end stops that partition alone', 999n, 1],
    ['below what retention kept stops that partition alone', 1n, 2],
  ])('%s', async (_, position, partition) => {
    const log = stage.openLog();
    await log.append(records(200));
    await stage.world.trim(2, 5n);
    const owner = new RecordingOwner();
    owner.shelf.positions.set(partition, position);
    const subscription = log.consume(owner);
    await eventually('stopped', () => stateOf(subscription, partition) === 'stopped');
    const { error } = subscription.partitions()[partition]!;
    expect(error).toBeInstanceOf(PositionOutOfRange);
    expect(error).toMatchObject({ code: 'position-out-of-range', retriable: false, partition, position });
    expect(error!.message).toContain('rebuild');
    await log.append(records(100, 200));
    const trimmed = partition === 2 ? 0 : 5;
    await stored(owner.shelf, 300 - inPartition(records(300), partition).length - trimmed);
    expect(owner.shelf.values(partition)).toEqual([]);
    expect(subscription.partitions().filter(({ state }) => state === 'stopped')).toHaveLength(1);
  });

  it('stops while reading, too, when the log is made anew', async () => {
    const log = stage.openLog();
    await log.append(records(200));
    const owner = new RecordingOwner();
    const subscription = log.consume(owner);
    await stored(owner.shelf, 200);
    await stage.world.recreate();
    await eventually(
      'all stopped',
      () => upTo(partitions).every(partition => stateOf(subscription, partition) === 'stopped'),
      50_000,
    );
    expect(owner.shelf.records).toHaveLength(200);
  });

  it('stops rather than jumps when retention passes a reader that lags', async () => {
    const log = stage.openLog();
    const owner = new RecordingOwner();
    let release: () => void = () => undefined;
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    let begun = false;
    owner.beforeBatch = ({ partition }: PartitionBatch) => {
      begun ||= partition === 2;
      return partition === 2 ? held : undefined;
    };
    await log.append(records(100));
    const subscription = log.consume(owner);
    await eventually('partition 2 is under way', () => begun);
    await log.append(records(400, 100));
    const { high } = (await log.watermarks())[2]!;
    await stage.world.trim(2, high - 1n);
    release();
    await eventually('stopped', () => stateOf(subscription, 2) === 'stopped');
    expect(subscription.partitions()[2]!.error).toBeInstanceOf(PositionOutOfRange);
    const offsets = owner.shelf.records.filter(({ partition }) => partition === 2).map(({ record }) => record.offset);
    expect(offsets).toEqual(offsets.map((_, index) => BigInt(index)));
    expect(offsets).not.toContain(high - 1n);
  });

  it('begins at the earliest record kept when nothing is stored', async () => {
    const log = stage.openLog();
    await log.append(records(200));
    await stage.world.trim(2, 5n);
    const owner = new RecordingOwner();
    log.consume(owner);
    await stored(owner.shelf, 195);
    expect(owner.shelf.records.find(({ partition }) => partition === 2)?.record.offset).toBe(5n);
  });
};
