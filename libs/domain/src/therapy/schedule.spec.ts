import { nanolitresPerHour } from '@cisterna/contract';
import fc from 'fast-check';
import { dailyVolumeNl, programmedVolumeNl, timeOfVolume, type Schedule } from './schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const midnight = Date.UTC(2026, 2, 1);

const flex = (...segments: readonly (readonly [startMinute: number, rate: number])[]): Schedule => ({
  mode: 'flex',
  segments: segments.map(([startMinute, rate]) => ({ startMinute, rateNlPerHour: nanolitresPerHour(rate) })),
});
const stopped: Schedule = { mode: 'stopped', segments: [] };
const dayAndNight = flex([0, 20_000], [8 * 60, 35_001], [22 * 60, 0]);

const anySchedule = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 1439 }), fc.nat(1_200_000)), {
    maxLength: 12,
    selector: ([minute]) => minute,
  })
  .chain(later => fc.nat(1_200_000).map(first => flex([0, first], ...later.sort(([a], [b]) => a - b))));
const anyTime = fc.integer({ min: midnight, max: midnight + 40 * DAY });
const wholeMinute = fc.integer({ min: 0, max: 3000 }).map(minutes => midnight + minutes * MINUTE);

/** The plain way: one minute after the other, in nL/h × minutes. */
const minuteByMinute = ({ segments }: Schedule, from: number, to: number): number => {
  let sum = 0;
  for (let t = from; t < to; t += MINUTE) {
    const minute = (t % DAY) / MINUTE;
    sum += segments.findLast(segment => segment.startMinute <= minute)?.rateNlPerHour ?? 0;
  }
  return Math.floor(sum / 60 + 0.5);
};

describe('the programmed volume', () => {
  it('integrates the segments of the UTC day, over midnight too', () => {
    expect(programmedVolumeNl(dayAndNight, midnight + 7 * HOUR, midnight + 9 * HOUR)).toBe(55_001);
    expect(programmedVolumeNl(dayAndNight, midnight + 21 * HOUR, midnight + 25 * HOUR)).toBe(55_001);
    expect(dailyVolumeNl(dayAndNight)).toBe(8 * 20_000 + 14 * 35_001);
  });

  it('is zero when stopped, over no time and backwards', () => {
    expect(programmedVolumeNl(stopped, midnight, midnight + DAY)).toBe(0);
    expect(dailyVolumeNl(stopped)).toBe(0);
    expect(programmedVolumeNl(dayAndNight, midnight, midnight)).toBe(0);
    expect(programmedVolumeNl(dayAndNight, midnight + DAY, midnight)).toBe(0);
  });

  it('rounds half up, once and at the end', () => {
    const half = flex([0, 1]);
    expect(programmedVolumeNl(half, midnight, midnight + 30 * MINUTE)).toBe(1);
    expect(programmedVolumeNl(half, midnight, midnight + 30 * MINUTE - 1)).toBe(0);
    expect(programmedVolumeNl(half, midnight, midnight + 100 * DAY + 29 * MINUTE)).toBe(2400);
  });

  it('is exact to the nanolitre over years at the highest rates', () => {
    const fast = flex([0, 1_199_999], [1, 1_000_003]);
    const daily = (1_199_999n * 1n + 1_000_003n * 1439n) * 3000n;
    expect(programmedVolumeNl(fast, midnight, midnight + 3000 * DAY)).toBe(Number((daily * 2n + 60n) / 120n));
  });

  it('equals a minute-by-minute integration', () => {
    fc.assert(
      fc.property(anySchedule, wholeMinute, wholeMinute, (schedule, a, b) => {
        expect(programmedVolumeNl(schedule, a, b)).toBe(minuteByMinute(schedule, a, b));
      }),
    );
  });

  it('adds up over neighbouring ranges but for the rounding, and never falls', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, fc.nat(40 * DAY), fc.nat(40 * DAY), (schedule, a, first, second) => {
        const b = a + first;
        const c = b + second;
        const whole = programmedVolumeNl(schedule, a, c);
        const parts = programmedVolumeNl(schedule, a, b) + programmedVolumeNl(schedule, b, c);
        expect(Math.abs(whole - parts)).toBeLessThanOrEqual(1);
        expect(programmedVolumeNl(schedule, a, b)).toBeLessThanOrEqual(whole);
      }),
    );
  });
});

describe('the time of a volume', () => {
  it('is the first millisecond by which the programme has delivered it', () => {
    expect(timeOfVolume(dayAndNight, midnight + 7 * HOUR, 55_001)).toBe(midnight + 9 * HOUR);
    expect(timeOfVolume(dayAndNight, midnight, dailyVolumeNl(dayAndNight))).toBe(midnight + 22 * HOUR);
    expect(timeOfVolume(dayAndNight, midnight, dailyVolumeNl(dayAndNight) + 1)).toBe(midnight + DAY + 180);
  });

  it('is now for what is delivered already, and null when nothing ever is', () => {
    expect(timeOfVolume(dayAndNight, midnight, 0)).toBe(midnight);
    expect(timeOfVolume(dayAndNight, midnight, -5)).toBe(midnight);
    expect(timeOfVolume(stopped, midnight, 1)).toBeNull();
    expect(timeOfVolume(flex([0, 0]), midnight, 0)).toBeNull();
  });

  it('is null beyond the year 9999, which no timestamp can name', () => {
    expect(timeOfVolume(flex([0, 1]), midnight, 60_000_000)).toBe(midnight + 60_000_000 * HOUR);
    expect(timeOfVolume(flex([0, 1]), midnight, 80_000_000)).toBeNull();
  });

  it('is the inverse of the programmed volume', () => {
    fc.assert(
      fc.property(anySchedule, anyTime, fc.integer({ min: 1, max: 40_000_000 }), (schedule, from, volumeNl) => {
        fc.pre(dailyVolumeNl(schedule) > 100);
        const at = timeOfVolume(schedule, from, volumeNl)!;
        expect(programmedVolumeNl(schedule, from, at)).toBeGreaterThanOrEqual(volumeNl);
        expect(programmedVolumeNl(schedule, from, at - 1)).toBeLessThanOrEqual(volumeNl);
      }),
    );
  });
});
