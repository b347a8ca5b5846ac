import { imagineHistory, type HistoryPlan } from './testing/imagined-history.ts';
import { Watch } from './testing/watch.ts';

const DAY = 86_400_000;
const BYTES = 450;

interface Figures {
  readonly lost: number;
  readonly found: number;
  readonly medianDays: number;
  readonly falsePerYear: number;
  readonly calibrationError: number;
  readonly longest: number;
}

/** Mean distance of probability and frequency over the days with a probability of at least 0.05, in tenths. */
const calibrationErrorOf = (watches: readonly Watch[]): number => {
  const bins = Array.from({ length: 10 }, () => ({ p: 0, faults: 0 }));
  let days = 0;
  for (const { probability, fault } of watches.flatMap(({ forecasts }) => forecasts)) {
    const bin = bins[Math.min(9, Math.floor(probability * 10))]!;
    if (probability < 0.05) continue;
    bin.p += probability;
    bin.faults += fault ? 1 : 0;
    days += 1;
  }
  return bins.reduce((sum, { p, faults }) => sum + Math.abs(p - faults), 0) / Math.max(1, days);
};

const figuresOf = (plans: readonly HistoryPlan[]): Figures => {
  const watches: Watch[] = [];
  const delays: number[] = [];
  for (const plan of plans) {
    const history = imagineHistory(plan);
    const watched = new Watch(history);
    watches.push(watched);
    if (history.lostAt !== null) delays.push(((watched.foundAt ?? Infinity) - history.lostAt) / DAY);
  }
  const inTime = delays.filter(delay => delay <= 21).sort((a, b) => a - b);
  const soundDays = watches.reduce((sum, watched) => sum + watched.soundDays, 0);
  return {
    lost: delays.length,
    found: inTime.length / Math.max(1, delays.length),
    medianDays: inTime[Math.floor(inTime.length / 2)] ?? Infinity,
    falsePerYear: (watches.reduce((sum, { falseSuspicions }) => sum + falseSuspicions, 0) / soundDays) * 365,
    calibrationError: calibrationErrorOf(watches),
    longest: Math.max(...watches.map(({ state }) => JSON.stringify(state).length)),
  };
};

const plansOf = (from: number, count: number, more: Partial<HistoryPlan>): HistoryPlan[] =>
  Array.from({ length: count }, (_, i) => ({ seed: from + i, days: 180, faults: 0.5, ...more }));

describe('lost therapy without a pressure sensor', () => {
  const figures = figuresOf(plansOf(1, 120, {}));

  it('is found within three weeks in most patients, as a rule within ten days', () => {
    expect(figures.lost).toBeGreaterThan(40);
    expect(figures.found).toBeGreaterThan(0.65);
    expect(figures.medianDays).toBeLessThan(10);
  });

  it('is seldom suspected of a sound catheter', () => {
    expect(figures.falsePerYear).toBeLessThan(0.2);
  });

  it('has the probability that is told', () => {
    expect(figures.calibrationError).toBeLessThan(0.1);
  });

  it('is remembered in few bytes', () => {
    expect(figures.longest).toBeLessThanOrEqual(BYTES);
  });
});

describe('lost therapy of patients twice as noisy as foreseen', () => {
  const figures = figuresOf(plansOf(500, 80, { trouble: 2 }));

  it('is found all the same, at more false suspicions that stay bearable', () => {
    expect(figures.found).toBeGreaterThan(0.6);
    expect(figures.falsePerYear).toBeLessThan(0.5);
  });
});
