import Type, { type Static } from 'typebox';
import { field, nullable } from '../fields.ts';
import { alertKind } from './alert-view.ts';

const share = (description: string) => nullable(Type.Number({ minimum: 0, maximum: 1, description }));

const figures = {
  raised: Type.Integer({
    minimum: 0,
    description: 'Alarms: raised in the period and notified; those never notified, and those withdrawn, are apart.',
  }),
  perPumpDay: nullable(Type.Number({ minimum: 0, description: 'Alarms per pump and day; null without pumps.' })),
  acknowledged: field.count,
  shareAcknowledged: share('Of the alarms; null where there are none.'),
  medianSecondsToAcknowledge: nullable(
    Type.Number({ minimum: 0, description: 'From notification to acknowledgement or reset, where there was one.' }),
  ),
  chattering: Type.Object(
    { pumps: field.count, alarms: field.count },
    { description: 'Alarms that are one of 3 or more of their kind at their pump within an hour.' },
  ),
  stale: Type.Integer({ minimum: 0, description: 'Open for over 24 h at some time of the period.' }),
  standing: Type.Integer({ minimum: 0, description: 'Open at `to`, whenever raised.' }),
  suppressed: Type.Integer({ minimum: 0, description: 'Raised in the period and never notified by `to`.' }),
  withdrawn: Type.Integer({ minimum: 0, description: 'Raised in the period and taken back by `to`.' }),
} as const;

const flood = Type.Object({
  clinicId: field.name,
  from: field.time,
  to: field.time,
  alarms: Type.Integer({ minimum: 11 }),
});

const benchmark = Type.Object({
  name: Type.Enum(['average-rate', 'time-in-flood', 'stale-alarms', 'chattering-alarms']),
  measured: nullable(Type.Number({ minimum: 0 })),
  limit: Type.Number({ minimum: 0 }),
  comparison: Type.Enum(['below', 'at-most']),
  met: nullable(field.flag),
  unit: field.text,
  text: field.text,
  source: field.text,
});

/** How good the alarms of some clinics were in a period: per kind, floods, and beside the figures of the standards. */
export const alarmReport = Type.Object({
  from: field.time,
  to: field.time,
  clinicIds: nullable(Type.Array(field.name, { description: 'Null: all clinics.' })),
  days: Type.Number({ exclusiveMinimum: 0 }),
  pumps: Type.Integer({ minimum: 0, description: 'Registered and not explanted today.' }),
  totals: Type.Object({
    ...figures,
    standingOver24h: Type.Integer({ minimum: 0, description: 'Open at `to`, and for over 24 h by then.' }),
    floods: field.count,
    secondsInFlood: Type.Number({ minimum: 0 }),
    alarmsInFlood: field.count,
  }),
  kinds: Type.Array(Type.Object({ kind: alertKind, ...figures })),
  floods: Type.Array(flood, {
    description: 'The first 1 000 times that over 10 alarms came to a clinic in 10 minutes.',
  }),
  benchmarks: Type.Array(benchmark),
  notes: Type.Array(field.text),
});

export type AlarmReport = Static<typeof alarmReport>;
export type AlarmBenchmark = Static<typeof benchmark>;
