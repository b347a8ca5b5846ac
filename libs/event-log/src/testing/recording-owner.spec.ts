import { batchOf } from '../delivery/testing/list-source.ts';
import { RecordingOwner, Shelf } from './recording-owner.ts';

describe('RecordingOwner', () => {
  it('stores records and position together', async () => {
    const owner = new RecordingOwner();
    expect(await owner.opened(0)).toBeNull();
    await owner.batch(batchOf(0n, 3n));
    expect(owner.shelf.values()).toEqual(['0', '1', '2']);
    expect(await owner.opened(0)).toBe(3n);
  });

  it('finds a batch given twice, and one that was skipped', async () => {
    const owner = new RecordingOwner();
    await owner.opened(0);
    await owner.batch(batchOf(0n, 3n));
    await expect(owner.batch(batchOf(0n, 3n))).rejects.toThrow('position is 3');
    await expect(owner.batch(batchOf(4n, 5n))).rejects.toThrow('position is 3');
    expect(owner.shelf.records).toHaveLength(3);
  });

  it('stores nothing any more once another has opened the partition', async () => {
    const shelf = new Shelf();
    const [former, present] = [new RecordingOwner(shelf), new RecordingOwner(shelf)];
    await former.opened(0);
    await present.opened(0);
    await expect(former.batch(batchOf(0n, 1n))).rejects.toThrow('fenced');
    await present.batch(batchOf(0n, 1n));
  });

  it('notices batches of one partition that overlap', async () => {
    const owner = new RecordingOwner();
    owner.beforeBatch = () => new Promise(setImmediate);
    await owner.opened(0);
    await Promise.allSettled([owner.batch(batchOf(0n, 1n)), owner.batch(batchOf(1n, 2n))]);
    expect(owner.mostAtOnce).toBe(2);
  });
});
