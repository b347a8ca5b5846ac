import type { AlarmBenchmark } from '@cisterna/contract';

/** What the standards' figures are compared with. */
export interface MeasuredAlarms {
  /** Alarms per 10 minutes, as if one person heard all of them; null for a period without length. */
  readonly perTenMinutes: number;
  /** Of the clinics' time; null without clinics. */
  readonly shareInFlood: number | null;
  readonly standingOver24h: number;
  readonly chatteringAlarms: number;
}

type Figure = Omit<AlarmBenchmark, 'measured' | 'met'> & { readonly of: (measured: MeasuredAlarms) => number | null };

const figures: readonly Figure[] = [
  {
    name: 'average-rate',
    of: ({ perTenMinutes }) => perTenMinutes,
    limit: 1,
    comparison: 'below',
    unit: 'alarms per 10 minutes',
    text: 'A long-term average under 1 alarm in 10 minutes per operator is very likely to be acceptable; over 1 per minute very likely not.',
    source: 'EEMUA 191; ANSI/ISA-18.2-2016 (about 6 per hour, 150 per day)',
  },
  {
    name: 'time-in-flood',
    of: ({ shareInFlood }) => shareInFlood,
    limit: 0.01,
    comparison: 'below',
    unit: 'share of the time',
    text: 'A flood is more than 10 alarms in 10 minutes per operator; less than 1 % of the time should be in flood.',
    source: 'EEMUA 191 (10 in 10 minutes); ANSI/ISA-18.2-2016 (share of the time)',
  },
  {
    name: 'stale-alarms',
    of: ({ standingOver24h }) => standingOver24h,
    limit: 5,
    comparison: 'below',
    unit: 'alarms open for over 24 h at the end of the period',
    text: 'Fewer than 5 alarms should be stale on any day, each with a plan; an alarm is stale when it stays for over 24 h.',
    source: 'ANSI/ISA-18.2-2016',
  },
  {
    name: 'chattering-alarms',
    of: ({ chatteringAlarms }) => chatteringAlarms,
    limit: 0,
    comparison: 'at-most',
    unit: 'alarms',
    text: 'No alarm should chatter. The standard counts repeats in minutes; 3 in an hour is this service’s own measure, for pumps that report about hourly.',
    source: 'ANSI/ISA-18.2-2016',
  },
];

const isMet = (value: number, { comparison, limit }: Figure): boolean =>
  comparison === 'below' ? value < limit : value <= limit;

/** What was measured beside the figures of the standards, each with its source; `met` is null where nothing could be measured. */
export const benchmarksOf = (measured: MeasuredAlarms): AlarmBenchmark[] =>
  figures.map(figure => {
    const { of, ...shown } = figure;
    const value = of(measured);
    return { ...shown, measured: value, met: value === null ? null : isMet(value, figure) };
  });

/** How to read the report. */
export const reportNotes: readonly string[] = [
  'The standards’ figures are per operator of a process plant; here all alarms of the clinics asked for count as one operator’s. They are a yardstick, no limit for implanted pumps.',
  'An alarm counts from the moment when nothing suppresses it. Pump-days are the pumps registered and not explanted today times the days of the period.',
  'Standards’ figures for standing alarms and for the share acknowledged are not given: none was verified.',
];
