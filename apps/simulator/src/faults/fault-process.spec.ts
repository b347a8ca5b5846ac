import { RandomStream } from '../random/random-stream.ts';
import { yearMs } from '../time/periods.ts';
import { live, ofKind, specPlan } from '../testing/lived-fleet.ts';
import { drawOnset } from './fault-process.ts';

const onsets = (ageYears: number, hazard: { perYear: number; shape: number }): readonly number[] => {
  const stream = new RandomStream('onset');
  return Array.from({ length: 6000 }, () => drawOnset(stream, 0, ageYears, hazard) / yearMs);
};

/** Reports every six hours: enough where only the truth is looked at. */
const rarely = 21_600;

const within = (years: readonly number[], limit: number): number =>
  years.filter(year => year < limit).length / years.length;

describe('the onset of a fault', () => {
  it('comes at the mean hazard over the first five years, whatever its shape', () => {
    for (const shape of [0.6, 1, 1.6]) {
      const expected = 1 - Math.exp(-5 * 0.06);
      expect(Math.abs(within(onsets(0, { perYear: 0.06, shape }), 5) - expected)).toBeLessThan(0.015);
    }
  });

  it('comes early with a shape below one and late with one above', () => {
    const early = onsets(0, { perYear: 0.06, shape: 0.6 });
    const late = onsets(0, { perYear: 0.06, shape: 1.6 });
    expect(within(early, 1) / within(early, 5)).toBeGreaterThan(0.3);
    expect(within(late, 1) / within(late, 5)).toBeLessThan(0.12);
  });

  it('knows no memory with shape one, and spares a seasoned catheter with a shape below', () => {
    const young = within(onsets(0, { perYear: 0.1, shape: 1 }), 1);
    expect(Math.abs(within(onsets(4, { perYear: 0.1, shape: 1 }), 1) - young)).toBeLessThan(0.015);
    expect(within(onsets(4, { perYear: 0.1, shape: 0.6 }), 1)).toBeLessThan(
      0.7 * within(onsets(0, { perYear: 0.1, shape: 0.6 }), 1),
    );
  });

  it('never comes without a hazard', () => {
    expect(drawOnset(new RandomStream('never'), 0, 1, { perYear: 0, shape: 1 })).toBe(Infinity);
  });
});

describe('the faults of a fleet', () => {
  it('strike the share of pumps that the scenario says, inside the run', () => {
    const plan = { ...specPlan({ pumps: 120, days: 20, reportIntervalSeconds: rarely }), struckShares: { leak: 0.5 } };
    const faults = ofKind(live(plan).truth, 'fault');
    expect(faults.length / 120).toBeCloseTo(0.5, 1);
    for (const { fault, onsetAt } of faults) {
      expect(fault).toBe('leak');
      expect((Date.parse(onsetAt) - plan.startAt) / (plan.endAt - plan.startAt)).toBeGreaterThan(0.1);
      expect((Date.parse(onsetAt) - plan.startAt) / (plan.endAt - plan.startAt)).toBeLessThan(0.9);
    }
  });

  it('leave the onsets of other kinds where they were', () => {
    const plan = specPlan({ pumps: 60, days: 25, reportIntervalSeconds: rarely });
    const onsetsOf = (kinds: Partial<Record<string, number>>) =>
      ofKind(live({ ...plan, hazardsPerYear: kinds }).truth, 'fault')
        .filter(({ fault }) => fault === 'memory-error')
        .map(({ pumpId, onsetAt }) => `${pumpId} ${onsetAt}`);
    const alone = onsetsOf({ 'memory-error': 2 });
    expect(alone.length).toBeGreaterThan(3);
    expect(onsetsOf({ 'memory-error': 2, leak: 3, 'battery-reset': 2 })).toEqual(alone);
  });

  it('come at most once at a time in a group', () => {
    const plan = {
      ...specPlan({ pumps: 20, days: 60, reportIntervalSeconds: rarely }),
      hazardsPerYear: { leak: 20, kink: 20, occlusion: 20 },
    };
    const faults = ofKind(live(plan).truth, 'fault');
    expect(faults).toHaveLength(new Set(faults.map(({ pumpId }) => pumpId)).size);
    expect(new Set(faults.map(({ fault }) => fault)).size).toBe(3);
  });

  it('are only the staged ones where a pump has some', () => {
    const at = Date.UTC(2026, 0, 12);
    const plan = {
      ...specPlan({ pumps: 2, days: 60, staged: [{ pump: 1, kind: 'kink', at }] }),
      hazardsPerYear: { leak: 20, 'memory-error': 20 },
    };
    const faults = ofKind(live(plan).truth, 'fault').filter(({ pumpId }) => pumpId === 'SIM-0002');
    expect(faults).toEqual([expect.objectContaining({ fault: 'kink', onsetAt: '2026-01-12T00:00:00Z' })]);
  });
});
