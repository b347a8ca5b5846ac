import { formatTime, type Evidence } from '@cisterna/contract';
import { initialCatheter } from './catheter.ts';
import { catheterView } from './catheter-view.ts';
import { examined, foldCatheter, reported } from './testing/catheter-history.ts';
import { generatePressure, type GeneratedFault } from './testing/pressure-generator.ts';

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
      `Pulsation ${String(pulsation.observed)} Pa, ${Math.round(100 * share)} % of the ${String(pulsation.expected)} Pa usual at this time of day.`,
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
});
