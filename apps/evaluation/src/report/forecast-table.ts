import type { ForecastScore, JudgedForecast } from '../score/forecast.ts';
import { meanOf, quantile } from '../stats/quantile.ts';
import { buckets, lossRatio } from './bars.ts';
import { delayText, figure, table } from './cells.ts';

const heldShare = (judged: readonly JudgedForecast[]): number =>
  judged.filter(({ held }) => held).length / judged.length;

/** Median of the errors and mean of their sizes, in hours. */
const errorCell = (errors: readonly number[]): string =>
  `${figure(quantile(errors, 0.5), 1)}, ${figure(meanOf(errors.map(Math.abs)), 1)}`;

const row = (name: string, judged: readonly JudgedForecast[]): readonly string[] => [
  name,
  `${judged.length}`,
  `${figure(100 * heldShare(judged), 1)} %`,
  figure(meanOf(judged.map(f => f.lossHours)), 1),
  figure(meanOf(judged.map(f => f.constantLossHours)), 1),
  figure(lossRatio(judged)),
  errorCell(judged.map(f => f.errorHours)),
  errorCell(judged.map(f => f.constantErrorHours)),
  delayText(
    quantile(
      judged.map(f => f.bandHours),
      0.5,
    ),
  ),
];

const head = [
  'forecasts',
  'n',
  'held',
  'loss, h',
  'constant rate',
  'ratio',
  'error, h: median, mean absolute',
  'constant rate',
  'band: median',
];

/** Forecasts of the low date by days to go, with all faults and without those that change the flow. */
export const forecastTable = ({ judged }: ForecastScore): string => {
  const sound = judged.filter(({ disturbed }) => !disturbed);
  return table(head, [
    ...buckets.map(({ name, holds }) => row(name, judged.filter(holds))),
    ...buckets.map(({ name, holds }) => row(`${name}, no such fault`, sound.filter(holds))),
  ]);
};
