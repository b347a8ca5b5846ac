import { formatTime, schemas, type AlarmReport, type EpochMs } from '@cisterna/contract';
import { noAlarms, type AlarmCounts, type AlarmFigures, type AlarmQuery } from '@cisterna/read-model';
import { benchmarksOf, reportNotes } from './benchmarks.ts';

const dayMs = 86_400_000;
const tenMinutesMs = 600_000;
const floodsShown = 1_000;

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const figuresOf = (counts: AlarmCounts, pumpDays: number): Omit<AlarmReport['kinds'][number], 'kind'> => ({
  raised: counts.raised,
  perPumpDay: share(counts.raised, pumpDays),
  acknowledged: counts.acknowledged,
  shareAcknowledged: share(counts.acknowledged, counts.raised),
  medianSecondsToAcknowledge: counts.median,
  chattering: { pumps: counts.chatteringPumps, alarms: counts.chatteringAlarms },
  stale: counts.stale,
  standing: counts.standing,
  suppressed: counts.suppressed,
  withdrawn: counts.withdrawn,
});

const spanMs = ({ from, to }: { from: EpochMs; to: EpochMs }): number => to - from;

/** The report of a period: every kind has its row. */
export const alarmReportOf = (query: AlarmQuery, figures: AlarmFigures): AlarmReport => {
  const { total, kinds, floods, pumps, clinics } = figures;
  const lengthMs = spanMs(query);
  const pumpDays = (pumps * lengthMs) / dayMs;
  const floodedMs = floods.reduce((sum, flood) => sum + spanMs(flood), 0);
  return {
    from: formatTime(query.from),
    to: formatTime(query.to),
    clinicIds: query.clinicIds === null ? null : [...query.clinicIds],
    days: lengthMs / dayMs,
    pumps,
    totals: {
      ...figuresOf(total, pumpDays),
      standingOver24h: total.standingLong,
      floods: floods.length,
      secondsInFlood: floodedMs / 1000,
      alarmsInFlood: floods.reduce((sum, { alarms }) => sum + alarms, 0),
    },
    kinds: schemas.Alert.properties.kind.enum.map(kind => ({
      kind,
      ...figuresOf(kinds.get(kind) ?? noAlarms, pumpDays),
    })),
    floods: floods
      .slice(0, floodsShown)
      .map(flood => ({ ...flood, from: formatTime(flood.from), to: formatTime(flood.to) })),
    benchmarks: benchmarksOf({
      perTenMinutes: total.raised / (lengthMs / tenMinutesMs),
      shareInFlood: share(floodedMs, clinics * lengthMs),
      standingOver24h: total.standingLong,
      chatteringAlarms: total.chatteringAlarms,
    }),
    notes: [...reportNotes],
  };
};
