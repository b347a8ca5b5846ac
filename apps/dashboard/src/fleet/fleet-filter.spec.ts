import { findRows, type Wanted } from './fleet-filter.ts';
import { parseChoice } from './fleet-choice.ts';
import { idsOf, row } from './pump-summary.fixture.ts';

const rows = [
  row('P-1', { clinicId: 'north', alerts: { open: 1, highestPriority: 'high' }, deliveryState: 'not-delivering' }),
  row('P-2', { clinicId: 'north', alerts: { open: 3, highestPriority: 'low' } }),
  row('P-3', { clinicId: 'south', deliveryState: 'unknown' }),
  row('P-4', { clinicId: null }),
];
const wanted = (query: string): Wanted => parseChoice(query).wanted;
const find = (query: string): readonly string[] => idsOf(findRows(rows, wanted(query)).rows);

describe('finding rows', () => {
  it('finds all where nothing is asked for', () => {
    expect(find('')).toEqual(['P-1', 'P-2', 'P-3', 'P-4']);
  });

  it('wants every word somewhere, in any case', () => {
    expect(find('q=NORTH')).toEqual(['P-1', 'P-2']);
    expect(find('q=north+p-2')).toEqual(['P-2']);
    expect(find('q=north+south')).toEqual([]);
  });

  it('takes any value of one facet, and needs all facets', () => {
    expect(find('delivery=not-delivering,unknown')).toEqual(['P-1', 'P-3']);
    expect(find('delivery=not-delivering,unknown&alerts=high')).toEqual(['P-1']);
    expect(find('alerts=low&delivery=unknown')).toEqual([]);
  });

  it('counts a facet among what the search and the other facets let through', () => {
    const { counts } = findRows(rows, wanted('q=north&alerts=high'));
    expect(counts.alerts).toEqual({ high: 1, low: 1 });
    expect(counts.delivery).toEqual({ 'not-delivering': 1 });
  });

  it('goes through ten thousand rows within 50 ms', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => row(`P-${index}`, { clinicId: `clinic-${index % 40}` }));
    findRows(many, wanted('q=clinic-7'));
    const start = performance.now();
    const found = findRows(many, wanted('q=clinic-7&delivery=delivering'));
    expect(performance.now() - start).toBeLessThan(50);
    expect(found.rows).toHaveLength(250);
  });
});
