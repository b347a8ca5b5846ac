import fc from 'fast-check';
import type { LoggedRecord, PartitionBatch } from '@cisterna/event-log';
import { atHour, logged, registration, report } from '../testing/telemetry.ts';
import { decodeGroup, takeIn, type DecodedGroup } from './intake.ts';

const batch = (...records: readonly LoggedRecord[]): PartitionBatch => ({
  partition: 3,
  firstOffset: 0n,
  nextOffset: BigInt(records.length),
  highWatermark: 99n,
  records,
});

const offsetsOf = ({ arrived, refused }: DecodedGroup): readonly bigint[] => [...arrived.map(a => a.offset), ...refused.map(r => r.record.offset)];
const ascending = (offsets: readonly bigint[]): readonly bigint[] => offsets.toSorted((a, b) => Number(a - b));

describe('a batch taken in', () => {
  it('is sorted by key, each key’s records in log order', () => {
    const { groups } = takeIn(
      batch(logged(report(5, { seq: 9 }), 4), logged(report(1, { pumpId: 'P-2', seq: 1 }), 5), logged(report(1, { seq: 2 }), 6)),
    );
    expect([...groups].map(([key, group]) => [key, group.map(r => r.offset)])).toEqual([
      ['P-1', [4n, 6n]],
      ['P-2', [5n]],
    ]);
  });

  it('keeps records without a key, and keys that name no pump apart from those that do', () => {
    const keys = [null, Uint8Array.of(0xc3, 0xa9), Uint8Array.of(0x50, 0x2d, 0x31)];
    const { groups } = takeIn(batch(...keys.map((key, i) => logged(report(1, { seq: 1 }), i, { key }))));
    expect([...groups.values()].map(group => group.map(r => r.offset))).toEqual([[0n], [1n], [2n]]);
    expect(groups.get('P-1')).toHaveLength(1);
  });

  it('tells the newest receipt, of records that can’t be taken too', () => {
    const at = (hours: number, offset: number) => logged(report(1, { seq: offset }), offset, { receivedAt: atHour(hours) });
    expect(takeIn(batch(at(3, 1), at(9, 2), at(5, 3))).newest).toBe(atHour(9));
    expect(takeIn(batch(at(3, 1), logged('{', 2, { receivedAt: atHour(4) }))).newest).toBe(atHour(4));
    expect(takeIn(batch())).toEqual({ groups: new Map(), newest: null });
  });
});

describe('the records of one key', () => {
  it('are events with their text as received, in log order', () => {
    const text = JSON.stringify(report(5, { seq: 9 }), null, 1);
    const { arrived, refused } = decodeGroup([logged(text, 4, { key: new TextEncoder().encode('P-1') }), logged(report(1, { seq: 2 }), 6)]);
    expect(arrived.map(a => [a.event.seq, a.offset])).toEqual([
      [9, 4n],
      [2, 6n],
    ]);
    expect(arrived[0]?.text).toBe(text);
    expect(refused).toEqual([]);
  });

  it('are kept where they can’t be taken, with the reason and the pumps they name', () => {
    const record = logged(report(1, { seq: 1 }, { deliveredNl: -1 }), 7);
    const { arrived, refused } = decodeGroup([logged('{', 6), record, logged(registration({ seq: 1 }), 8)]);
    expect(refused.map(({ why }) => [why.code, why.pumpIds])).toEqual([
      ['not-json', []],
      ['invalid-data', ['P-1']],
    ]);
    expect(refused[1]?.record).toBe(record);
    expect(arrived).toHaveLength(1);
  });

  it('lose nothing and make nothing up: an event is under the key that is its pump', () => {
    const record = fc.oneof(
      fc.record({ pumpId: fc.constantFrom('P-1', 'P-2', 'P-3'), seq: fc.integer({ min: 1, max: 5 }) }).map(place => report(1, place)),
      fc.string(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(record), values => {
        const { groups } = takeIn(batch(...values.map((value, i) => logged(value, i))));
        const decoded = [...groups].map(([key, group]) => ({ key, ...decodeGroup(group) }));
        expect(ascending(decoded.flatMap(offsetsOf))).toEqual(values.map((_, i) => BigInt(i)));
        for (const { key, arrived } of decoded) expect(arrived.every(a => a.event.pumpId === key)).toBe(true);
      }),
    );
  });
});
