import fc from 'fast-check';
import { pageOf } from './page.ts';

const page = (rows: readonly number[], limit: number) =>
  pageOf(rows, limit, { item: row => row * 10, cursor: last => `after ${last}` });

describe('a page', () => {
  it('has a next one when a row more than its limit was found', () => {
    expect(page([1, 2, 3], 2)).toEqual({ items: [10, 20], nextCursor: 'after 2' });
  });

  it('is the last when no more than its limit was found', () => {
    expect(page([1, 2], 2)).toEqual({ items: [10, 20], nextCursor: null });
    expect(page([], 2)).toEqual({ items: [], nextCursor: null });
  });

  it('leads with those after it to every row once, whatever the limit', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 7 }), (count, limit) => {
        const rows = Array.from({ length: count }, (_, index) => index);
        const seen: number[] = [];
        for (let from = 0, more = true; more; from += limit) {
          const { items, nextCursor } = page(rows.slice(from, from + limit + 1), limit);
          seen.push(...items);
          more = nextCursor !== null;
        }
        expect(seen).toEqual(rows.map(row => row * 10));
      }),
    );
  });
});
