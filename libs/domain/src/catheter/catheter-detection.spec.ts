import type { Catheter } from './catheter-state.ts';
import { judgeCatheter } from './catheter-judgement.ts';
import type { GeneratedFault } from './testing/generated-fault.ts';
import type { GeneratorOptions } from './testing/pressure-generator.ts';
import { tryDetector, type Trial } from './testing/trial.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS_PER_YEAR = 365.25;
const start = Date.UTC(2026, 0, 1);

type World = Pick<GeneratorOptions, 'reportMinutes' | 'disturbance'>;

const hourly: World = { reportMinutes: 60 };
const noisy: World = { reportMinutes: 60, disturbance: { noise: 2, rhythm: 1 } };

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const falsePerYear = (count: number, days: number, world: World): number => {
  const found = seeds(count).reduce(
    (sum, seed) => sum + tryDetector({ seed, startsAt: start, days, ...world }).falselySuspected.length,
    0,
  );
  return found / ((count * days) / DAYS_PER_YEAR);
};

/** Each fault begins at another hour of another patient. */
const trialsOf = (kind: GeneratedFault['kind'], count: number, watchedDays: number, world: World): readonly Trial[] =>
  seeds(count).map(seed => {
    const at = start + 10 * DAY + (seed % 5) * 29 * HOUR;
    const days = Math.ceil((at - start) / DAY) + watchedDays;
    return tryDetector({ seed: 500 + seed, startsAt: start, days, fault: { kind, at }, ...world });
  });

const shareFound = (trials: readonly Trial[]): number =>
  trials.filter(({ found }) => found !== null).length / trials.length;

/** Median hours from half the fault's size to its detection; a missed one counts as never. */
const medianDelay = (trials: readonly Trial[]): number => {
  const delays = trials.map(({ found, halfAt }) =>
    found === null ? Infinity : Math.max(0, (found.detectedAt! - halfAt) / HOUR),
  );
  return delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)]!;
};

const kindsIn = (trials: readonly Trial[]) =>
  trials
    .map(({ found }) => found)
    .filter((state): state is Catheter => state !== null)
    .map(state => judgeCatheter(state).kind);

const share = <T>(items: readonly T[], wanted: T): number =>
  items.filter(item => item === wanted).length / items.length;

describe('the catheter detector on generated patients', () => {
  it('suspects healthy catheters less than once in five pump-years', () => {
    expect(falsePerYear(24, 180, hourly)).toBeLessThanOrEqual(0.2);
  });

  it('does so too with twice the noise, and with reports every 10 minutes and every 6 hours', () => {
    expect(falsePerYear(30, 120, noisy)).toBeLessThanOrEqual(0.4);
    expect(falsePerYear(6, 60, { reportMinutes: 10 })).toBeLessThanOrEqual(0.4);
    expect(falsePerYear(24, 180, { reportMinutes: 360 })).toBeLessThanOrEqual(0.4);
  });

  it('is not alarmed by a change of the report interval', () => {
    const reportMinutes = (at: number): number => [60, 360, 10, 360][Math.floor((at - start) / (20 * DAY))] ?? 60;
    expect(falsePerYear(8, 90, { reportMinutes })).toBe(0);
  });

  it.each([
    ['occlusion', 'occlusion', hourly],
    ['disconnection', 'leak', hourly],
    ['occlusion', 'occlusion', noisy],
    ['disconnection', 'leak', noisy],
    ['occlusion', 'occlusion', { reportMinutes: 360 }],
    ['disconnection', 'leak', { reportMinutes: 360 }],
  ] as const)('finds a complete %s within hours and tells it for %s (%j)', (kind, suspected, world) => {
    const trials = trialsOf(kind, 25, 4, world);
    expect(shareFound(trials)).toBe(1);
    expect(medianDelay(trials)).toBeLessThanOrEqual(world.reportMinutes === 360 ? 18 : 12);
    expect(share(kindsIn(trials), suspected)).toBeGreaterThanOrEqual(0.9);
  });

  it('finds most kinks, displaced tips and slow build-up in patients known for ten days, half of them within three days of half their size', () => {
    const trials = [
      trialsOf('kink', 20, 30, hourly),
      trialsOf('migration', 20, 30, hourly),
      trialsOf('slow-occlusion', 20, 60, hourly),
    ];
    expect(shareFound(trials.flat())).toBeGreaterThanOrEqual(0.85);
    for (const ofKind of trials) expect(medianDelay(ofKind)).toBeLessThanOrEqual(72);
  });

  it('finds most partial leaks, though some lose but a sixth of the pulsation', () => {
    const trials = trialsOf('leak', 25, 40, hourly);
    expect(shareFound(trials)).toBeGreaterThanOrEqual(0.65);
    expect(share(kindsIn(trials), 'leak')).toBeGreaterThanOrEqual(0.8);
  });
});
