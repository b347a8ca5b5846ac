import { nanolitres } from '@cisterna/contract';
import { atHour, mL, refill, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { lost, record } from '../testing/written.ts';
import { judgeRefill } from './judge-refill.ts';

const draft = { aspiratedNl: nanolitres(9 * mL), at: atHour(50) };

describe('a refill that is only judged', () => {
  it('reads as the reconciliation it would make', () => {
    expect(judgeRefill(folded(refill(0, 20 * mL), report(10 * mL)), draft)).toEqual({
      at: '2026-01-03T02:00:00Z',
      aspiratedNl: 9 * mL,
      expectedNl: 10 * mL,
      discrepancyNl: -1 * mL,
      limitNl: 2 * mL,
      withinLimit: true,
      deliveredNl: 10 * mL,
      deliveryRatio: 1.1,
      complete: true,
    });
  });

  it('is incomplete where events of the cycle are missing, not where they are missing before it', () => {
    expect(judgeRefill(folded(refill(0, 20 * mL), lost(), report(1)), draft)?.complete).toBe(false);
    expect(judgeRefill(folded(report(1), lost(), refill(0, 20 * mL), report(1)), draft)?.complete).toBe(true);
  });

  it('is none for a first refill', () => {
    expect(judgeRefill(folded(report(1)), draft)).toBeNull();
    expect(judgeRefill(folded(), draft)).toBeNull();
  });

  it('says what the refill says once it is recorded', () => {
    const before = [refill(0, 20 * mL), report(3 * mL), lost(), report(4 * mL)];
    const { lastReconciliation } = folded(...before, record(refill(9 * mL, 18 * mL))).reservoir;
    const dry = judgeRefill(folded(...before), draft);
    expect(dry).toMatchObject({
      expectedNl: lastReconciliation?.expectedNl,
      discrepancyNl: lastReconciliation?.discrepancyNl,
      complete: false,
    });
  });
});
