import {
  expectTransient,
  noTransient,
  seeTransient,
  transientDeviation,
  transientNats,
  type BolusTransient,
} from './bolus-transient.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2026, 0, 1);

/** A bolus each 6 h, and the report that holds it. */
const boluses = (rises: readonly number[], from: BolusTransient = noTransient, trust = 1): BolusTransient =>
  rises.reduce((now, rise, i) => {
    const at = start + 6 * i * HOUR;
    return seeTransient(expectTransient(now, at), rise, { from: at - HOUR / 2, to: at + HOUR / 2 }, trust);
  }, from);
const usual = boluses([150, 90, 210, 160, 120, 180, 140, 170, 110, 150, 130, 160]);

describe('the transient of a bolus', () => {
  it('is unknown before some boluses', () => {
    expect(transientDeviation(boluses([100, 2000, 2000]))).toBe(0);
    expect(transientNats(noTransient)).toBe(0);
  });

  it('has a usual size for each patient', () => {
    expect(usual.usualPa).toBeGreaterThan(120);
    expect(usual.usualPa).toBeLessThan(180);
    expect(Math.abs(transientDeviation(usual))).toBeLessThan(1);
    expect(transientNats(usual)).toBe(0);
  });

  it('stands out when it fades slowly, and says so within a limit', () => {
    const kinked = boluses([2500, 3000, 2800], usual, 0);
    expect(transientDeviation(kinked)).toBeGreaterThan(2);
    expect(kinked.recentPa).toBeGreaterThan(2 * kinked.usualPa);
    expect(transientNats(kinked)).toBe(2);
  });

  it('is not learnt from what is not trusted', () => {
    const kinked = boluses([2500, 3000, 2800], usual, 0);
    expect([kinked.usualPa, kinked.variance, kinked.count]).toEqual([usual.usualPa, usual.variance, usual.count]);
  });

  it('is looked for only in the report that holds the bolus', () => {
    const given = expectTransient(usual, start + 100 * HOUR);
    const elsewhere = seeTransient(given, 9000, { from: start, to: start + HOUR }, 1);
    expect(elsewhere).toEqual({ ...usual, bolusAt: null });
    expect(seeTransient(usual, 9000, { from: start, to: start + HOUR }, 1)).toBe(usual);
  });

  it('stays finite and as JSON gives it back, whatever the rise', () => {
    const odd = boluses([Number.MAX_SAFE_INTEGER, -1e15, 0, 1e9, 5, 5, 5, 5], usual);
    expect(JSON.parse(JSON.stringify(odd))).toStrictEqual(odd);
    expect(Number.isFinite(transientDeviation(odd))).toBe(true);
  });
});
