import { poissonRate, wilson, type Estimate } from '../stats/interval.ts';
import { quantile } from '../stats/quantile.ts';

const digits = (value: number, places: number): string =>
  Number.isFinite(value) ? value.toFixed(places) : value > 0 ? '∞' : '–';

/** A number with so many decimals; a dash where it is unknown. */
export const figure = (value: number, places = 2): string => digits(value, places);

const percent = (value: number): string => (Number.isNaN(value) ? '–' : (100 * value).toFixed(1));

/** `93.3 % (78.7–98.2) of 30`. */
export const shareCell = (hits: number, of: number): string => {
  const { value, low, high } = wilson(hits, of);
  return of === 0 ? '– of 0' : `${percent(value)} % (${percent(low)}–${percent(high)}) of ${of}`;
};

const range = ({ value, low, high }: Estimate, places: number): string =>
  `${digits(value, places)} (${digits(low, places)}–${digits(high, places)})`;

/** `0.12 (0.04–0.28), 5 in 41.2 years`. */
export const rateCell = (count: number, years: number): string =>
  `${range(poissonRate(count, years), 2)}, ${count} in ${years.toFixed(1)} y`;

/** `5.3 per 1 000 pump-years (0.6–19.3), 2 in 374.6 y`. */
export const rarityCell = (count: number, years: number): string => {
  const { value, low, high } = poissonRate(count, years);
  const [rate, least, most] = [value, low, high].map(perYear => digits(1000 * perYear, 1));
  return `${rate} per 1 000 pump-years (${least}–${most}), ${count} in ${years.toFixed(1)} y`;
};

/** A delay in hours, or in days from four days on. */
export const delayText = (hours: number): string => {
  if (!Number.isFinite(hours)) return '–';
  return Math.abs(hours) >= 96 ? `${(hours / 24).toFixed(1)} d` : `${hours.toFixed(1)} h`;
};

/** Median and P90 of delays in hours. */
export const delayCell = (hours: readonly number[]): string =>
  hours.length === 0 ? '–' : `${delayText(quantile(hours, 0.5))}, ${delayText(quantile(hours, 0.9))}`;

/** Rows as a Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};
