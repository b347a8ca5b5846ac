import type { AlarmReport } from '@cisterna/contract';

type KindFigures = AlarmReport['kinds'][number];
type Flood = AlarmReport['floods'][number];

/** The figures of a kind of which there was nothing, but for what is said otherwise. */
export const kindOf = (over: Partial<KindFigures> = {}): KindFigures => ({
  kind: 'motor-stall',
  raised: 0,
  perPumpDay: 0,
  acknowledged: 0,
  shareAcknowledged: null,
  medianSecondsToAcknowledge: null,
  chattering: { pumps: 0, alarms: 0 },
  stale: 0,
  standing: 0,
  suppressed: 0,
  withdrawn: 0,
  ...over,
});

/** A flood of a quarter of an hour at noon, but for what is said otherwise. */
export const floodOf = (over: Partial<Flood> = {}): Flood => ({
  clinicId: 'C-1',
  from: '2026-10-28T12:00:00Z',
  to: '2026-10-28T12:15:00Z',
  alarms: 14,
  ...over,
});

/** A reference figure that nothing was measured for, but for what is said otherwise. */
export const benchmarkOf = (over: Partial<AlarmReport['benchmarks'][number]> = {}): AlarmReport['benchmarks'][number] => ({
  name: 'average-rate',
  measured: null,
  limit: 1,
  comparison: 'below',
  met: null,
  unit: 'alarms per 10 minutes',
  text: 'Under 1 alarm in 10 minutes.',
  source: 'EEMUA 191',
  ...over,
});
