import { mL, refill, registration, report } from '../../testing/facts.ts';
import { alertsAfter } from '../../testing/projection.ts';
import { record, type Line } from '../../testing/written.ts';

const discrepancies = (...lines: readonly Line[]) =>
  alertsAfter(registration(), refill(0, 20 * mL), ...lines).filter(a => a.kind === 'volume-discrepancy');

describe('volume-discrepancy', () => {
  it('is not raised within the limit, nor by the first refill', () => {
    expect(discrepancies()).toEqual([]);
    expect(discrepancies(report(10 * mL), refill(12 * mL, 20 * mL))).toEqual([]);
  });

  it('is an instant: latched from the start', () => {
    expect(discrepancies(report(10 * mL), refill(12 * mL + 1, 20 * mL))).toMatchObject([
      {
        id: 'P-1:volume-discrepancy:1:4:0',
        priority: 'medium',
        condition: 'latched',
        onsetAt: '2026-01-01T04:00:00Z',
        clearedAt: null,
      },
    ]);
  });

  it('says in neutral words to which side', () => {
    const [more, less] = discrepancies(
      report(10 * mL),
      refill(13 * mL, 20 * mL),
      report(10 * mL),
      refill(7 * mL, 20 * mL),
    );
    expect(more?.detail).toBe('Aspirated 13.00 mL, expected 10.00 mL: 3.00 mL more than the account, limit 2.00 mL.');
    expect(less?.detail).toBe('Aspirated 7.00 mL, expected 10.00 mL: 3.00 mL less than the account, limit 2.00 mL.');
  });

  it('is a new alert at each refill, a person’s too, while the former one stays', () => {
    const both = discrepancies(report(10 * mL), refill(0, 20 * mL), record(refill(0, 20 * mL)));
    expect(both.map(a => [a.id, a.condition])).toEqual([
      ['P-1:volume-discrepancy:1:4:0', 'latched'],
      ['P-1:volume-discrepancy:1:4:1', 'latched'],
    ]);
  });
});
