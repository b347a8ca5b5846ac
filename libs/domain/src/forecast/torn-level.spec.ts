import { stretchSince } from './joint-belief.ts';
import { initialLevelBelief, refilledBelief, type LevelBelief } from './level-belief.ts';
import { judgeLevel } from './torn-level.ts';

const ML = 1_000_000;
const DAY = 86_400_000;
const track = { lastNl: 0, sinceNl: 0, smoothMl: 0, noiseMl: 0.1, read: 9 };
/** A sensor has said that at 12 mL of account the level is so far from it, and what it made of the excess. */
const sensed = (offsetMl: number, excess: number): LevelBelief => ({
  ...initialLevelBelief,
  accountNl: 12 * ML,
  at: 40 * DAY,
  mean: [offsetMl, excess, 0],
  doubt: [0.04, -0.002, 0, 0.0001, 0, 0.04],
  sensor: track,
});
const at = (belief: LevelBelief, accountNl = 12 * ML, days = 40) =>
  judgeLevel(belief, stretchSince(belief, accountNl, days * DAY), stretchSince({ accountNl: 0, at: 0 }, accountNl, days * DAY));

describe('a level judged', () => {
  it('is what the sensor and the account agree on', () => {
    expect(at(sensed(-0.3, 0.03))).toEqual({ offsetMl: -0.3, excess: 0.03, offsetVariance: 0.04, covariance: -0.002, excessVariance: 0.0001 });
  });

  it('moves on with the account since the sensor was last heard', () => {
    const { offsetMl, offsetVariance } = at(sensed(-0.3, 0.03), 13 * ML, 44);
    expect(offsetMl).toBeCloseTo(-0.33, 10);
    expect(offsetVariance).toBeGreaterThan(0.04);
  });

  it('is half way, and unsure as far as both, where the sensor says what the account can’t', () => {
    const { offsetMl, excess, offsetVariance, covariance, excessVariance } = at(sensed(-3, 0.25));
    const byAccount = 0.1 - 12 * 0.0175;
    expect(offsetMl).toBeCloseTo((-3 + byAccount) / 2, 6);
    expect(excess).toBeCloseTo((0.25 + 0.0175) / 2, 6);
    expect(1.28 * Math.sqrt(offsetVariance)).toBeGreaterThan((3 + byAccount) / 2);
    expect(Math.sqrt(excessVariance)).toBeGreaterThan(0.1);
    expect(covariance).toBeLessThan(-0.002);
  });

  it('widens step by step as the two part', () => {
    const widths = [-0.6, -1, -1.4, -1.8, -2.2, -2.6].map(offsetMl => at(sensed(offsetMl, 0.1)).offsetVariance);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect(widths[0]).toBe(0.04);
  });

  it('knows nothing of a contradiction without a sensor', () => {
    expect(at({ ...sensed(-3, 0.25), sensor: null }).offsetMl).toBe(-3);
  });
});

describe('a refill after a sensor that left the account', () => {
  const ended = (aspiratedNl: number) => ({ at: 40 * DAY, accountNl: 12 * ML, unreportedNl: 0, filledNl: 18 * ML, aspiratedNl, complete: true });

  it('tells that the sensor was wrong: the pump is as it was', () => {
    const [, excess] = refilledBelief(sensed(3, -0.25), ended(5.8 * ML), 40 * DAY).mean;
    expect(Math.abs(excess - 0.0175)).toBeLessThan(0.02);
  });

  it('tells that it was right: the pump delivers more', () => {
    const [, excess] = refilledBelief(sensed(-3, 0.25), ended(3 * ML), 40 * DAY).mean;
    expect(excess).toBeGreaterThan(0.2);
  });
});
