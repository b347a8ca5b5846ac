import fc from 'fast-check';
import { brierScore, brierSkill, expectedCalibrationError, reliability, type Judged } from './calibration.ts';

const judged = (probability: number, hits: number, misses: number): Judged[] => [
  ...Array.from({ length: hits }, () => ({ probability, happened: true })),
  ...Array.from({ length: misses }, () => ({ probability, happened: false })),
];

describe('reliability', () => {
  it('puts probabilities into tenths and 1 into the last', () => {
    expect(reliability([...judged(0.25, 1, 3), ...judged(1, 2, 0)])).toEqual([
      { count: 4, meanProbability: 0.25, share: 0.25 },
      { count: 2, meanProbability: 1, share: 1 },
    ]);
  });
});

describe('the expected calibration error', () => {
  it('is none where shares are as said', () => {
    expect(expectedCalibrationError([...judged(0.25, 1, 3), ...judged(0.75, 3, 1)])).toBe(0);
  });

  it('weighs the bins by their counts', () => {
    expect(expectedCalibrationError([...judged(0.9, 5, 5), ...judged(0.1, 3, 27)])).toBeCloseTo(0.1, 12);
  });

  it('is unknown of nothing', () => {
    expect(expectedCalibrationError([])).toBeNaN();
  });
});

describe('the Brier score', () => {
  it('punishes certainty that was wrong', () => {
    expect(brierScore(judged(1, 1, 1))).toBe(0.5);
    expect(brierScore(judged(0.5, 1, 1))).toBe(0.25);
  });

  it('has no skill where it says the base rate, and full skill where it knows', () => {
    expect(brierSkill(judged(0.25, 1, 3))).toBeCloseTo(0, 12);
    expect(brierSkill([...judged(1, 2, 0), ...judged(0, 0, 5)])).toBe(1);
    expect(brierSkill(judged(0.5, 3, 0))).toBeNaN();
  });

  it('has at most skill 1', () => {
    const sample = fc.array(
      fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), happened: fc.boolean() }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(sample, given => {
        const skill = brierSkill(given);
        expect(Number.isNaN(skill) || skill <= 1).toBe(true);
        expect(expectedCalibrationError(given)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
