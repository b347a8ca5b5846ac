import { LogClosed } from '../log-errors.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { keys, records, inPartition, upTo, numbers, stored, partitions, type Stage } from './stage.ts';

export const describeAppending = (stage: Stage): void => {
  it('has every record durably, in its key’s partition, when it resolves', async () => {
    await stage.openLog().append(records(100));
    const expected = upTo(partitions).map(partition => inPartition(records(100), partition));
    const watermarks = await stage.openLog().watermarks();
    expect(watermarks.map(({ partition, low, high }) => [partition, low, high])).toEqual(
      expected.map((held, partition) => [partition, 0n, BigInt(held.length)]),
    );
  });

  it('keeps the order of each key over many appends that did not wait for each other', async () => {
    const log = stage.openLog();
    await Promise.all(upTo(50).map(round => log.append(records(20, round * 20))));
    const owner = new RecordingOwner();
    log.consume(owner);
    await stored(owner.shelf, 1_000);
    for (const key of keys) {
      const held = owner.shelf.records.filter(({ record }) => Buffer.from(record.key ?? []).toString() === key);
      const values = held.map(({ record }) => Number(Buffer.from(record.value ?? []).toString()));
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });

  it('skips nothing under concurrent writers, and numbers records without holes', async () => {
    const writers = upTo(4).map(() => stage.openLog());
    const owner = new RecordingOwner();
    stage.openLog().consume(owner);
    const rounds = writers.map(async (log, writer) => {
      for (let round = 0; round < 20; round++) await log.append(records(25, writer * 500 + round * 25));
    });
    await Promise.all(rounds);
    await stored(owner.shelf, 2_000);
    expect(numbers(owner.shelf.values())).toEqual(upTo(2_000));
    for (let partition = 0; partition < partitions; partition++) {
      const held = owner.shelf.records.filter(record => record.partition === partition);
      expect(held.map(({ record }) => record.offset)).toEqual(held.map((_, index) => BigInt(index)));
    }
  });

  it('gives back key, value, headers and time byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const receivedAt = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
    const log = stage.openLog();
    await log.append([
      {
        key: 'Pümp-😀',
        value: bytes,
        headers: { 'content-type': 'application/cloudevents+json', odd: bytes },
        receivedAt,
      },
      { key: 'Pümp-😀', value: '', receivedAt },
    ]);
    const owner = new RecordingOwner();
    log.consume(owner);
    await stored(owner.shelf, 2);
    const [first, second] = owner.shelf.records.map(({ record }) => record);
    expect(Buffer.from(first!.key!).toString()).toBe('Pümp-😀');
    expect([...first!.value!]).toEqual([...bytes]);
    expect(Object.keys(first!.headers).sort()).toEqual(['content-type', 'odd']);
    expect([...first!.headers['odd']!]).toEqual([...bytes]);
    expect(first!.receivedAt).toBe(receivedAt);
    expect(second!.value).toHaveLength(0);
    expect(Object.keys(second!.headers)).toEqual([]);
  });

  it('stamps records without a time with the time of the append', async () => {
    const before = Date.now();
    const log = stage.openLog();
    await log.append(records(1));
    const owner = new RecordingOwner();
    log.consume(owner);
    await stored(owner.shelf, 1);
    const { receivedAt } = owner.shelf.records[0]!.record;
    expect(receivedAt).toBeGreaterThanOrEqual(before);
    expect(receivedAt).toBeLessThanOrEqual(Date.now());
  });

  it('takes an append of many records, and one of none', async () => {
    const log = stage.openLog();
    await log.append([]);
    await log.append(records(5_000));
    const ends = await log.watermarks();
    expect(ends.reduce((sum, { high }) => sum + high, 0n)).toBe(5_000n);
  });

  it('is refused after close', async () => {
    const log = stage.openLog();
    await log.close();
    await log.close();
    await expect(log.append(records(1))).rejects.toThrow(LogClosed);
    expect(() => log.consume(new RecordingOwner())).toThrow(LogClosed);
  });
};
