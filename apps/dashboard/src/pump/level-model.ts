import type { PumpView, ReconciliationView } from '@cisterna/contract';
import { localDate } from '../format/times.ts';
import { millilitres } from '../format/units.ts';
import type { ChartModel, Shape } from './chart-model.ts';
import { fanOf } from './forecast.ts';
import { align, bucketMsOf, curveOf, gapsOf, type Reading } from './series-data.ts';
import { refillReasons } from './summary-words.ts';
import { spanOf, type TimeWindow } from './time-window.ts';
import type { Series } from './use-pump.ts';

const nlPerMl = 1_000_000;

/** What the level chart is made of; series absent until they came. */
export interface LevelParts {
  readonly view: PumpView;
  readonly computed: Series | undefined;
  readonly sensed: Series | undefined;
  readonly reconciliations: readonly ReconciliationView[];
  /** Until when readings are expected, epoch milliseconds. */
  readonly now: number;
  readonly shown: TimeWindow;
}

const signed = (nl: number): string => `${nl > 0 ? '+' : ''}${millilitres(nl)}`;

/** The curve of an answer, broken where reports are missing; in the units of the API. */
export const curveFrom = (series: Series | undefined, intervalMs: number): ReturnType<typeof curveOf> =>
  series === undefined ? [] : curveOf(series.buckets, bucketMsOf(series.window, series.points), intervalMs);

/** The stretches without reports, hatched; the first says why. */
export const gapShapes = (series: Series | undefined, intervalMs: number, now: number): Shape[] => {
  if (series === undefined) return [];
  const gaps = gapsOf(series.buckets, bucketMsOf(series.window, series.points), intervalMs, Math.min(now, series.window.to));
  const wide = spanOf(series.window) / 25;
  return gaps.map(gap => ({ kind: 'area', ...gap, tone: 'faint', hatched: true, ...(spanOf(gap) > wide ? { label: 'Not reported' } : {}) }));
};

const refillShapes = (reconciliations: readonly ReconciliationView[], { from, to }: TimeWindow): Shape[] => {
  const shown = reconciliations.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to);
  const quiet = shown.length <= 6 ? 'faint' : 'line';
  return shown.map(({ at, discrepancyNl, withinLimit }) => {
    const words = `${withinLimit ? 'refill' : '▲ refill'} ${signed(discrepancyNl)}`;
    return { kind: 'line', at: Date.parse(at), tone: withinLimit ? quiet : 'medium', ...(shown.length <= 6 || !withinLimit ? { label: words } : {}) };
  });
};

const fanShapes = (view: PumpView): Shape[] => {
  const fan = fanOf(view);
  if (fan === null) return [];
  return [
    { kind: 'polygon', points: [...fan.early, ...fan.late.toReversed()], tone: 'fill' },
    { kind: 'path', points: fan.likely, tone: 'ink', dashed: true },
  ];
};

const bookingShapes = ({ refill }: PumpView): Shape[] => {
  if (refill.refillBy === null) return [];
  const why = refill.because === null ? '' : ` (${refillReasons[refill.because]})`;
  return [{ kind: 'line', at: Date.parse(refill.refillBy), tone: 'accent', dashed: true, row: 1, label: `book by ${localDate(refill.refillBy)}${why}` }];
};

const stateShapes = ({ reservoir, asOf }: PumpView): Shape[] => {
  const { estimate, lowReservoirNl } = reservoir;
  const at = Date.parse(asOf);
  return [
    ...(lowReservoirNl === null ? [] : [{ kind: 'level', value: lowReservoirNl, tone: 'medium', label: `low mark ${millilitres(lowReservoirNl)}` } as const]),
    ...(estimate === null
      ? []
      : ([
          { kind: 'path', tone: 'ink', points: [{ at, value: estimate.p10Nl }, { at, value: estimate.p90Nl }] },
          { kind: 'dot', at, value: estimate.p50Nl, tone: 'ink', form: 'diamond' },
        ] as const)),
  ];
};

/** The account's curve up to the level it has now: a refill within the last bucket would leave it in the middle. */
const accountCurve = ({ reservoir, asOf }: PumpView, computed: Series | undefined, intervalMs: number): readonly Reading[] => {
  const curve = curveFrom(computed, intervalMs);
  const at = Date.parse(asOf);
  const last = curve.at(-1)?.at ?? Infinity;
  const reaches = computed !== undefined && computed.window.to >= at && at >= last;
  return reaches && reservoir.computedLevelNl !== null ? [...curve, { at, value: reservoir.computedLevelNl }] : curve;
};

/** The level over time: the account, the sensor, refills with what they showed, the estimate now and how it is expected to go on. */
export const levelModel = ({ view, computed, sensed, reconciliations, now, shown }: LevelParts): ChartModel => {
  const intervalMs = (view.registration?.reportIntervalSeconds ?? 3600) * 1000;
  const withSensor = sensed !== undefined && sensed.buckets.length > 0;
  const say = (nl: number): string => millilitres(nl, 2);
  return {
    curves: [
      { label: "Level by the pump's account", tone: 'accent', style: 'line', say },
      ...(withSensor ? [{ label: 'Sensed', tone: 'faint', style: 'dashed', say } as const] : []),
    ],
    data: align(accountCurve(view, computed, intervalMs), ...(withSensor ? [curveFrom(sensed, intervalMs)] : [])),
    shapes: [
      ...gapShapes(computed, intervalMs, now),
      ...fanShapes(view),
      ...refillShapes(reconciliations, shown),
      ...stateShapes(view),
      ...bookingShapes(view),
    ],
    range: [0, (view.reservoir.capacityNl ?? 40 * nlPerMl) * 1.18],
    marks: null,
    axis: nl => millilitres(nl, 0),
  };
};
