import { nanolitresPerHour } from '@cisterna/contract';
import fc from 'fast-check';
import { programmedVolumeNl, type Schedule } from '../therapy/schedule.ts';
import { estimateLevel, type LevelInputs } from './estimate.ts';
import { initialLevelBelief, refilledBelief } from './level-belief.ts';
import { forecastRefill, type DateQuantiles, type RefillForecastInput } from './refill-forecast.ts';

const ML = 1_000_000;
const DAY = 86_400_000;
const now = Date.UTC(2026, 5, 10, 6);
const schedule = (...rates: readonly number[]): Schedule => ({
  mode: 'flex',
  segments: rates.map((rate, i) => ({ startMinute: i * 300, rateNlPerHour: nanolitresPerHour(rate) })),
});
const level: LevelInputs = {
  filledNl: 20 * ML,
  accountNl: 6 * ML,
  unreportedNl: 0,
  at: now,
  belief: { ...initialLevelBelief, at: now - 12 * DAY, filledAt: now - 12 * DAY },
  capacityNl: null,
};
const noHabit = { extraNl: 0, dayVariance: 0, meanVariance: 0 };
const pump = (over: Partial<RefillForecastInput> = {}): RefillForecastInput => ({
  now,
  level,
  sensedFall: null,
  filledAt: now - 12 * DAY,
  therapy: schedule(500_000 / 24),
  habit: noHabit,
  motorStalled: false,
  lowReservoirNl: 2 * ML,
  drugs: [{ code: 'baclofen' }],
  drugExpiresAt: null,
  ...over,
});
const datesOf = (over: Partial<RefillForecastInput> = {}): { lowAt: DateQuantiles; emptyAt: DateQuantiles } => {
  const { lowAt, emptyAt } = forecastRefill(pump(over));
  if (lowAt === null || emptyAt === null) throw new Error('nothing is being delivered');
  return { lowAt, emptyAt };
};

