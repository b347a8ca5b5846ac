import fc from 'fast-check';
import { catheterStatus, initialCatheter, type Catheter } from './catheter.ts';
import { bolused, examined, foldCatheter, reported, revised } from './testing/catheter-history.ts';
import type { GeneratedFault } from './testing/generated-fault.ts';
import { generatePressure, type GeneratorOptions } from './testing/pressure-generator.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2026, 0, 1);

const days = (count: number, over: Partial<GeneratorOptions> = {}) =>
  generatePressure({ seed: 4, startsAt: start, days: count, reportMinutes: 60, ...over }).map(reported);
const occluded: GeneratedFault = { kind: 'occlusion', at: start + 10 * DAY };
const steady = (from: number, hours: number, pulsationPa: number) =>
  Array.from({ length: hours }, (_, i) =>
    reported({ at: from + (i + 1) * HOUR, periodSeconds: 3600, pressure: { meanPa: 1200, pulsationPa } }),
  );
const blind = (from: number, hours: number) =>
  Array.from({ length: hours }, (_, i) => reported({ at: from + (i + 1) * HOUR, periodSeconds: 3600, pressure: null }));

const healthy = foldCatheter(days(10));
const suspected = foldCatheter(days(12, { fault: occluded }));
const end = start + 12 * DAY;

describe('the catheter', () => {
  it('is not assessable before two days of readings, and without suspicion after', () => {
    expect(catheterStatus(initialCatheter)).toBe('not-assessable');
    expect(catheterStatus(foldCatheter(steady(start, 47, 100)))).toBe('not-assessable');
    expect(catheterStatus(foldCatheter(steady(start, 48, 100)))).toBe('no-suspicion');
  });

  it('is never assessable without a sensor, whatever the reports hold', () => {
    const state = foldCatheter(days(12, { fault: occluded }), { sensor: false });
    expect(state).toEqual({ ...initialCatheter, sensor: false });
    expect(catheterStatus(foldCatheter([revised(end)], { from: suspected, sensor: false }))).toBe('not-assessable');
  });

  it('is not assessable where the pulsation can’t be told from noise', () => {
    expect(catheterStatus(foldCatheter(steady(start, 200, 9)))).toBe('not-assessable');
  });

  it('is suspected once pulsation stays lost, but not for one report', () => {
    const once = foldCatheter(steady(start + 10 * DAY, 1, 5), { from: healthy });
    expect(catheterStatus(once)).toBe('no-suspicion');
    expect(catheterStatus(suspected)).toBe('suspected');
    const delay = suspected.detectedAt! - occluded.at;
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThan(24 * HOUR);
  });

  it('learns nothing from what it suspects', () => {
    const later = foldCatheter(days(40, { fault: occluded }));
    expect(catheterStatus(later)).toBe('suspected');
    expect(later.baseline?.pulsation.level).toBeCloseTo(healthy.baseline!.pulsation.level, 1);
  });

  it('falls back by itself when the evidence fades', () => {
    const usual = Math.exp(healthy.baseline!.pulsation.level);
    const after = foldCatheter(steady(end, 10 * 24, Math.round(usual)), { from: suspected });
    expect(catheterStatus(after)).toBe('no-suspicion');
    expect(after.detectedAt).toBeNull();
  });

  it('stays suspected through a dropout, while a healthy one soon can’t be assessed', () => {
    expect(catheterStatus(foldCatheter(blind(end, 100), { from: suspected }))).toBe('suspected');
    const seen = foldCatheter(steady(end - HOUR, 1, 60), { from: healthy });
    expect(catheterStatus(foldCatheter(blind(end, 47), { from: seen }))).toBe('no-suspicion');
    const unseen = foldCatheter(blind(end, 48), { from: seen });
    expect(catheterStatus(unseen)).toBe('not-assessable');
    expect(foldCatheter(blind(end + 2 * DAY, 50), { from: unseen })).toBe(unseen);
    expect(catheterStatus(foldCatheter(steady(end + 2 * DAY, 1, 60), { from: unseen }))).toBe('no-suspicion');
  });

  it('ignores reports whose period overlaps an MRI window', () => {
    const window = { startsAt: start + 10 * DAY, endsAt: start + 11 * DAY };
    const inside = steady(start + 10 * DAY - HOUR / 2, 24, 3);
    expect(foldCatheter(inside, { from: healthy, mriWindows: [window] })).toBe(healthy);
    expect(catheterStatus(foldCatheter(inside, { from: healthy }))).toBe('suspected');
    const before = steady(start + 10 * DAY - HOUR, 1, 90);
    expect(foldCatheter(before, { from: healthy, mriWindows: [window] })).not.toBe(healthy);
  });

  it('ignores a report over no time', () => {
    const empty = reported({ at: end, periodSeconds: 0, pressure: { meanPa: 0, pulsationPa: 0 } });
    expect(foldCatheter([empty], { from: healthy })).toBe(healthy);
  });

  describe('examined', () => {
    it('is confirmed by any defect, with a sensor or without', () => {
      for (const finding of ['occluded', 'leaking', 'disconnected', 'migrated'] as const) {
        expect(catheterStatus(foldCatheter([examined(end, finding)], { sensor: false }))).toBe('confirmed');
      }
      const confirmed = foldCatheter([examined(end, 'occluded', 'ct')], { from: suspected });
      expect(confirmed).toMatchObject({
        detectedAt: suspected.detectedAt,
        defect: { finding: 'occluded', method: 'ct', at: end },
      });
    });

    it('and confirmed stays so, and learns nothing, until found patent or revised', () => {
      const confirmed = foldCatheter([examined(end, 'migrated'), ...steady(end, 500, 30)], { from: healthy });
      expect(catheterStatus(confirmed)).toBe('confirmed');
      expect(confirmed.baseline?.pulsation.level).toBe(healthy.baseline?.pulsation.level);
      expect(catheterStatus(foldCatheter([examined(end + 500 * HOUR, 'patent')], { from: confirmed }))).toBe(
        'no-suspicion',
      );
      expect(foldCatheter([revised(end + 500 * HOUR)], { from: confirmed })).toEqual({
        ...initialCatheter,
        sensor: true,
      });
    });

    it('and patent is free of suspicion, with the present readings as the new usual', () => {
      const sound = foldCatheter([examined(end, 'patent')], { from: suspected });
      expect(catheterStatus(sound)).toBe('no-suspicion');
      expect(sound.baseline?.test.sums).toEqual([0, 0, 0]);
      const later = foldCatheter(steady(end, 60, 20), { from: sound });
      expect(catheterStatus(later)).toBe('no-suspicion');
      expect(Math.exp(later.baseline!.pulsation.level)).toBeCloseTo(20, -1);
    });

    it('and patent without a suspicion keeps the baseline', () => {
      const sound = foldCatheter([examined(end, 'patent')], { from: healthy });
      expect(sound.baseline?.pulsation).toEqual(healthy.baseline?.pulsation);
      expect(catheterStatus(foldCatheter([examined(end, 'patent')]))).toBe('not-assessable');
    });

    it('and inconclusive is as before', () => {
      expect(foldCatheter([examined(end, 'inconclusive')], { from: suspected })).toBe(suspected);
    });
  });

  it('begins afresh with a new catheter', () => {
    expect(foldCatheter([revised(end)], { from: suspected })).toEqual({ ...initialCatheter, sensor: true });
  });
});

