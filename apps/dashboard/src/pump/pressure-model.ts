import type { CatheterView, PumpView } from '@cisterna/contract';
import { pascals } from '../format/units.ts';
import type { ChartModel, CurveModel, Shape } from './chart-model.ts';
import { curveFrom, gapShapes } from './level-model.ts';
import { align } from './series-data.ts';
import type { TimeWindow } from './time-window.ts';
import type { Series } from './use-pump.ts';

/** Which pressure a chart shows. */
export type PressureKind = 'mean' | 'pulsation';

const kinds = {
  mean: { label: 'Mean pressure', evidence: ['mean-rise', 'mean-fall'] },
  pulsation: { label: 'Pulsation', evidence: ['pulsation-loss', 'pulsation-decline'] },
} as const;

/** What is usual for this patient, as the evidence says; null where it says nothing of it. */
export const usualPa = ({ evidence }: CatheterView, kind: PressureKind): number | null => {
  const found = evidence.find(item => (kinds[kind].evidence as readonly string[]).includes(item.kind));
  return typeof found?.expected === 'number' ? found.expected : null;
};

/** The median of the buckets before a time (all where none is): what was usual over what is shown. */
export const usualBefore = (series: Series | undefined, before: number | null): number | null => {
  const means = (series?.buckets ?? []).filter(({ at }) => before === null || Date.parse(at) < before).map(({ mean }) => mean).sort((a, b) => a - b);
  return means.length < 8 ? null : (means[Math.floor(means.length / 2)] ?? null);
};

const suspicionShapes = ({ catheter }: PumpView, now: number): Shape[] => {
  const { status, onsetAt, suspectedKind } = catheter;
  if (onsetAt === null || (status !== 'suspected' && status !== 'confirmed')) return [];
  const label = `${suspectedKind ?? 'defect'} ${status}`;
  return [{ kind: 'area', from: Date.parse(onsetAt), to: now, tone: status === 'confirmed' ? 'high' : 'medium', label }];
};

const baselineShapes = (view: PumpView, series: Series | undefined, kind: PressureKind): Shape[] => {
  const { onsetAt } = view.catheter;
  const known = usualPa(view.catheter, kind);
  const value = known ?? usualBefore(series, onsetAt === null ? null : Date.parse(onsetAt));
  if (value === null) return [];
  return [{ kind: 'level', value, tone: 'faint', atEnd: true, label: `${known === null ? 'median' : 'usual'} ${pascals(value)}` }];
};

/** The limits of what was read and of what is usual, with room for the words on top. */
const rangeOf = (series: Series | undefined, shapes: readonly Shape[]): readonly [number, number] | null => {
  const means = series?.buckets.map(({ mean }) => mean) ?? [];
  if (means.length === 0) return null;
  const usual = shapes.flatMap(shape => (shape.kind === 'level' ? [shape.value] : []));
  const [low, high] = [Math.min(...means, ...usual), Math.max(...means, ...usual)];
  const room = Math.max(10, high - low);
  return [low >= 0 && low < room ? 0 : low - room * 0.1, high + room * 0.22];
};

/** One pressure over time against what is usual for the patient, with the suspicion from its onset to now. */
export const pressureModel = (kind: PressureKind, view: PumpView, series: Series | undefined, now: number): ChartModel => {
  const intervalMs = (view.registration?.reportIntervalSeconds ?? 3600) * 1000;
  const curve: CurveModel = { label: kinds[kind].label, tone: 'accent', style: 'line', say: pascals };
  const shapes = [...gapShapes(series, intervalMs, now), ...suspicionShapes(view, now), ...baselineShapes(view, series, kind)];
  return {
    curves: [curve],
    data: align(curveFrom(series, intervalMs)),
    shapes,
    range: rangeOf(series, shapes),
    marks: null,
    axis: pascals,
  };
};

/** The catheter's revision starts its baselines afresh: such times as lines. */
export const revisionShapes = (times: readonly number[], { from, to }: TimeWindow): Shape[] =>
  times.filter(at => at >= from && at <= to).map(at => ({ kind: 'line', at, tone: 'ink', label: 'new catheter' }));
