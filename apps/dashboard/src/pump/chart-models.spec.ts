import type { ReconciliationView } from '@cisterna/contract';
import { chartRows } from './chart-rows.ts';
import { deliveryModel } from './delivery-model.ts';
import { fanEnd, fanOf } from './forecast.ts';
import { lanesModel } from './lanes-model.ts';
import { levelModel } from './level-model.ts';
import { pressureModel, usualBefore } from './pressure-model.ts';
import { dayFromNow, hourlySeries, presentMs, pumpViewWith } from './testing/pump-view.fixture.ts';
import { dayMs } from './time-window.ts';

const shown = { from: presentMs - 10 * dayMs, to: presentMs + 5 * dayMs };
const refill = (days: number, withinLimit: boolean): ReconciliationView => ({ at: dayFromNow(days), discrepancyNl: withinLimit ? 200_000 : -3_000_000, withinLimit }) as ReconciliationView;
const words = (shapes: readonly { readonly label?: string }[]): string[] => shapes.flatMap(({ label }) => label ?? []);

describe('the forecast fan', () => {
  it('falls from the estimate through the low mark to empty', () => {
    const fan = fanOf(pumpViewWith());
    expect(fan?.likely.map(({ value }) => value)).toEqual([10_000_000, 2_000_000, 0]);
    expect(fanEnd(fan)).toBe(Date.parse(dayFromNow(47)));
  });

  it('is none while nothing is being delivered', () => {
    expect(fanOf(pumpViewWith({ refill: { lowAt: null, emptyAt: null } }))).toBeNull();
    expect(fanEnd(null)).toBeNull();
  });
});

describe('the level', () => {
  const parts = { view: pumpViewWith(), computed: hourlySeries(10, () => 10_000_000), sensed: undefined, now: presentMs, shown };

  it('marks refills with their discrepancy, those beyond the limit by a sign too', () => {
    const { shapes } = levelModel({ ...parts, reconciliations: [refill(-2, true), refill(-5, false), refill(-90, true)] });
    expect(words(shapes as never).filter(word => word.includes('refill '))).toEqual(['refill +0.2 mL', '▲ refill -3.0 mL']);
  });

  it('says when to book and why', () => {
    const { shapes } = levelModel({ ...parts, reconciliations: [] });
    expect(words(shapes as never)).toContainEqual(expect.stringMatching(/^book by .* \(low reservoir\)$/));
  });

  it('ends at the level that the account has now', () => {
    expect(levelModel({ ...parts, computed: hourlySeries(10, () => 4), reconciliations: [] }).data.values[0]?.at(-1)).toBe(10_000_000);
    const earlier = { ...hourlySeries(10, () => 4), window: { from: presentMs - 20 * dayMs, to: presentMs - 10 * dayMs } };
    expect(levelModel({ ...parts, computed: earlier, reconciliations: [] }).data.values[0]?.at(-1)).toBe(4);
  });

  it('shows the sensor only where it measured', () => {
    expect(levelModel({ ...parts, reconciliations: [] }).curves).toHaveLength(1);
    expect(levelModel({ ...parts, sensed: hourlySeries(10, () => 9_000_000), reconciliations: [] }).curves).toHaveLength(2);
  });

  it('hatches what was not reported, with a word where there is room', () => {
    const computed = hourlySeries(10, () => 1);
    const broken = { ...computed, buckets: computed.buckets.filter((_, index) => index < 50 || index > 120) };
    const gaps = levelModel({ ...parts, computed: broken, reconciliations: [] }).shapes.filter(shape => shape.kind === 'area');
    expect(gaps).toMatchObject([{ hatched: true, label: 'Not reported' }]);
  });
});

