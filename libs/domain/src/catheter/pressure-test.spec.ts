import fc from 'fast-check';
import type { ByScale } from './pressure-channel.ts';
import { advanceTest, logOddsOf, onsetIn, quietTest, shareOf, sharesOf, type PressureTest } from './pressure-test.ts';

const start = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const still: ByScale = [0, 0, 0];

interface Course {
  readonly pulsation: ByScale;
  readonly mean?: ByScale;
  readonly hours?: number;
  readonly memoryHours?: number;
  readonly from?: PressureTest;
}

/** So many blocks alike, one after the other. */
const blocks = (
  count: number,
  { pulsation, mean = still, hours = 1, memoryHours = 0, from = quietTest(start) }: Course,
): PressureTest => {
  let test = from;
  for (let i = 1; i <= count; i++)
    test = advanceTest(test, pulsation, mean, { hours, at: start + i * hours * HOUR, memoryHours });
  return test;
};

/** Hours of a lasting course until a suspicion; 1 000 where there is none. */
const hoursUntil = (course: Course): number => {
  let test = quietTest(start);
  const hours = course.hours ?? 1;
  for (let i = 1; i * hours < 1000; i++) {
    test = blocks(1, { ...course, from: test });
    if (logOddsOf(test) >= 0) return i * hours;
  }
  return 1000;
};

const deep: ByScale = [-9, -9, -4];

describe('the sequential test on pressure', () => {
  it('gathers nothing from what is usual, or above it', () => {
    for (const level of [-1, 0, 5]) {
      const test = blocks(500, { pulsation: [level, level, level] });
      expect(test).toEqual({ sums: [0, 0, 0], quietAt: [start + 500 * HOUR, start + 500 * HOUR, start + 500 * HOUR] });
      expect(shareOf(test)).toBe(0);
    }
  });

  it('takes five hours of deep loss for harmless, and more than half a day for a fault', () => {
    expect(logOddsOf(blocks(5, { pulsation: deep }))).toBeLessThan(-2);
    expect(hoursUntil({ pulsation: deep })).toBeGreaterThan(6);
    expect(hoursUntil({ pulsation: deep })).toBeLessThanOrEqual(10);
  });

  it('is quicker where the mean is far out of place, up or down', () => {
    const alone = hoursUntil({ pulsation: deep });
    expect(hoursUntil({ pulsation: deep, mean: [12, 5, 2] })).toBeLessThanOrEqual(alone * 0.6);
    expect(hoursUntil({ pulsation: deep, mean: [-12, -5, -2] })).toBeLessThanOrEqual(alone * 0.6);
  });

  it('finds a moderate loss within three days, and a slight one within weeks', () => {
    expect(hoursUntil({ pulsation: [-2, -3, -3.5] })).toBeLessThanOrEqual(72);
    expect(hoursUntil({ pulsation: [-1, -1.5, -2] })).toBeLessThan(500);
  });

  it('wants more days of a slight loss in a patient whose noise lasts for days', () => {
    const course = { pulsation: [-0.5, -1, -3] as const };
    expect(hoursUntil({ ...course, memoryHours: 60 })).toBeGreaterThan(1.5 * hoursUntil(course));
  });

  it('says nothing of a mean out of place while the pulsation is as usual', () => {
    expect(blocks(300, { pulsation: [-0.5, -0.5, -0.5], mean: [9, 9, 9] }).sums).toEqual([0, 0, 0]);
  });

  it('weighs time, not the number of blocks', () => {
    const inHours = blocks(24, { pulsation: [-2, -3, -3] });
    const inQuarters = blocks(4, { pulsation: [-2, -3, -3], hours: 6 });
    inHours.sums.forEach((sum, scale) => {
      expect(sum).toBeCloseTo(inQuarters.sums[scale]!, 1);
    });
  });

  it('forgets a deep loss within a day once the readings are sound again', () => {
    const lost = blocks(200, { pulsation: [-9, 0, 0] });
    expect(logOddsOf(lost)).toBeGreaterThan(4);
    expect(logOddsOf(blocks(24, { pulsation: still, from: lost }))).toBeLessThan(-5);
  });

  it('dates the onset where the strongest evidence left nothing', () => {
    const quiet = blocks(100, { pulsation: still });
    const lost = advanceTest(quiet, deep, still, { hours: 6, at: start + 106 * HOUR, memoryHours: 0 });
    expect(onsetIn(lost)).toBe(start + 100 * HOUR);
    const slow = blocks(400, { pulsation: [0, 0, -3] });
    expect(onsetIn(slow)).toBe(start);
    expect(sharesOf(slow).decline).toBeGreaterThan(1);
    expect(sharesOf(slow).loss).toBe(0);
  });

  it('is finite, never negative and bounded, whatever the deviations', () => {
    const any = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const scales = fc.tuple(any, any, any);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(scales, scales), { maxLength: 40 }),
        fc.double({ min: 1e-3, max: 6, noNaN: true }),
        (course, hours) => {
          let test = quietTest(start);
          for (const [pulsation, mean] of course)
            test = advanceTest(test, pulsation, mean, { hours, at: start, memoryHours: 20 });
          expect(test.sums.every(sum => sum >= 0 && sum < 20)).toBe(true);
          expect(logOddsOf(test)).toBeLessThanOrEqual(5.001);
          expect(JSON.parse(JSON.stringify(test))).toStrictEqual(test);
        },
      ),
    );
  });
});
