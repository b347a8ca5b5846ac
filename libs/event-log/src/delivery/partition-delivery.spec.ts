import { PositionOutOfRange } from '../log-errors.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { testLog } from '../testing/test-log.ts';
import { PartitionDelivery } from './partition-delivery.ts';
import { ListSource, batchOf } from './testing/list-source.ts';

describe('PartitionDelivery', () => {
  let owner: RecordingOwner;
  let source: ListSource;
  let delivery: PartitionDelivery;

  const reading = (): Promise<unknown> => eventually('it reads', () => delivery.status().state === 'reading');

  beforeEach(() => {
    owner = new RecordingOwner();
    source = new ListSource();
    delivery = new PartitionDelivery(0, owner, source, testLog);
  });
  afterEach(() => delivery.close());

  describe('opening', () => {
    it('reads from the stored position', async () => {
      owner.shelf.positions.set(0, 42n);
      await delivery.open();
      expect(source.commands).toEqual(['read 0 from 42']);
      expect(delivery.status()).toEqual({ partition: 0, state: 'reading', position: 42n, high: 100n, error: null });
    });

    it('reads from the earliest record where nothing is stored', async () => {
      source.low = 7n;
      await delivery.open();
      expect(source.commands).toEqual(['read 0 from 7']);
    });

    it.each([0n, 100n])('takes position %s, an end of the range', async position => {
      owner.shelf.positions.set(0, position);
      await delivery.open();
      expect(delivery.status().state).toBe('reading');
    });

    it.each([4n, 101n])('stops for position %s, outside of the range', async position => {
      source.low = 5n;
      owner.shelf.positions.set(0, position);
      await delivery.open();
      expect(delivery.status()).toMatchObject({ state: 'stopped', error: { position, low: 5n, high: 100n } });
      expect(delivery.status().error).toBeInstanceOf(PositionOutOfRange);
      expect(source.commands).toEqual(['pause 0']);
    });

    it('tries again while the log is away', async () => {
      source.absences = 2;
      await delivery.open();
      expect(delivery.status()).toMatchObject({ state: 'waiting', error: { code: 'log-unavailable' } });
      await reading();
      expect(owner.openings).toEqual([0, 0, 0]);
    });
  });

  describe('delivering', () => {
    it('moves on batch by batch', async () => {
      await delivery.open();
      expect(await delivery.deliver(batchOf(0n, 3n))).toBe(true);
      expect(await delivery.deliver(batchOf(3n, 5n))).toBe(true);
      expect(delivery.status().position).toBe(5n);
      expect(owner.shelf.values()).toHaveLength(5);
    });

    it('moves over a batch without records without bothering the owner', async () => {
      await delivery.open();
      expect(await delivery.deliver({ ...batchOf(0n, 0n), nextOffset: 4n })).toBe(true);
      expect(delivery.status().position).toBe(4n);
      expect(owner.shelf.positions.size).toBe(0);
    });

    it.each([
      ['a gap', batchOf(5n, 9n)],
      ['a step back', batchOf(0n, 2n)],
    ])('drops a batch after %s, and opens anew', async (_, batch) => {
      owner.shelf.positions.set(0, 2n);
      await delivery.open();
      expect(await delivery.deliver(batch)).toBe(false);
      expect(owner.shelf.records).toEqual([]);
      await reading();
      expect(source.commands).toEqual(['read 0 from 2', 'pause 0', 'read 0 from 2']);
    });

    it('takes nothing before it is open, while it waits, and after it is closed', async () => {
      expect(await delivery.deliver(batchOf(0n, 1n))).toBe(false);
      await delivery.open();
      delivery.reopen(new Error('later'));
      expect(await delivery.deliver(batchOf(0n, 1n))).toBe(false);
      await delivery.close();
      expect(await delivery.deliver(batchOf(0n, 1n))).toBe(false);
      expect(owner.shelf.records).toEqual([]);
    });

    it('opens again only after the batch under way has ended', async () => {
      let release: () => void = () => undefined;
      owner.beforeBatch = () =>
        new Promise(resolve => {
          release = resolve;
        });
      await delivery.open();
      const delivered = delivery.deliver(batchOf(0n, 3n));
      delivery.reopen(new Error('found out later'));
      await eventually('the wait is over and it would open', () => delivery.status().state === 'waiting');
      expect(owner.openings).toEqual([0]);
      release();
      expect(await delivered).toBe(false);
      await reading();
      expect(delivery.status().position).toBe(3n);
    });
  });

  describe('observing', () => {
    const observation = { partition: 0, low: 0n, high: 9n, at: 1_000 };

    it('passes on what the log answered while it reads', async () => {
      delivery.observe(observation, null);
      await delivery.open();
      delivery.observe({ ...observation, high: 100n }, 0n);
      expect(owner.observations).toEqual([{ ...observation, high: 100n }]);
    });

    it('does not mistake an old answer for a log that has shrunk', async () => {
      await delivery.open();
      await delivery.deliver(batchOf(0n, 20n));
      delivery.observe(observation, 5n);
      expect(delivery.status().state).toBe('reading');
    });

    it.each([
      ['the log ends before the position', { ...observation, high: 9n }, 20n],
      ['retention has passed the position', { ...observation, low: 50n, high: 100n }, 20n],
    ])('opens anew when %s, which then stops it', async (_, told, asked) => {
      await delivery.open();
      await delivery.deliver(batchOf(0n, 20n));
      source.low = told.low;
      source.high = told.high;
      delivery.observe(told, asked);
      await eventually('it stops', () => delivery.status().state === 'stopped');
      expect(delivery.status().error).toBeInstanceOf(PositionOutOfRange);
      expect(owner.observations).toEqual([]);
    });
  });

  it('stays stopped whatever is reported later', async () => {
    owner.beforeBatch = () => {
      throw new TypeError('a bug');
    };
    await delivery.open();
    await delivery.deliver(batchOf(0n, 1n));
    delivery.reopen(new Error('another'));
    expect(delivery.status()).toMatchObject({ state: 'stopped', error: { message: 'a bug' } });
  });

  it('does not open any more once closed', async () => {
    await delivery.close();
    await delivery.open();
    expect(owner.openings).toEqual([]);
  });
});
