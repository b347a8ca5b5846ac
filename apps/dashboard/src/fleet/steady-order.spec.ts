import { idsOf, row } from './pump-summary.fixture.ts';
import { keepOrder } from './steady-order.ts';

const [a, b, c] = [row('a'), row('b'), row('c')];
const currentOf =
  (...rows: readonly (typeof a)[]) =>
  (id: string) =>
    rows.find(found => found.id === id) ?? null;

describe('an order that is kept', () => {
  it('keeps the places and takes the new values', () => {
    const worse = row('b', { deliveryState: 'not-delivering' });
    const { rows, changed } = keepOrder([a, b, c], [worse, a, c], currentOf(a, worse, c));
    expect(idsOf(rows)).toEqual(['a', 'b', 'c']);
    expect(rows[1]).toBe(worse);
    expect(changed).toBe(true);
  });

  it('has changed nothing where only values did', () => {
    const fuller = row('a', { version: 2 });
    expect(keepOrder([a, b], [fuller, b], currentOf(fuller, b))).toEqual({ rows: [fuller, b], changed: false });
  });

  it('drops a pump that is gone and tells of a new one', () => {
    expect(keepOrder([a, b], [a], currentOf(a))).toEqual({ rows: [a], changed: false });
    expect(keepOrder([a], [a, b], currentOf(a, b)).changed).toBe(true);
  });
});
