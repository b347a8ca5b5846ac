import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import { meanOf } from '../stats/quantile.ts';
import { Chance } from './chance.ts';
import { Visits } from './visits.ts';

const mL = 1_000_000;
const pump = { levelNl: 18 * mL, lowNl: 2 * mL, nlPerDay: 0.4 * mL };

describe('a clinic', () => {
  it('sees most pumps before their alarm date, by day', () => {
    const visits = new Visits(new Chance('visits'));
    const dates = Array.from({ length: 400 }, () => visits.next(0, pump));
    const late = dates.filter(at => at > 41 * dayMs).length;
    expect(late).toBeGreaterThan(4);
    expect(late).toBeLessThan(50);
    for (const at of dates) expect((at % dayMs) / hourMs).toBeGreaterThanOrEqual(8);
  });

  it('leaves little behind and reads the syringe nearly right', () => {
    const visits = new Visits(new Chance('refills'));
    const refills = Array.from({ length: 400 }, () => visits.refill(5 * mL, 20 * mL));
    expect(meanOf(refills.map(r => r.aspiratedNl)) / mL).toBeCloseTo(4.87, 1);
    expect(Math.max(...refills.map(r => r.afterNl))).toBeLessThan(20.5 * mL);
    for (const { afterNl, filledNl } of refills) expect(Math.abs(afterNl - filledNl)).toBeLessThan(0.9 * mL);
  });

  it('has nothing to draw from an empty pump', () => {
    const { aspiratedNl, afterNl, filledNl } = new Visits(new Chance('empty')).refill(0, 20 * mL);
    expect(aspiratedNl).toBeLessThanOrEqual(0.5 * mL);
    expect(Math.abs(afterNl - filledNl)).toBeLessThan(0.6 * mL);
  });
});
