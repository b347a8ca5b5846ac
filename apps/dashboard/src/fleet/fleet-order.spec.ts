import fc from 'fast-check';
import { defaultOrder, nextOrder, sortColumns, sortRows } from './fleet-order.ts';
import { idsOf, row } from './pump-summary.fixture.ts';

const silent = row('silent', { deliveryState: 'unknown', refillInDays: 2 });
const stalled = row('stalled', { deliveryState: 'not-delivering', refillInDays: 40, alerts: { open: 2, highestPriority: 'high' } });
const late = row('late', { refillInDays: -1, alerts: { open: 1, highestPriority: 'high' } });
const soon = row('soon', { refillInDays: 3 });
const undated = row('undated', { refillInDays: null, clinicId: null });
const all = [undated, soon, silent, late, stalled];

describe('the order of the fleet', () => {
  it('is worst first: alerts, then delivery, then the refill date, the undated last', () => {
    expect(idsOf(sortRows([...all], defaultOrder))).toEqual(['stalled', 'late', 'silent', 'soon', 'undated']);
  });

  it('has the unknown last in both directions', () => {
    expect(idsOf(sortRows([...all], { column: 'refillBy', descending: false }))).toEqual(['late', 'silent', 'soon', 'stalled', 'undated']);
    expect(idsOf(sortRows([...all], { column: 'refillBy', descending: true }))).toEqual(['stalled', 'soon', 'silent', 'late', 'undated']);
    expect(idsOf(sortRows([...all], { column: 'clinic', descending: true })).at(-1)).toBe('undated');
  });

  it('puts the confirmed and the most suspect catheters first', () => {
    const catheter = (status: 'suspected' | 'confirmed', probability: number) => ({
      catheter: { status, probability, suspectedKind: null, onsetAt: null, detectedAt: null, recommendedCheck: null },
    });
    const rows = [soon, row('less', catheter('suspected', 0.6)), row('more', catheter('suspected', 0.9)), row('sure', catheter('confirmed', 1))];
    expect(idsOf(sortRows(rows, { column: 'catheter', descending: false }))).toEqual(['sure', 'more', 'less', 'soon']);
  });

  it('is the same from any beginning', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), fc.constantFrom(...sortColumns), fc.boolean(), (rows, column, descending) => {
        expect(idsOf(sortRows([...rows], { column, descending }))).toEqual(idsOf(sortRows([...all], { column, descending })));
      }),
    );
  });

  it('goes upwards, downwards and back to the usual by presses on one head', () => {
    const up = nextOrder(defaultOrder, 'refillBy');
    const down = nextOrder(up, 'refillBy');
    expect([up, down, nextOrder(down, 'refillBy')]).toEqual([
      { column: 'refillBy', descending: false },
      { column: 'refillBy', descending: true },
      defaultOrder,
    ]);
  });
});
