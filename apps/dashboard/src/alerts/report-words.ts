import type { AlarmBenchmark, AlarmReport } from '@cisterna/contract';
import { whole } from '../format/numbers.ts';
import type { Urgency } from '../parts/mark.tsx';

/** The figures of one kind of alarm. */
export type KindFigures = AlarmReport['kinds'][number];

const rough = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const fine = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** A count with its thousands set apart. */
export const countWord = (count: number): string => whole.format(count);

/** A rate in as many digits as it deserves, `–` where there is none. */
export const rateWord = (rate: number | null): string => (rate === null ? '–' : rate >= 100 ? whole.format(rate) : rough.format(rate));

/** A share in per cent, small ones not rounded to nothing; `–` where there is none. */
export const shareWord = (share: number | null): string => {
  if (share === null) return '–';
  const percent = share * 100;
  return `${percent > 0 && percent < 10 ? rough.format(percent) : whole.format(percent)} %`;
};

/** How long, in the largest unit that fits: `40 s`, `12 min`, `3.5 h`, `4 days`; `–` where unknown. */
export const durationWord = (seconds: number | null): string => {
  if (seconds === null) return '–';
  if (seconds < 60) return `${whole.format(seconds)} s`;
  if (seconds < 3_600) return `${whole.format(seconds / 60)} min`;
  return seconds < 172_800 ? `${fine.format(seconds / 3_600)} h` : `${fine.format(seconds / 86_400)} days`;
};

/** `12 alarms`, `1 alarm`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${countWord(count)} ${count === 1 ? one : many}`;

/** Chattering in words: `6 at 2 pumps`. */
export const chatterWord = ({ pumps, alarms }: KindFigures['chattering']): string => (alarms === 0 ? '0' : `${countWord(alarms)} at ${counted(pumps, 'pump')}`);

const happened = ({ raised, stale, standing, suppressed, withdrawn }: KindFigures): boolean => raised + stale + standing + suppressed + withdrawn > 0;

/** The kinds with anything to tell, the most frequent first, and those without. */
export const kindsToShow = (kinds: readonly KindFigures[]): { readonly told: readonly KindFigures[]; readonly quiet: readonly KindFigures[] } => ({
  told: kinds.filter(happened).sort((a, b) => b.raised - a.raised || b.standing - a.standing),
  quiet: kinds.filter(kind => !happened(kind)),
});

const isShare = ({ unit }: Pick<AlarmBenchmark, 'unit'>): boolean => unit.startsWith('share');

const valueWord = (benchmark: AlarmBenchmark, value: number): string => (isShare(benchmark) ? shareWord(value) : rateWord(value));

/** What a reference figure asks and what was measured: `0.12`, `below 1 alarms per 10 minutes`. */
export const benchmarkWords = (benchmark: AlarmBenchmark): { readonly measured: string; readonly wanted: string } => {
  const { measured, limit, comparison, unit } = benchmark;
  return {
    measured: measured === null ? 'Not measurable' : valueWord(benchmark, measured),
    wanted: `${comparison === 'below' ? 'below' : 'at most'} ${valueWord(benchmark, limit)}${isShare(benchmark) ? ' of the time' : ` ${unit}`}`,
  };
};

/** Whether a reference figure was kept, as a word. */
export const metWord = (met: boolean | null): { readonly word: string; readonly urgency: Urgency } => {
  if (met === null) return { word: 'Unknown', urgency: 'none' };
  return met ? { word: 'Kept', urgency: 'none' } : { word: 'Not kept', urgency: 'medium' };
};

export const benchmarkNames: Readonly<Record<AlarmBenchmark['name'], string>> = {
  'average-rate': 'Average rate',
  'time-in-flood': 'Time in flood',
  'stale-alarms': 'Stale alarms',
  'chattering-alarms': 'Chattering alarms',
};
