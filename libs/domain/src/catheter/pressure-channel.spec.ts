import {
  deviationOf,
  expectedOf,
  meanSettings,
  rebaseChannel,
  startChannel,
  trackChannel,
  unitHoursOf,
  type PressureChannel,
} from './pressure-channel.ts';
import { randomOf } from './testing/pressure-generator.ts';

const HOUR = 3_600_000;

/** Feeds the mean channel one reading after the other, as many hours apart as each covers, all of it trusted. */
const feed = (channel: PressureChannel, readings: readonly number[], hours = 1, trust = 1): PressureChannel =>
  readings.reduce((now, value, i) => {
    const eighth = Math.floor(((i * hours) % 24) / 3);
    return trackChannel(now, value, { eighth, hours, age: Math.min(240, (i + 1) * hours), trust }, meanSettings);
  }, channel);

const hoursOf = (days: number, valueAt: (hour: number) => number): readonly number[] =>
  Array.from({ length: days * 24 }, (_, hour) => valueAt(hour));
const fresh = (value: number): PressureChannel => startChannel(value, meanSettings);

describe('a pressure channel', () => {
  it('begins at its first reading, with the spread assumed of any patient', () => {
    const channel = fresh(1200);
    expect(expectedOf(channel, 5)).toBe(1200);
    expect(Math.sqrt(channel.variance)).toBe(400);
    expect(deviationOf(channel)).toBe(0);
  });

  it('learns the level, however odd the first reading was', () => {
    expect(
      expectedOf(
        feed(
          fresh(3000),
          hoursOf(10, () => 1000),
        ),
        0,
      ),
    ).toBeCloseTo(1000, -2);
  });

  it('learns what the hours of the day add', () => {
    const channel = feed(
      fresh(1000),
      hoursOf(40, hour => (hour % 24 < 12 ? 700 : 1300)),
    );
    expect(expectedOf(channel, 1)).toBeLessThan(800);
    expect(expectedOf(channel, 6)).toBeGreaterThan(1200);
  });

  it('learns how far this patient’s readings stray, down to a least spread', () => {
    const { normal } = randomOf(3);
    const restless = feed(
      fresh(1000),
      hoursOf(40, () => 1000 + 900 * normal()),
    );
    expect(Math.sqrt(restless.variance)).toBeGreaterThan(420);
    expect(
      Math.sqrt(
        feed(
          fresh(1000),
          hoursOf(60, () => 1000),
        ).variance,
      ),
    ).toBe(150);
  });

  it('is hardly moved by a single reading, whatever its value', () => {
    const settled = feed(
      fresh(1000),
      hoursOf(10, () => 1000),
    );
    const struck = trackChannel(
      settled,
      Number.MAX_SAFE_INTEGER,
      { eighth: 0, hours: 1, age: 240, trust: 1 },
      meanSettings,
    );
    expect(expectedOf(struck, 0) - expectedOf(settled, 0)).toBeLessThan(20);
    expect(deviationOf(struck)).toBeLessThan(6);
  });

  it('follows without learning what is not trusted', () => {
    const settled = feed(
      fresh(1000),
      hoursOf(10, () => 1000),
    );
    const watched = feed(
      settled,
      hoursOf(1, () => 2000),
      1,
      0,
    );
    expect([watched.level, watched.byHour, watched.variance]).toEqual([
      settled.level,
      settled.byHour,
      settled.variance,
    ]);
    expect(watched.residual).toBeGreaterThan(800);
  });

  it('shows a lasting change alike in minutes and in hours', () => {
    const settled = feed(
      fresh(1000),
      hoursOf(10, () => 1000),
    );
    const inMinutes = feed(settled, new Array<number>(12 * 60).fill(1400), 1 / 60, 0);
    const inHours = feed(settled, new Array<number>(12).fill(1400), 1, 0);
    expect(deviationOf(inMinutes) / deviationOf(inHours)).toBeCloseTo(1, 1);
    expect(inMinutes.shift / inHours.shift).toBeCloseTo(1, 1);
  });

  it('takes hours as one where this patient’s readings stay alike for long', () => {
    const { normal } = randomOf(8);
    let mood = 0;
    const moody = hoursOf(120, () => 1000 + (mood = 0.93 * mood + 120 * normal()));
    const lively = hoursOf(120, () => 1000 + 330 * normal());
    expect(unitHoursOf(feed(fresh(1000), moody))).toBeGreaterThan(7);
    expect(unitHoursOf(feed(fresh(1000), lively))).toBe(4);
  });

  it('moves to where it lies, with more doubt, once the catheter is found sound', () => {
    const settled = feed(
      fresh(1000),
      hoursOf(10, () => 1000),
    );
    const shifted = feed(
      settled,
      hoursOf(3, () => 1600),
      1,
      0,
    );
    const sound = rebaseChannel(shifted, meanSettings);
    expect(expectedOf(sound, 2)).toBeCloseTo(1600, -2);
    expect(sound.variance).toBeCloseTo(2 * shifted.variance, 2);
    expect(deviationOf(sound)).toBe(0);
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
