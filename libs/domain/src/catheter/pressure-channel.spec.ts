import { stretchOf } from './day-rhythm.ts';
import {
  expectedOf,
  meanSettings,
  settleChannel,
  startChannel,
  trackChannel,
  type PressureChannel,
} from './pressure-channel.ts';
import { deviationOf, memoryOf } from './pressure-deviation.ts';
import { randomOf } from './testing/random.ts';

const HOUR = 3_600_000;
const midnight = Date.UTC(2026, 0, 1);

/** Feeds the mean channel one reading after the other, as many hours apart as each covers. */
const feed = (channel: PressureChannel, readings: readonly number[], hours = 1, trust = 1): PressureChannel =>
  readings.reduce((now, value, i) => {
    const stretch = stretchOf(midnight + (i + 1) * hours * HOUR, hours);
    return trackChannel(now, value, { stretch, hours, age: i * hours, trust }, meanSettings);
  }, channel);

const hoursOf = (days: number, valueAt: (hour: number) => number): readonly number[] =>
  Array.from({ length: days * 24 }, (_, hour) => valueAt(hour));
const fresh = (value: number): PressureChannel => startChannel(value, meanSettings);
const noon = stretchOf(midnight + 12 * HOUR, 1);
const settled = feed(
  fresh(1000),
  hoursOf(10, () => 1000),
);
const spreads = ({ variances }: PressureChannel): readonly number[] => variances.map(Math.sqrt);

describe('a pressure channel', () => {
  it('begins at its first reading, with the spread assumed of any patient', () => {
    const channel = fresh(1200);
    expect(expectedOf(channel, noon)).toBe(1200);
    expect(spreads(channel)).toEqual([350, 300, 250]);
    expect(deviationOf(channel, 48)).toEqual([0, 0, 0]);
  });

  it('learns the level, however odd the first reading was', () => {
    expect(
      expectedOf(
        feed(
          fresh(3000),
          hoursOf(10, () => 1000),
        ),
        noon,
      ),
    ).toBeCloseTo(1000, -2);
  });

  it('learns what the hours of the day add', () => {
    const channel = feed(
      fresh(1000),
      hoursOf(40, hour => (hour % 24 < 12 ? 700 : 1300)),
    );
    expect(expectedOf(channel, stretchOf(midnight + 6 * HOUR, 1))).toBeLessThan(800);
    expect(expectedOf(channel, stretchOf(midnight + 18 * HOUR, 1))).toBeGreaterThan(1200);
  });

  it('learns how far this patient’s readings stray at each scale, down to a least spread', () => {
    const { normal } = randomOf(3);
    const [hour, quarter, day] = spreads(
      feed(
        fresh(1000),
        hoursOf(40, () => 1000 + 900 * normal()),
      ),
    ) as [number, number, number];
    expect(hour).toBeGreaterThan(400);
    expect(quarter).toBeLessThan(hour);
    expect(day).toBeLessThan(quarter);
    expect(
      spreads(
        feed(
          fresh(1000),
          hoursOf(90, () => 1000),
        ),
      ),
    ).toEqual([100, 80, expect.closeTo(60, -2)]);
  });

  it('is hardly moved by a single reading, whatever its value', () => {
    const step = { stretch: noon, hours: 1, age: 240, trust: 1 };
    const struck = trackChannel(settled, Number.MAX_SAFE_INTEGER, step, meanSettings);
    expect(expectedOf(struck, noon) - expectedOf(settled, noon)).toBeLessThan(20);
    expect(deviationOf(struck, 240)[2]).toBeLessThan(2);
  });

  it('follows without learning what is not trusted', () => {
    const watched = feed(
      settled,
      hoursOf(1, () => 2000),
      1,
      0,
    );
    expect([watched.level, watched.byHour, watched.variances]).toEqual([
      settled.level,
      settled.byHour,
      settled.variances,
    ]);
    expect(watched.strays[0]).toBeGreaterThan(500);
    expect(watched.strays[2]).toBeGreaterThan(300);
  });

  it('shows a lasting change alike in blocks of one hour and of six', () => {
    const inHours = feed(settled, new Array<number>(24).fill(1400), 1, 0);
    const inQuarters = feed(settled, new Array<number>(4).fill(1400), 6, 0);
    expect(inQuarters.strays[2] / inHours.strays[2]).toBeCloseTo(0.95, 1);
  });

  it('speaks less clearly while it is young', () => {
    const moved = feed(
      settled,
      hoursOf(1, () => 1500),
      1,
      0,
    );
    expect(deviationOf(moved, 48)[2]).toBeLessThan(0.8 * deviationOf(moved, 720)[2]);
  });

  it('knows how long this patient’s noise remembers', () => {
    const { normal } = randomOf(8);
    let mood = 0;
    const moody = hoursOf(120, () => 1000 + (mood = 0.98 * mood + 60 * normal()));
    const lively = hoursOf(120, () => 1000 + 500 * normal());
    expect(memoryOf(feed(fresh(1000), moody))).toBeGreaterThan(15);
    expect(memoryOf(feed(fresh(1000), lively))).toBeLessThan(5);
  });

  it('runs after the readings while it settles, and keeps rhythm and spreads', () => {
    let channel = feed(
      settled,
      hoursOf(3, () => 1600),
      1,
      0,
    );
    for (let hour = 0; hour < 24; hour++) {
      channel = settleChannel(channel, 1600, { stretch: noon, hours: 1, age: 240, trust: 1 }, meanSettings);
    }
    expect(expectedOf(channel, noon)).toBeCloseTo(1600, -2);
    expect(channel.strays).toEqual([0, 0, 0]);
    expect(channel.variances).toEqual(settled.variances);
  });

  it('keeps numbers that JSON gives back unchanged', () => {
    const { heavy } = randomOf(1);
    const channel = feed(
      fresh(1000),
      hoursOf(3, hour => 1000 + Math.round(200 * heavy()) + hour / HOUR),
    );
    expect(JSON.parse(JSON.stringify(channel))).toStrictEqual(channel);
  });
});
