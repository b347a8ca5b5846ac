import fc from 'fast-check';
import { changeOf, settleChange, startChange, trackChange, usualOf, type ByMoment, type PressureChange } from './pressure-change.ts';
import { pulsationSettings, startChannel, trackChannel, type PressureChannel, type Step } from './pressure-channel.ts';
import { deviationOf } from './pressure-deviation.ts';
import { stretchOf } from './day-rhythm.ts';
import { randomOf } from './testing/random.ts';

const HOUR = 3_600_000;
const midnight = Date.UTC(2026, 0, 1);
const usualLog = Math.log(100);

interface Known {
  readonly channel: PressureChannel;
  readonly change: PressureChange;
  readonly age: number;
}

const fresh: Known = { channel: startChannel(usualLog, pulsationSettings), change: startChange(pulsationSettings), age: 0 };

/** Feeds logarithms of the pulsation, an hour each. */
const feed = (known: Known, values: readonly number[], trust = 1): Known =>
  values.reduce(({ channel, change, age }, value) => {
    const step: Step = { stretch: stretchOf(midnight + (age + 1) * HOUR, 1), hours: 1, age, trust };
    const after = trackChannel(channel, value, step, pulsationSettings);
    return { channel: after, change: trackChange(change, { value, before: channel, after }, step, pulsationSettings), age: age + 1 };
  }, known);

const deviation = ({ channel, change, age }: Known): ByMoment => changeOf(change, channel, age);
const hoursOf = (count: number, valueAt: (hour: number) => number): readonly number[] =>
  Array.from({ length: count }, (_, hour) => usualLog + valueAt(hour));

/** What wanders over days, beside a little that forgets at once. */
const wandering = (seed: number) => {
  const random = randomOf(seed);
  let wander = 0;
  return (): number => {
    wander += -wander / 90 + 0.035 * random.normal();
    return wander + 0.05 * random.normal();
  };
};
const quick = (seed: number) => {
  const random = randomOf(seed);
  return (): number => 0.1 * random.normal();
};
const weeks = 6 * 168;
const moody = feed(fresh, hoursOf(weeks, wandering(3)));
const lively = feed(fresh, hoursOf(weeks, quick(4)));

describe('the change of a pulsation', () => {
  it('is none at the first reading', () => {
    expect(deviation(fresh)).toEqual([0, 0]);
  });

  it('is a loss that comes within hours', () => {
    for (const known of [moody, lively]) {
      const [hour, present] = deviation(feed(known, hoursOf(6, () => -0.9)));
      expect(hour).toBeLessThan(-2.5);
      expect(present).toBeLessThan(-2);
    }
  });

  it('stands out more than beside the weeks before where the noise wanders over days', () => {
    const struck = feed(moody, hoursOf(8, () => -0.6));
    expect(deviation(struck)[1]).toBeLessThan(1.2 * deviationOf(struck.channel, struck.age)[1]);
  });

  it('is none once such a wander has lasted for days', () => {
    const low = feed(moody, hoursOf(72, () => -0.25));
    expect(deviation(low)[1]).toBeGreaterThan(-1);
  });

  it('expects what the last day showed as far as the noise remembers: little of it where it forgets within hours', () => {
    const [slow, swift] = [moody, lively].map(known => {
      const low = feed(known, hoursOf(24, () => -0.2));
      return usualOf(low.change, low.channel) / low.change.lately;
    }) as [number, number];
    expect(slow).toBeGreaterThan(0.4);
    expect(swift).toBeLessThan(0.25);
  });

  it('learns nothing of the last day while it is not trusted, and sees the loss as long as it lasts', () => {
    const struck = feed(moody, hoursOf(200, () => -0.9), 0);
    expect(struck.change.lately).toBe(moody.change.lately);
    expect(struck.change.variances).toEqual(moody.change.variances);
    expect(deviation(struck)[1]).toBeLessThan(-2);
  });

  it('believes a single reading by three standard deviations', () => {
    const [far, farther] = [-3, -30].map(value => feed(moody, hoursOf(1, () => value)).change.present) as [number, number];
    expect(farther).toBe(far);
    const { present, variances } = moody.change;
    expect(Math.abs(far - present)).toBeLessThan((3 * Math.sqrt(variances[0]) + Math.abs(present)) / 4 + 1e-4);
  });

  it('counts for less while the history is short', () => {
    const { channel, change } = feed(lively, hoursOf(6, () => -0.6));
    const [young, old] = [72, 700].map(age => changeOf(change, channel, age)) as [ByMoment, ByMoment];
    for (const moment of [0, 1] as const) expect(young[moment]).toBeGreaterThan(old[moment]);
  });

  it('begins afresh when the channel settles, with the spread that it knows', () => {
    const { change } = feed(moody, hoursOf(30, () => -0.9));
    expect(settleChange(change)).toEqual({ present: 0, lately: 0, variances: change.variances });
  });

  it('is finite whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 11, noNaN: true }), { minLength: 1, maxLength: 60 }), logs => {
        const known = feed(fresh, logs);
        for (const value of [...deviation(known), known.change.lately, ...known.change.variances])
          expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });
});
