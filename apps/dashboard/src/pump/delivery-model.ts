import { millilitres } from '../format/units.ts';
import type { ChartModel, CurveModel } from './chart-model.ts';
import { programmedNl, type Programme } from './programmed.ts';
import { align, type Reading } from './series-data.ts';
import { dayMs, hourMs } from './time-window.ts';
import type { Series } from './use-pump.ts';

/** A bolus that was given: epoch milliseconds and nanolitres. */
export interface GivenBolus {
  readonly at: number;
  readonly volumeNl: number;
}

/** What the delivery chart is made of. */
export interface DeliveryParts {
  readonly delivered: Series | undefined;
  readonly barMs: number;
  readonly programmes: readonly Programme[];
  /** Null: too many to count, so that only the basal programme is known. */
  readonly boluses: readonly GivenBolus[] | null;
  readonly now: number;
}

/** How a bar's time is called. */
export const barWord = (barMs: number): string => {
  if (barMs === hourMs) return 'hour';
  return barMs === dayMs ? 'day' : 'week';
};

const bolusNl = (boluses: readonly GivenBolus[], from: number, to: number): number =>
  boluses.reduce((sum, { at, volumeNl }) => (at >= from && at < to ? sum + volumeNl : sum), 0);

/** What programme and boluses asked for, bar by bar; the bar that is not over yet counts up to now. */
const programmedBars = ({ delivered, barMs, programmes, boluses, now }: DeliveryParts): Reading[] => {
  if (delivered === undefined) return [];
  const bars: Reading[] = [];
  for (let at = delivered.window.from; at < Math.min(delivered.window.to, now); at += barMs) {
    const to = Math.min(at + barMs, now);
    const basal = programmedNl(programmes, { from: at, to });
    bars.push({ at, value: basal === null ? null : basal + (boluses === null ? 0 : bolusNl(boluses, at, to)) });
  }
  const last = bars.at(-1);
  return last === undefined ? bars : [...bars, { at: last.at + barMs, value: last.value }];
};

/** Bars of what was delivered, steps of what was programmed, by the pump's own UTC day. */
export const deliveryModel = (parts: DeliveryParts): ChartModel => {
  const say = (nl: number): string => `${millilitres(nl, 3)} per ${barWord(parts.barMs)}`;
  const digits = parts.barMs === hourMs ? 3 : 2;
  const bars = parts.delivered?.buckets.map(({ at, mean, n }) => ({ at: Date.parse(at), value: mean * n })) ?? [];
  const asked = programmedBars(parts);
  const programmed: CurveModel = { label: parts.boluses === null ? 'Programmed, without boluses' : 'Programmed with boluses', tone: 'ink', style: 'steps', say };
  return {
    curves: [{ label: 'Delivered', tone: 'faint', style: 'bars', say }, programmed],
    data: align(bars, asked),
    shapes: [],
    range: [0, Math.max(1, ...[...bars, ...asked].map(({ value }) => value ?? 0)) * 1.12],
    marks: null,
    axis: nl => millilitres(nl, digits),
  };
};
