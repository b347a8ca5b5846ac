import fc from 'fast-check';
import { meanSettings, pulsationSettings, startChannel, unbent, type PressureChannel } from './pressure-channel.ts';
import { deviationOf, memoryOf } from './pressure-deviation.ts';

const channel = (stray: number, [hour, quarter, day]: PressureChannel['variances']): PressureChannel => ({
  ...startChannel(Math.log(100), pulsationSettings),
  strays: [stray, stray, stray],
  variances: [hour, quarter, day],
});

/** Noise without memory, and noise that wanders over days. */
const lively: PressureChannel['variances'] = [0.04, 0.01, 0.0025];
const moody: PressureChannel['variances'] = [0.04, 0.036, 0.03];

describe('the deviation of a channel', () => {
  it('is nearly the stray in standard deviations where these are small and well known', () => {
    const [hour] = deviationOf(channel(-0.2, lively), 720);
    expect(hour).toBeGreaterThan(-1);
    expect(hour).toBeLessThan(-0.95);
  });

  it('grows with the stray, in both directions alike, and ever more slowly', () => {
    const [slight, more, most] = [0.2, 0.4, 0.8].map(stray => deviationOf(channel(stray, lively), 300)[2]) as [
      number,
      number,
      number,
    ];
    expect(more).toBeGreaterThan(slight);
    expect(most).toBeGreaterThan(more);
    expect(most / more).toBeLessThan(more / slight);
    expect(deviationOf(channel(-0.4, lively), 300)[2]).toBeCloseTo(-more, 10);
  });

  it('counts for less while the history is short', () => {
    const of = (age: number): PressureChannel['strays'] => deviationOf(channel(-0.5, moody), age);
    const [young, old] = [of(100), of(720)];
    for (const scale of [0, 1, 2] as const) expect(young[scale]).toBeGreaterThan(old[scale]);
  });

  it('counts for less in noise that remembers for days: weeks of it hold few independent strays', () => {
    const day = (variances: PressureChannel['variances']): number =>
      deviationOf(channel(-3 * Math.sqrt(variances[2]), variances), 720)[2];
    expect(memoryOf(channel(0, lively))).toBe(0);
    expect(memoryOf(channel(0, moody))).toBeGreaterThan(60);
    expect(day(lively)).toBeLessThan(-2.5);
    expect(day(moody)).toBeGreaterThan(-2.2);
  });

  it('is finite whatever the stray and the age', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 2 ** 53 }),
        (stray, age) => {
          for (const deviation of deviationOf(channel(stray, moody), age))
            expect(Number.isFinite(deviation)).toBe(true);
        },
      ),
    );
  });
});

describe('the scale of strays', () => {
  it('is the unit itself where nothing bends it', () => {
    expect(unbent(-340, meanSettings)).toBe(-340);
  });

  it('lies between logarithms and shares for the pulsation', () => {
    const half = unbent(2 * (Math.sqrt(0.5) - 1), pulsationSettings);
    expect(half).toBeCloseTo(Math.log(0.5), 10);
    expect(unbent(0, pulsationSettings)).toBe(0);
    expect(unbent(-0.5, pulsationSettings)).toBeLessThan(-0.5);
  });

  it('has an end downwards that stays finite', () => {
    expect(Number.isFinite(unbent(-50, pulsationSettings))).toBe(true);
  });
});