describe('pressure', () => {
  const catheter = { status: 'suspected', suspectedKind: 'occlusion', onsetAt: dayFromNow(-3), evidence: [{ kind: 'pulsation-loss', expected: 117 }] };

  it('marks the suspicion from its onset to now, and what is usual for the patient', () => {
    const { shapes } = pressureModel('pulsation', pumpViewWith({ catheter }), hourlySeries(10, () => 60), presentMs);
    expect(shapes).toContainEqual(expect.objectContaining({ kind: 'area', from: Date.parse(dayFromNow(-3)), to: presentMs, label: 'occlusion suspected' }));
    expect(words(shapes as never)).toContain('usual 117 Pa');
  });

  it('has room for what is usual', () => {
    const { range } = pressureModel('pulsation', pumpViewWith({ catheter }), hourlySeries(10, () => 60), presentMs);
    expect(range?.[1]).toBeGreaterThan(117);
  });

  it('takes the median before the onset where the evidence says nothing', () => {
    expect(usualBefore(hourlySeries(10, at => (at < presentMs - 3 * dayMs ? 100 : 20)), presentMs - 3 * dayMs)).toBe(100);
    expect(usualBefore(undefined, null)).toBeNull();
  });
});

describe('delivery', () => {
  const programmes = [{ since: 0, segments: [{ startMinute: 0, rateNlPerHour: 1000 }] }] as never;
  const days = { ...hourlySeries(2, () => 1000), points: 2 };
  const delivered = { ...days, buckets: [0, 24].map(index => ({ ...days.buckets[index]!, mean: 1000, n: 24 })) };

  it('sums each day and counts the boluses that were granted', () => {
    const boluses = [{ at: presentMs - dayMs, volumeNl: 500 }];
    const { data, curves } = deliveryModel({ delivered, barMs: dayMs, programmes, boluses, now: presentMs });
    expect(data.values[0]?.slice(0, 2)).toEqual([24_000, 24_000]);
    expect(data.values[1]?.slice(0, 2)).toEqual([24_000, 24_500]);
    expect(curves[1]?.label).toBe('Programmed with boluses');
  });

  it('says so where boluses are too many to count', () => {
    expect(deliveryModel({ delivered, barMs: dayMs, programmes, boluses: null, now: presentMs }).curves[1]?.label).toBe('Programmed, without boluses');
  });
});

describe('the chart of events', () => {
  it('has a row for each sort, the first on top, and what lasts reaches to now', () => {
    const alarm = { name: 'Alarm', tone: 'high', form: 'triangle', instants: [], spells: [{ id: 'a', from: presentMs - dayMs, to: null, label: 'motor stall' }] } as const;
    const bolus = { name: 'Bolus', tone: 'accent', form: 'circle', instants: [{ id: 'b', at: presentMs, label: '' }, { id: 'c', at: 0, label: '' }], spells: [] } as const;
    const { marks, shapes } = lanesModel([bolus, alarm], shown, presentMs);
    expect(marks).toEqual({ places: [1.5, 0.5], words: ['Bolus', 'Alarm'] });
    expect(shapes).toMatchObject([{ kind: 'dot', value: 1.5 }, { kind: 'area', to: presentMs }]);
  });
});

describe('the text alternative', () => {
  it('has the values of the window, newest first, with their units', () => {
    const model = levelModel({ view: pumpViewWith(), computed: hourlySeries(3, () => 8_000_000), sensed: undefined, reconciliations: [], now: presentMs, shown });
    const { rows, thinned } = chartRows(model, { from: presentMs - dayMs, to: presentMs - 1 });
    expect(rows).toHaveLength(24);
    expect(rows[0]?.cells).toEqual(['8.00 mL']);
    expect(thinned).toBe(false);
    expect(chartRows(model, { from: 0, to: 1 }).rows).toEqual([]);
  });

  it('is thinned where it would be too long to read', () => {
    const model = levelModel({ view: pumpViewWith(), computed: hourlySeries(10, () => 1), sensed: undefined, reconciliations: [], now: presentMs, shown });
    const { rows, thinned } = chartRows(model, shown);
    expect(thinned).toBe(true);
    expect(rows.length).toBeLessThanOrEqual(120);
  });
});
