import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { activityAt, drawRhythm, type Rhythm } from './rhythm.ts';

const rhythm: Rhythm = { peaks: [8, 18], second: 0.5, shiftDays: null, weekend: 1 };
const monday = Date.UTC(2026, 0, 5);
const at = (hour: number, over: Partial<Rhythm> = {}, day = 0): number =>
  activityAt({ ...rhythm, ...over }, monday + day * dayMs + hour * hourMs);

describe('a rhythm', () => {
  it('has two peaks and rest at night', () => {
    expect(at(8)).toBeCloseTo(1, 1);
    expect(at(18)).toBeCloseTo(0.5, 1);
    expect(at(1)).toBeLessThan(0.05);
    expect(at(13)).toBeLessThan(0.4);
  });

  it('goes over midnight', () => {
    expect(at(23.5, { peaks: [0.5, 12] })).toBeCloseTo(at(1.5, { peaks: [0.5, 12] }), 3);
  });

  it('moves with the shift and slows at the weekend', () => {
    const shifts = [0, 1, 2].map(shift => at(8, { shiftDays: 1 }, shift));
    expect(Math.max(...shifts) - Math.min(...shifts)).toBeGreaterThan(0.5);
    expect(at(8, { weekend: 0.4 }, 5)).toBeCloseTo(0.4 * at(8), 6);
    expect(at(8, { weekend: 0.4 }, 4)).toBeCloseTo(at(8), 6);
  });

  it('is drawn with peaks in the morning and towards evening', () => {
    const { peaks } = drawRhythm(new Chance('rhythm'));
    expect(peaks[0]).toBeLessThan(peaks[1]);
  });
});
