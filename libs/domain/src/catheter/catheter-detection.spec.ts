import { catheterView } from './catheter-view.ts';
import { evolveCatheter, initialCatheter, type Catheter } from './catheter.ts';
import { reported } from './testing/catheter-history.ts';
import { generatePressure, type GeneratedFault, type GeneratorOptions } from './testing/pressure-generator.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS_PER_YEAR = 365.25;
const start = Date.UTC(2026, 0, 1);
const context = { sensor: true, mriWindows: [] };

/** Folds a generated patient and gives each time a suspicion began, with the state then. */
const suspicionsOf = (options: Omit<GeneratorOptions, 'startsAt'>): readonly Catheter[] => {
  const begun: Catheter[] = [];
  let state = initialCatheter;
  for (const reading of generatePressure({ startsAt: start, ...options })) {
    const next = evolveCatheter(state, reported(reading), context);
    if (state.detectedAt === null && next.detectedAt !== null) begun.push(next);
    state = next;
  }
  return begun;
};

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const falsePerYear = (count: number, days: number, reportMinutes: GeneratorOptions['reportMinutes']): number => {
  const found = seeds(count).reduce((sum, seed) => sum + suspicionsOf({ seed, days, reportMinutes }).length, 0);
  return found / ((count * days) / DAYS_PER_YEAR);
};

/** Share of faults found, with the right kind, within a day of their onset; each begins at another hour of another patient. */
const foundWithinADay = (kind: GeneratedFault['kind'], reportMinutes: number, count: number): number => {
  const want = kind === 'disconnection' ? 'leak' : 'occlusion';
  const found = seeds(count).filter(seed => {
    const at = start + 12 * DAY + (seed % 5) * 29 * HOUR;
    const days = Math.ceil((at - start) / DAY) + 2;
    const begun = suspicionsOf({ seed: 500 + seed, days, reportMinutes, fault: { kind, at } });
    return begun.some(
      state => state.detectedAt! > at && state.detectedAt! <= at + DAY && catheterView(state).suspectedKind === want,
    );
  });
  return found.length / count;
};

describe('the catheter detector on generated patients', () => {
  it('suspects healthy catheters less than once in two pump-years, with hourly reports', () => {
    expect(falsePerYear(20, 180, 60)).toBeLessThanOrEqual(0.5);
  });

  it('does so too with reports every 10 minutes and every 6 hours', () => {
    expect(falsePerYear(6, 60, 10)).toBeLessThanOrEqual(0.5);
    expect(falsePerYear(8, 180, 360)).toBeLessThanOrEqual(0.5);
  });

  it('is not alarmed by a change of the report interval', () => {
    const changing = (at: number): number => [60, 360, 10, 360][Math.floor((at - start) / (20 * DAY))] ?? 60;
    expect(falsePerYear(6, 90, changing)).toBeLessThanOrEqual(0.5);
  });

  it.each([
    ['occlusion', 60],
    ['disconnection', 60],
    ['occlusion', 10],
    ['disconnection', 10],
    ['occlusion', 360],
    ['disconnection', 360],
  ] as const)(
    'finds at least nine in ten cases of %s within a day at reports every %p minutes',
    (kind, reportMinutes) => {
      expect(foundWithinADay(kind, reportMinutes, 30)).toBeGreaterThanOrEqual(0.9);
    },
  );

  it('finds most kinks within a day', () => {
    expect(foundWithinADay('kink', 60, 30)).toBeGreaterThanOrEqual(0.6);
  });
});