describe('the refill forecast', () => {
  it('integrates the schedule down to low and empty, and calls for the refill on the early date', () => {
    const { lowAt, emptyAt } = datesOf();
    const days = (at: number) => (at - now) / DAY;
    expect(days(lowAt.p50)).toBeCloseTo((18 / 1.0175 - 6) / 0.5, 2);
    expect(days(emptyAt.p50)).toBeCloseTo((20 / 1.0175 - 6) / 0.5, 2);
    expect(days(lowAt.p10)).toBeLessThan(days(lowAt.p50) - 1);
    expect(days(lowAt.p90)).toBeGreaterThan(days(lowAt.p50) + 1);
    expect(forecastRefill(pump())).toMatchObject({ refillBy: lowAt.p10, because: 'low-reservoir' });
  });

  it('believes a sensed level that falls too fast in its early date alone', () => {
    const calm = datesOf();
    const fast = datesOf({ sensedFall: { levelNl: 8 * ML, ratio: 1.5 } });
    expect((fast.lowAt.p10 - now) / DAY).toBeCloseTo((8 - 0.5 - 2) / 1.5 / 0.5, 2);
    expect(fast.lowAt).toMatchObject({ p50: calm.lowAt.p50, p90: calm.lowAt.p90 });
    expect(fast.emptyAt.p10).toBeGreaterThan(fast.lowAt.p10);
    expect(forecastRefill(pump({ sensedFall: { levelNl: ML, ratio: 2 } }))).toMatchObject({ refillBy: now, because: 'low-reservoir' });
    expect(datesOf({ sensedFall: { levelNl: 19 * ML, ratio: 1.2 } })).toEqual(calm);
  });

  it('follows the hours of a flex programme', () => {
    const byDay = schedule(0, 0, 100_000, 100_000, 0);
    const at = datesOf({ therapy: byDay }).lowAt.p50;
    const hour = (at % DAY) / 3_600_000;
    expect(hour).toBeGreaterThan(10);
    expect(hour).toBeLessThanOrEqual(20);
  });

  it('is nearer in a pump that gives more than it says, and narrower once that is known', () => {
    const ended = { accountNl: 16 * ML, unreportedNl: 0, filledNl: 20 * ML, aspiratedNl: 2.9 * ML, complete: true };
    let belief = initialLevelBelief;
    for (const daysAgo of [162, 112, 62, 12]) belief = refilledBelief(belief, { ...ended, at: now - daysAgo * DAY }, now - daysAgo * DAY);
    const known = datesOf({ level: { ...level, belief } }).lowAt;
    const unknown = datesOf().lowAt;
    expect(known.p50).toBeLessThan(unknown.p50);
    expect(known.p90 - known.p10).toBeLessThan(0.8 * (unknown.p90 - unknown.p10));
  });

  it('comes sooner with a habit of boluses, and is less certain', () => {
    const even = datesOf().lowAt;
    const sooner = datesOf({ habit: { ...noHabit, extraNl: 500_000 } }).lowAt;
    expect((sooner.p50 - now) / (even.p50 - now)).toBeCloseTo(0.5, 6);
    const unsure = datesOf({ habit: { extraNl: 500_000, dayVariance: 300_000 ** 2, meanVariance: 100_000 ** 2 } }).lowAt;
    expect(unsure.p50).toBe(sooner.p50);
    expect(unsure.p90 - unsure.p10).toBeGreaterThan(1.2 * (sooner.p90 - sooner.p10));
  });

  it('begins where the account ends, though other events came since', () => {
    const waited = datesOf({ level: { ...level, at: now - 2 * DAY } }).lowAt;
    expect(waited.p50).toBe(datesOf().lowAt.p50 - 2 * DAY);
  });

  it('has no dates of level while nothing is delivered, before a fill or a programme', () => {
    const quiet: Partial<RefillForecastInput>[] = [
      { motorStalled: true },
      { therapy: null },
      { therapy: { mode: 'stopped', segments: [] } },
      { therapy: schedule(0) },
      { level: null },
    ];
    for (const over of quiet)
      expect(forecastRefill(pump(over))).toMatchObject({ lowAt: null, emptyAt: null, because: 'maximum-interval' });
    expect(forecastRefill(pump({ level: null, filledAt: null }))).toMatchObject({ refillBy: null, because: null });
  });

  it('says now for a mark that is reached already', () => {
    const spent = { level: { ...level, accountNl: 19 * ML } };
    const { lowAt, emptyAt } = datesOf(spent);
    expect(lowAt).toMatchObject({ p10: now, p50: now });
    expect(emptyAt.p90).toBeGreaterThan(now);
    expect(forecastRefill(pump(spent)).refillBy).toBe(now);
  });

  it('gives the earliest of low, expiry and the drugs’ interval as the reason', () => {
    expect(forecastRefill(pump({ drugExpiresAt: now + DAY }))).toMatchObject({
      refillBy: now + DAY,
      drugExpiresAt: now + DAY,
      because: 'drug-expiry',
    });
    const slow = schedule(1000);
    expect(forecastRefill(pump({ therapy: slow }))).toMatchObject({
      refillBy: now + 168 * DAY,
      because: 'maximum-interval',
    });
    const both = pump({ therapy: slow, drugs: [{ code: 'baclofen' }, { code: 'morphine' }] });
    expect(forecastRefill(both)).toMatchObject({ refillBy: now + 78 * DAY, because: 'maximum-interval' });
    expect(forecastRefill({ ...both, maximumIntervals: { morphine: 60, default: 30 } }).refillBy).toBe(now + 18 * DAY);
    expect(forecastRefill(pump({ therapy: slow, drugs: [] })).refillBy).toBe(now + 168 * DAY);
  });

  it('agrees with the estimate: at each date the level’s quantile stands near the mark', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5000, max: 60_000 }), { minLength: 1, maxLength: 4 }),
        fc.nat(10 * ML),
        (rates, accountNl) => {
          const { lowAt } = datesOf({ therapy: schedule(...rates), level: { ...level, accountNl } });
          for (const [date, quantile, within] of [
            [lowAt.p10, 'p10Nl', 30_000],
            [lowAt.p50, 'p50Nl', 2],
            [lowAt.p90, 'p90Nl', 30_000],
          ] as const) {
            const more = programmedVolumeNl(schedule(...rates), now, date);
            const then = estimateLevel({ ...level, accountNl: accountNl + more, at: date });
            expect(Math.abs(then[quantile] - 2 * ML)).toBeLessThanOrEqual(within);
          }
        },
      ),
    );
  });
});