const anyReading = fc.record({
  at: fc.integer({ min: start, max: start + 400 * DAY }),
  periodSeconds: fc.oneof(fc.constantFrom(0, 60, 600, 3600, 21_600), fc.nat(Number.MAX_SAFE_INTEGER)),
  pressure: fc.option(
    fc.record({
      meanPa: fc.oneof(fc.nat(3000), fc.maxSafeInteger()),
      pulsationPa: fc.oneof(fc.nat(300), fc.maxSafeNat()),
    }),
  ),
});
const anyEvent = fc.oneof(
  { weight: 20, arbitrary: anyReading.map(reported) },
  fc.constantFrom(
    bolused(end),
    bolused(start + DAY),
    examined(end, 'patent'),
    examined(end, 'leaking'),
    examined(end, 'inconclusive'),
    revised(end),
  ),
);
const stored = (state: Catheter): Catheter => JSON.parse(JSON.stringify(state)) as Catheter;

describe('the state of a catheter', () => {
  it('folds on from what JSON gives back as from the live one, whatever the events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.array(anyEvent, { maxLength: 60 }), (before, after) => {
        const live = foldCatheter(before, { from: healthy });
        expect(stored(live)).toStrictEqual(live);
        expect(foldCatheter(after, { from: stored(live) })).toStrictEqual(foldCatheter(after, { from: live }));
      }),
    );
  });

  it('stays under 900 characters of JSON', () => {
    for (const seed of [1, 2, 3]) {
      const state = foldCatheter([
        ...days(90, { seed, fault: { kind: 'disconnection', at: start + 80 * DAY } }),
        bolused(end),
        examined(end, 'disconnected'),
      ]);
      expect(JSON.stringify(state).length).toBeLessThan(900);
    }
  });
});
