import fc from 'fast-check';
import { Arrivals, type SimulatedRecord } from './arrivals.ts';

const record = (arrivalAt: number, pumpId = 'P-1', value = ''): SimulatedRecord => ({ pumpId, arrivalAt, value });

describe('Arrivals', () => {
  it('gives each record once, in its stretch, in the order of arrival', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(999), fc.constantFrom('P-1', 'P-2', 'P-3')), { maxLength: 80 }), given => {
        const arrivals = new Arrivals(100);
        given.forEach(([at, pumpId], order) => {
          arrivals.add(record(at, pumpId, String(order)));
        });
        const taken = Array.from({ length: 10 }, (_, stretch) => arrivals.take(stretch * 100));
        taken.forEach((records, stretch) => {
          for (const { arrivalAt } of records) expect(Math.floor(arrivalAt / 100)).toBe(stretch);
        });
        const all = taken.flat();
        expect(all.map(({ value }) => Number(value)).sort((a, b) => a - b)).toEqual(given.map((_, order) => order));
        expect(all.map(({ arrivalAt }) => arrivalAt)).toEqual(given.map(([at]) => at).sort((a, b) => a - b));
      }),
    );
  });

  it('puts records of one millisecond in the order of their pumps, then as they were added', () => {
    const arrivals = new Arrivals(100);
    const given = [record(5, 'P-2', 'a'), record(5, 'P-1', 'b'), record(5, 'P-2', 'c'), record(4, 'P-9', 'd')];
    for (const one of given) arrivals.add(one);
    expect(arrivals.take(0).map(({ value }) => value)).toEqual(['d', 'b', 'a', 'c']);
  });

  it('forgets what was taken, and leaves what was given alone', () => {
    const arrivals = new Arrivals(100);
    arrivals.add(record(7));
    const taken = arrivals.take(0);
    arrivals.add(record(8));
    expect(taken).toHaveLength(1);
    expect(arrivals.take(0)).toEqual([record(8)]);
    expect(arrivals.take(0)).toEqual([]);
  });
});
