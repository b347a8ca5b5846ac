import fc from 'fast-check';
import type { LoggedRecord, PartitionBatch } from '@cisterna/event-log';
import { atHour, logged, registration, report } from '../testing/telemetry.ts';
import { takeIn } from './intake.ts';

const batch = (...records: readonly LoggedRecord[]): PartitionBatch => ({
  partition: 3,
  firstOffset: 0n,
  nextOffset: BigInt(records.length),
  highWatermark: 99n,
  records,
});

describe('a batch taken in', () => {
  it('is sorted by pump, each pump’s events in log order, with the text as received', () => {
    const text = JSON.stringify(report(5, { seq: 9 }), null, 1);
    const { pumps, refused } = takeIn(
      batch(
        logged(text, 4, { key: new TextEncoder().encode('P-1') }),
        logged(report(1, { pumpId: 'P-2', seq: 1 }), 5),
        logged(report(1, { seq: 2 }), 6),
      ),
    );
    expect([...pumps].map(([id, group]) => [id, group.map(a => [a.event.seq, a.offset])])).toEqual([
      [
        'P-1',
        [
          [9, 4n],
          [2, 6n],
        ],
      ],
      ['P-2', [[1, 5n]]],
    ]);
    expect(pumps.get('P-1')?.[0]?.text).toBe(text);
    expect(refused).toEqual([]);
  });

  it('keeps what can’t be taken, with its reason and the pumps it names', () => {
    const record = logged(report(1, { seq: 1 }, { deliveredNl: -1 }), 7);
    const { pumps, refused } = takeIn(batch(logged('{', 6), record, logged(registration({ seq: 1 }), 8)));
    expect(refused.map(({ why }) => [why.code, why.pumpIds])).toEqual([
      ['not-json', []],
      ['invalid-data', ['P-1']],
    ]);
    expect(refused[1]?.record).toBe(record);
    expect(pumps.get('P-1')).toHaveLength(1);
  });

  it('tells the newest receipt, of refused records too', () => {
    const at = (hours: number, offset: number) =>
      logged(report(1, { seq: offset }), offset, { receivedAt: atHour(hours) });
    expect(takeIn(batch(at(3, 1), at(9, 2), at(5, 3))).newest).toBe(atHour(9));
    expect(takeIn(batch(at(3, 1), logged('{', 2, { receivedAt: atHour(4) }))).newest).toBe(atHour(4));
    expect(takeIn(batch())).toEqual({ pumps: new Map(), refused: [], newest: null });
  });

  it('loses nothing and makes nothing up', () => {
    const record = fc.oneof(
      fc
        .record({ pumpId: fc.constantFrom('P-1', 'P-2', 'P-3'), seq: fc.integer({ min: 1, max: 5 }) })
        .map(place => report(1, place)),
      fc.string(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(record), values => {
        const { pumps, refused } = takeIn(batch(...values.map((value, i) => logged(value, i))));
        const offsets = [
          ...[...pumps.values()].flatMap(group => group.map(a => a.offset)),
          ...refused.map(r => r.record.offset),
        ];
        expect(offsets.toSorted((a, b) => Number(a - b))).toEqual(values.map((_, i) => BigInt(i)));
        for (const [id, group] of pumps) expect(group.every(a => a.event.pumpId === id)).toBe(true);
      }),
    );
  });
});
