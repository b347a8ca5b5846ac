import fc from 'fast-check';
import { EIGHTHS, rhythmAfter, rhythmOver, stretchOf } from './day-rhythm.ts';

const HOUR = 3_600_000;
const midnight = Date.UTC(2026, 0, 1);
const flat = new Array<number>(EIGHTHS).fill(0);
const steps = [0, 1, 2, 3, 4, 5, 6, 7];

/** A rhythm taught, for so many days, by reports of so many hours whose values depend on the hour they are centred on. */
const taught = (days: number, hours: number, valueAt: (hour: number) => number): readonly number[] => {
  let rhythm: readonly number[] = flat;
  for (let at = hours; at <= days * 24; at += hours) {
    const stretch = stretchOf(midnight + at * HOUR, hours);
    const lesson = valueAt((at - hours / 2) % 24) - rhythmOver(rhythm, stretch);
    rhythm = rhythmAfter(rhythm, stretch, 0.2 * lesson, 1e4);
  }
  return rhythm;
};

describe('the rhythm of the day', () => {
  it('is that of an eighth in its middle, and blends into the next between', () => {
    expect(rhythmOver(steps, stretchOf(midnight + 2 * HOUR, 1))).toBeCloseTo(0, 9);
    expect(rhythmOver(steps, stretchOf(midnight + 5 * HOUR, 1))).toBeCloseTo(1, 9);
    expect(rhythmOver(steps, stretchOf(midnight + 6.5 * HOUR, 1))).toBeCloseTo(1.5, 9);
  });

  it('goes round at midnight', () => {
    expect(rhythmOver(steps, stretchOf(midnight + 24.5 * HOUR, 1))).toBeCloseTo(3.5, 9);
    expect(rhythmOver(steps, stretchOf(midnight + 0.5 * HOUR, 1))).toBeCloseTo(3.5, 9);
  });

  it('is the average over a long report, and of the whole day over a day or more', () => {
    expect(rhythmOver(steps, stretchOf(midnight + 6 * HOUR, 6))).toBeCloseTo(0.5, 9);
    expect(rhythmOver(steps, stretchOf(midnight + 24 * HOUR, 24))).toBeCloseTo(3.5, 9);
    expect(rhythmOver(steps, stretchOf(midnight + 24 * HOUR, 1e6))).toBeCloseTo(3.5, 9);
  });

  it('is learnt alike from hourly reports and from those over 6 h, so that the interval may change', () => {
    const wave = (hour: number): number => 100 * Math.cos((2 * Math.PI * hour) / 24);
    const hourly = taught(40, 1, wave);
    const sixHourly = taught(40, 6, wave);
    for (const hour of [0, 3, 6, 9, 12, 15, 18, 21]) {
      const stretch = stretchOf(midnight + (hour + 0.5) * HOUR, 1);
      expect(Math.abs(rhythmOver(hourly, stretch) - wave(hour))).toBeLessThan(15);
      expect(Math.abs(rhythmOver(sixHourly, stretch) - wave(hour))).toBeLessThan(45);
    }
  });

  it('leaves what it was taught from untouched', () => {
    const before = [...steps];
    expect(rhythmAfter(steps, stretchOf(midnight, 3), 1, 10)).not.toBe(steps);
    expect(steps).toEqual(before);
  });

  it('is finite for any time and length', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.double({ min: 1e-6, max: 1e13, noNaN: true }), (at, hours) => {
        const stretch = stretchOf(at, hours);
        expect(rhythmOver(steps, stretch)).toBeGreaterThanOrEqual(-1e-9);
        expect(rhythmOver(steps, stretch)).toBeLessThanOrEqual(7 + 1e-9);
        const next = rhythmAfter(steps, stretch, 1, 1e4);
        expect(next).toHaveLength(EIGHTHS);
        expect(next.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
