import { formatTime, type Evidence } from '@cisterna/contract';
import { initialCatheter } from './catheter.ts';
import { catheterView } from './catheter-view.ts';
import { bolused, examined, foldCatheter, reported } from './testing/catheter-history.ts';
import type { GeneratedFault } from './testing/generated-fault.ts';
import { generatePressure } from './testing/pressure-generator.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2026, 0, 1);
const end = start + 20 * DAY;
const nothing = { suspectedKind: null, onsetAt: null, detectedAt: null, recommendedCheck: null };

const after = (kind: GeneratedFault['kind'] | null, seed = 4) => {
  const fault = kind === null ? {} : { fault: { kind, at: start + 17 * DAY } };
  return foldCatheter(generatePressure({ seed, startsAt: start, days: 20, reportMinutes: 60, ...fault }).map(reported));
};

describe('the view of a catheter', () => {
  it('claims nothing where nothing can be known', () => {
    expect(catheterView(initialCatheter)).toEqual({
      ...nothing,
      status: 'not-assessable',
      probability: 0,
      evidence: [],
    });
  });

  it('gives a low probability and no evidence while nothing is suspected', () => {
    const view = catheterView(after(null));
    expect(view).toMatchObject({ ...nothing, status: 'no-suspicion', evidence: [] });
    expect(view.probability).toBeLessThan(0.05);
  });

  it('tells an occlusion by lost pulsation and a risen mean, with the check to make', () => {
    const view = catheterView(after('occlusion'));
    expect(view).toMatchObject({ status: 'suspected', suspectedKind: 'occlusion' });
    expect(view.probability).toBeGreaterThan(0.5);
    expect(view.recommendedCheck).toMatch(/side port.*dye/);
    expect(view.evidence.map(e => e.kind)).toEqual(['pulsation-loss', 'mean-rise']);
    const [pulsation, mean] = view.evidence as [Evidence, Evidence];
    const share = Number(pulsation.observed) / Number(pulsation.expected);
    expect(share).toBeLessThan(0.3);
    expect(Number(mean.observed)).toBeGreaterThan(Number(mean.expected));
    expect(pulsation.text).toBe(
      `Pulsation ${String(pulsation.observed)} Pa, ${Math.round(100 * share)} % of the ${String(pulsation.expected)} Pa expected at this time of day.`,
    );
    expect(pulsation.weight).toBeGreaterThan(1);
  });

  it('tells a disconnection by a fallen mean', () => {
    const view = catheterView(after('disconnection'));
    expect(view).toMatchObject({ status: 'suspected', suspectedKind: 'leak' });
    expect(view.recommendedCheck).toMatch(/X-ray/);
    expect(view.evidence.map(e => e.kind)).toEqual(['pulsation-loss', 'mean-fall']);
  });

  it('dates the onset near the fault and before the detection', () => {
    const { onsetAt, detectedAt } = catheterView(after('occlusion'));
    const fault = start + 17 * DAY;
    expect(Math.abs(Date.parse(onsetAt ?? '') - fault)).toBeLessThan(12 * HOUR);
    expect(Date.parse(detectedAt ?? '')).toBeGreaterThan(fault);
    expect(Date.parse(onsetAt ?? '')).toBeLessThan(Date.parse(detectedAt ?? ''));
  });

  it('is certain of a defect that somebody found, and names it first', () => {
    const view = catheterView(foldCatheter([examined(end, 'migrated', 'x-ray')], { from: after('occlusion') }));
    expect(view).toMatchObject({ status: 'confirmed', suspectedKind: 'leak', probability: 1, recommendedCheck: null });
    expect(view.evidence[0]).toEqual({
      kind: 'examination',
      at: formatTime(end),
      observed: 'migrated',
      expected: 'patent',
      weight: 1,
      text: 'Examination (x-ray) found the catheter migrated.',
    });
    expect(view.evidence).toHaveLength(3);
  });

  it('dates a defect found without suspicion by its examination', () => {
    const view = catheterView(foldCatheter([examined(end, 'occluded')], { sensor: false }));
    expect(view).toMatchObject({
      status: 'confirmed',
      suspectedKind: 'occlusion',
      onsetAt: formatTime(end),
      detectedAt: formatTime(end),
    });
  });

  it('tells a slow decline by what the day averages beside the weeks before', () => {
    const declining = foldCatheter(
      generatePressure({ seed: 4, startsAt: start, days: 60, reportMinutes: 60 })
        .map(reading => {
          const left = Math.exp(-Math.max(0, (reading.at - end) / DAY) * 0.03);
          const { pressure } = reading;
          return pressure === null
            ? reading
            : { ...reading, pressure: { ...pressure, pulsationPa: Math.round(pressure.pulsationPa * left) } };
        })
        .filter(({ at }) => at < start + 60 * DAY)
        .map(reported),
    );
    const view = catheterView(declining);
    expect(view.status).toBe('suspected');
    expect(Date.parse(view.detectedAt ?? '')).toBeLessThan(end + 25 * DAY);
  });

  it('names slow boluses among the evidence, and takes them for an occlusion', () => {
    const bolusHours = (days: number, from: number, risePa: number, pulsationPa: number) =>
      Array.from({ length: days * 24 }, (_, i) => {
        const at = from + (i + 1) * HOUR;
        const given = i % 6 === 0;
        const report = reported({
          at,
          periodSeconds: 3600,
          pressure: { meanPa: 1200 + (given ? risePa : 0), pulsationPa },
        });
        return given ? [bolused(at - HOUR / 2), report] : [report];
      }).flat();
    const kinked = foldCatheter([...bolusHours(14, start, 100, 90), ...bolusHours(2, start + 14 * DAY, 2000, 40)]);
    const view = catheterView(kinked);
    expect(view).toMatchObject({ status: 'suspected', suspectedKind: 'occlusion' });
    const transient = view.evidence.find(e => e.kind === 'bolus-transient');
    expect(Number(transient?.observed)).toBeGreaterThan(2 * Number(transient?.expected));
  });

  it('turns to indirect evidence where there is no pressure to judge by', () => {
    const indirect = {
      assessable: true,
      logOdds: 2,
      detectedAt: end,
      onsetAt: start,
      kind: null,
      evidence: [
        { kind: 'bolus-requests', at: formatTime(end), observed: 9, expected: 2, weight: 1, text: 'Nine requests.' },
      ],
    } as const;
    expect(catheterView(initialCatheter, indirect)).toMatchObject({
      status: 'suspected',
      probability: 0.881,
      detectedAt: formatTime(end),
      onsetAt: formatTime(start),
      evidence: indirect.evidence,
    });
    expect(catheterView(initialCatheter, { ...indirect, detectedAt: null, logOdds: -4 }).status).toBe('no-suspicion');
    expect(catheterView(initialCatheter, { ...indirect, assessable: false, logOdds: -2 })).toMatchObject({
      status: 'not-assessable',
      probability: 0.119,
      evidence: [],
    });
    expect(catheterView(after(null), indirect)).toMatchObject({ status: 'no-suspicion' });
  });
});
