import { DatabaseUnavailable } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { rejection } from '../testing/outcomes.fixture.ts';
import { deadLetter, newYear, raised, TestPartition } from '../testing/rows.fixture.ts';
import { withPartitionRelayLock } from './relay-lock.ts';
import {
  markChangesPublished,
  markDeadLettersPublished,
  unpublishedChanges,
  unpublishedDeadLetters,
  unpublishedPartitions,
} from './unpublished.ts';

let database: TestDatabase;
let url: string;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  url = await database.empty();
  model = await database.open(url);
});
afterAll(async () => {
  await database.stop();
});

describe('the outbox', () => {
  it('gives a partition’s changes, each alert’s in the order of its versions, until they are marked', async () => {
    const zero = await TestPartition.open(model, 0);
    const one = await TestPartition.open(model, 1);
    await zero.write({
      alertChanges: [raised({ alertId: 'b', version: 2 }), raised({ alertId: 'b' }), raised({ alertId: 'a' })],
    });
    await one.write({ alertChanges: [raised({ alertId: 'c' })] });
    const pending = async (partition: number, limit = 10) =>
      (await unpublishedChanges(model, partition, limit)).map(({ alertId, version }) => `${alertId}${version}`);
    expect(await pending(0)).toEqual(['a1', 'b1', 'b2']);
    expect(await pending(0, 2)).toEqual(['a1', 'b1']);
    expect(await pending(1)).toEqual(['c1']);
    const first = await unpublishedChanges(model, 0, 2);
    expect(first[0]).toEqual({ alertId: 'a', version: 1, pumpId: 'P-1', change: 'raised', at: newYear, doc: '{}' });
    await markChangesPublished(model, first);
    await markChangesPublished(model, [...first, { alertId: 'gone', version: 1 }]);
    await markChangesPublished(model, []);
    expect(await pending(0)).toEqual(['b2']);
  });

  it('gives a partition’s dead letters, the oldest first, until they are marked', async () => {
    const owner = await TestPartition.open(model, 3);
    const deadLetters = [1, 2, 3].map(n =>
      deadLetter({ id: `t:3:${n}`, at: newYear - n, value: Buffer.from([n, 255]) }),
    );
    await owner.write({ deadLetters });
    const pending = async () => (await unpublishedDeadLetters(model, 3, 2)).map(letter => letter.id);
    expect(await pending()).toEqual(['t:3:3', 't:3:2']);
    expect((await unpublishedDeadLetters(model, 3, 1))[0]?.value).toEqual(Buffer.from([3, 255]));
    await markDeadLettersPublished(model, ['t:3:3', 't:3:2']);
    expect(await pending()).toEqual(['t:3:1']);
    expect(await unpublishedDeadLetters(model, 4, 2)).toEqual([]);
  });
});

describe('the partitions to relay', () => {
  it('are those that hold a change or a dead letter nobody published', async () => {
    const empty = await database.open(await database.empty());
    expect(await unpublishedPartitions(empty)).toEqual([]);
    const [two, five, six] = [await TestPartition.open(empty, 2), await TestPartition.open(empty, 5), await TestPartition.open(empty, 6)];
    await five.write({ alertChanges: [raised({ alertId: 'a' })], deadLetters: [deadLetter({ id: 't:5:1' })] });
    await two.write({ deadLetters: [deadLetter({ id: 't:2:1' })] });
    await six.write({ alertChanges: [raised({ alertId: 'b' })] });
    await markChangesPublished(empty, [{ alertId: 'b', version: 1 }]);
    expect(await unpublishedPartitions(empty)).toEqual([2, 5]);
  });
});

describe('the relay’s lock', () => {
  it('lets one relay work on a partition at a time, and others on other partitions', async () => {
    const outcomes: boolean[] = [];
    const first = await withPartitionRelayLock(model, 1, async () => {
      outcomes.push(await withPartitionRelayLock(model, 1, () => Promise.reject(new Error('must not run'))));
      outcomes.push(await withPartitionRelayLock(model, 2, () => Promise.resolve()));
    });
    expect([first, ...outcomes]).toEqual([true, false, true]);
  });

  it('is free again afterwards, also when the work failed', async () => {
    const fault = new RangeError('as thrown');
    expect(await rejection(withPartitionRelayLock(model, 1, () => Promise.reject(fault)))).toBe(fault);
    expect(await withPartitionRelayLock(model, 1, () => Promise.resolve())).toBe(true);
  });

  it('holds between processes: another pool does not get it', async () => {
    const other = await database.open(url);
    await withPartitionRelayLock(model, 5, async () => {
      expect(await withPartitionRelayLock(other, 5, () => Promise.resolve())).toBe(false);
    });
    expect(await withPartitionRelayLock(other, 5, () => Promise.resolve())).toBe(true);
  });

  it('tells the work when the connection that holds it is lost', async () => {
    const work = withPartitionRelayLock(model, 6, async signal => {
      const lost = new Promise(resolve => {
        signal.addEventListener('abort', resolve, { once: true });
      });
      await database.until(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 6`,
        url,
      );
      await lost;
      signal.throwIfAborted();
    });
    expect(await rejection(work)).toBeInstanceOf(DatabaseUnavailable);
    await database.until(
      `select 1 where not exists (select from pg_locks where locktype = 'advisory' and objid = 6)`,
      url,
    );
    expect(await withPartitionRelayLock(model, 6, () => Promise.resolve())).toBe(true);
  });
});
