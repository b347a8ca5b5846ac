import type { ArchivedEvent, PumpView } from '@cisterna/contract';
import { useMemo, type ReactNode } from 'react';
import { useMedia } from '../parts/use-media.ts';
import { localTime } from '../format/times.ts';
import { ChartPanel } from './chart-panel.tsx';
import { deliveryModel, barWord, type GivenBolus } from './delivery-model.ts';
import { eventLanes } from './event-lanes.ts';
import { instants, programmesOf } from './history.ts';
import { LaneTable } from './lane-table.tsx';
import { lanesModel } from './lanes-model.ts';
import { levelModel } from './level-model.ts';
import { pressureModel, revisionShapes, type PressureKind } from './pressure-model.ts';
import { barsAsked, points } from './series-asked.ts';
import { fetchWindow, spanOf, type TimeWindow } from './time-window.ts';
import { usePastSeries } from './use-past-series.ts';
import type { FoundEvents } from './use-events.ts';
import { useReconciliations } from './use-pump.ts';

/** What every chart of the page is given. */
export interface ChartProps {
  readonly view: PumpView;
  readonly now: number;
  readonly window: TimeWindow;
  readonly onWindow: (window: TimeWindow) => void;
  /** Rare events of the whole history that stand at the moment. */
  readonly marks: readonly ArchivedEvent[];
  readonly boluses: FoundEvents | undefined;
}

const useHeight = (wide: number): number => (useMedia('(max-width: 40rem)') ? Math.round(wide * 0.8) : wide);

export const LevelChart = ({ view, now, window, onWindow }: ChartProps): ReactNode => {
  const asked = useMemo(() => fetchWindow(window, now), [window, now]);
  const computed = usePastSeries(view.id, 'computedLevelNl', asked, { points, now });
  const sensed = usePastSeries(view.id, 'sensedLevelNl', view.registration?.sensors.reservoir === true ? asked : null, { points, now });
  const known = useReconciliations(view.id).data;
  const reconciliations = useMemo(() => (known ?? []).filter(({ at }) => Date.parse(at) <= now), [known, now]);
  const model = useMemo(
    () => levelModel({ view, computed, sensed, reconciliations, now, shown: window }),
    [view, computed, sensed, reconciliations, now, window],
  );
  const note = 'Shaded: forecast, P10 to P90. Bar at now: estimate. Hatched: not reported.';
  return <ChartPanel title="Reservoir level" model={model} window={window} onWindow={onWindow} height={useHeight(300)} note={note} />;
};

const titles: Readonly<Record<PressureKind, string>> = { mean: 'Catheter pressure', pulsation: 'Catheter pulsation' };

export const PressureChart = ({ kind, view, now, window, onWindow, marks }: ChartProps & { readonly kind: PressureKind }): ReactNode => {
  const asked = useMemo(() => fetchWindow(window, now), [window, now]);
  const series = usePastSeries(view.id, kind === 'mean' ? 'meanPa' : 'pulsationPa', asked, { points, now });
  const model = useMemo(() => {
    const made = pressureModel(kind, view, series, now);
    const revisions = instants(marks, ['catheter.revised.v1'], () => '').map(({ at }) => at);
    return { ...made, shapes: [...made.shapes, ...revisionShapes(revisions, window)] };
  }, [kind, view, series, now, marks, window]);
  const { onsetAt, status } = view.catheter;
  const note = onsetAt !== null && status === 'suspected' ? `Shaded: suspicion since ${localTime(onsetAt)}` : undefined;
  return <ChartPanel title={titles[kind]} model={model} window={window} onWindow={onWindow} height={useHeight(170)} note={note} />;
};

const givenBoluses = ({ events, more }: FoundEvents): readonly GivenBolus[] | null =>
  more ? null : events.filter(({ type }) => type === 'bolus.delivered.v1').map(({ time, data }) => ({ at: Date.parse(time), volumeNl: data['volumeNl'] as number }));

export const DeliveryChart = ({ view, now, window, onWindow, marks, boluses }: ChartProps): ReactNode => {
  const { barMs, window: asked, points: bars } = useMemo(() => barsAsked(view, window, now), [view, window, now]);
  const delivered = usePastSeries(view.id, 'deliveredNl', asked, { points: bars, now });
  const model = useMemo(() => {
    const own = delivered === undefined ? barMs : spanOf(delivered.window) / delivered.points;
    const given = boluses === undefined ? [] : givenBoluses(boluses);
    return deliveryModel({ delivered, barMs: own, programmes: programmesOf(marks), boluses: given, now });
  }, [delivered, barMs, boluses, marks, now]);
  const title = `Programmed and delivered per ${barWord(barMs)}`;
  return <ChartPanel title={title} model={model} window={window} onWindow={onWindow} height={useHeight(180)} note="Days are the pump's own, in UTC." />;
};

export const EventChart = ({ now, window, onWindow, marks, boluses }: ChartProps): ReactNode => {
  const lanes = useMemo(() => eventLanes(marks, boluses), [marks, boluses]);
  const model = useMemo(() => lanesModel(lanes, window, now), [lanes, window, now]);
  const note = boluses?.more === true ? 'Too many boluses for one picture: the first 1000 are shown; zoom in for all.' : undefined;
  const table = <LaneTable lanes={lanes} window={window} now={now} />;
  return <ChartPanel title="Boluses, alarms and records" model={model} window={window} onWindow={onWindow} height={28 * lanes.length + 54} note={note} table={table} />;
};
