import { dayMs } from '../fleet/pump-truth.ts';
import { TrueVolume } from './true-volume.ts';

const mL = 1_000_000;

describe('the true volume', () => {
  it('tells when it crossed the marks, in the middle of a step', () => {
    const volume = new TrueVolume(3 * mL, 2 * mL, 0);
    volume.expel(2 * mL, dayMs, dayMs);
    expect(volume.expel(2 * mL, 2 * dayMs, dayMs)).toBe(mL);
    volume.close(2 * dayMs, mL, 18 * mL);
    expect(volume.stretches).toEqual([
      { from: 0, to: 2 * dayMs, afterRefill: false, lowAt: 0.5 * dayMs, emptyAt: 1.5 * dayMs },
    ]);
    expect(volume.nl).toBe(18 * mL);
  });

  it('tells when it would have crossed', () => {
    const volume = new TrueVolume(10 * mL, 2 * mL, 0);
    volume.expel(mL, dayMs, dayMs);
    volume.close(dayMs, 0.5 * mL, null);
    volume.close(2 * dayMs, 0, 18 * mL);
    expect(volume.stretches.map(({ lowAt, emptyAt }) => [lowAt, emptyAt])).toEqual([
      [15 * dayMs, 19 * dayMs],
      [null, null],
    ]);
  });

  it('begins anew after a refill, not after a change of therapy', () => {
    const volume = new TrueVolume(10 * mL, 2 * mL, 0);
    volume.close(dayMs, mL, null);
    volume.close(2 * dayMs, mL, 20 * mL);
    volume.close(3 * dayMs, mL, null);
    expect(volume.stretches.map(({ afterRefill }) => afterRefill)).toEqual([false, false, true]);
  });
});
