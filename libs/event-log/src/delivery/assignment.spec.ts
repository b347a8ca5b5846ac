import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { testLog } from '../testing/test-log.ts';
import { Assignment } from './assignment.ts';
import { ListSource, batchOf } from './testing/list-source.ts';

describe('Assignment', () => {
  let owner: RecordingOwner;
  let assignment: Assignment;

  beforeEach(() => {
    owner = new RecordingOwner();
    assignment = new Assignment(owner, new ListSource(), testLog);
  });
  afterEach(() => assignment.clear());

  it('opens what it gains and lists it in order', async () => {
    await assignment.change([], [3, 1, 2]);
    expect(assignment.partitions().map(({ partition, state }) => [partition, state])).toEqual([
      [1, 'reading'],
      [2, 'reading'],
      [3, 'reading'],
    ]);
  });

  it('tells the owner what it lost before anything new is opened', async () => {
    await assignment.change([], [0, 1]);
    const told: string[] = [];
    owner.revoked = partitions => {
      told.push(`revoked ${partitions.join(',')} after ${owner.openings.length} openings`);
      return Promise.resolve();
    };
    await assignment.change([1], [2]);
    expect(told).toEqual(['revoked 1 after 2 openings']);
    expect(owner.openings).toEqual([0, 1, 2]);
  });

  it('gives up and opens anew what it is given again', async () => {
    await assignment.replace([0, 1]);
    await assignment.replace([1]);
    expect(owner.revocations).toEqual([0, 1]);
    expect(owner.openings).toEqual([0, 1, 1]);
  });

  it('delivers nothing of a lost partition from that moment on, and waits for what is under way', async () => {
    let release: () => void = () => undefined;
    owner.beforeBatch = () =>
      new Promise(resolve => {
        release = resolve;
      });
    await assignment.change([], [0]);
    const delivery = assignment.get(0)!;
    const delivered = delivery.deliver(batchOf(0n, 1n));
    const changed = assignment.change([0], []);
    expect(assignment.get(0)).toBeUndefined();
    expect(await delivery.deliver(batchOf(1n, 2n))).toBe(false);
    expect(owner.revocations).toEqual([]);
    release();
    await Promise.all([delivered, changed]);
    expect(owner.revocations).toEqual([0]);
  });

  it('never opens what was taken away again before its turn came', async () => {
    const slow = assignment.change([], [0]);
    const gained = assignment.change([], [1]);
    const lost = assignment.change([1], []);
    await Promise.all([slow, gained, lost]);
    expect(owner.openings).toEqual([0]);
    expect(owner.revocations).toEqual([]);
  });

  it('goes on when the owner fails to let go', async () => {
    await assignment.change([], [0]);
    owner.revoked = () => Promise.reject(new Error('database away'));
    await assignment.replace([1]);
    await eventually('it reads', () => assignment.get(1)?.status().state === 'reading');
  });

  it('passes observations to the partitions it has', async () => {
    await assignment.change([], [0]);
    const asked = assignment.positions();
    assignment.observe(
      [0, 1].map(partition => ({ partition, low: 0n, high: 100n, at: 5 })),
      asked,
    );
    expect(owner.observations).toEqual([{ partition: 0, low: 0n, high: 100n, at: 5 }]);
  });
});
