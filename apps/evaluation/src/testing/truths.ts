import { nanolitres, pascals, seconds, formatTime, type PumpEvent } from '@cisterna/contract';
import {
  dayMs,
  evaluationStart,
  hourMs,
  type PumpTruth,
  type TrueFault,
  type TrueStretch,
} from '../fleet/pump-truth.ts';
import type { Look } from '../walk/look.ts';

/** A moment so many days after the start. */
export const onDay = (day: number): number => evaluationStart + day * dayMs;

/** A leak from day 20 on, unless told otherwise. */
export const faultOn = (day: number, over: Partial<TrueFault> = {}): TrueFault => ({
  kind: 'leak',
  onsetAt: onDay(day),
  halfAt: onDay(day),
  endAt: null,
  size: 1,
  holdsBack: false,
  therapyLostAt: null,
  ...over,
});

/** A pump with a sensor that lives for a hundred days. */
export const truthOf = (over: Partial<PumpTruth> = {}): PumpTruth => ({
  pumpId: 'P-1',
  pressureSensor: true,
  levelSensor: false,
  startAt: onDay(0),
  endAt: onDay(100),
  faults: [],
  stretches: [],
  ...over,
});

/** A stretch from one day to another that would be low and empty on two more. */
export const stretchOf = (from: number, to: number, low: number, empty: number): TrueStretch => ({
  from: onDay(from),
  to: onDay(to),
  lowAt: onDay(low),
  emptyAt: onDay(empty),
  afterRefill: true,
});

/** What a view said on a day. */
export const lookOn = (day: number, over: Partial<Look> = {}): Look => ({
  at: onDay(day),
  status: 'no-suspicion',
  probability: 0,
  suspectedKind: null,
  lowAt: null,
  constantLowAt: null,
  refillBy: null,
  missing: 0,
  ...over,
});

/** An hourly report with this pulsation and mean, so many hours after the start. */
export const reportAt = (hour: number, pulsationPa: number | null, meanPa = 1000): PumpEvent => {
  const at = evaluationStart + hour * hourMs;
  const catheterPressure = pulsationPa === null ? null : { meanPa: pascals(meanPa), pulsationPa: pascals(pulsationPa) };
  const volumes = { programmedNl: nanolitres(10_000), deliveredNl: nanolitres(10_000), reservoirSensedNl: null };
  const data = { periodStart: formatTime(at - hourMs), periodSeconds: seconds(3600), ...volumes, catheterPressure };
  return {
    type: 'delivery.reported.v1',
    pumpId: 'P-1',
    boot: 1,
    seq: hour + 1,
    entry: 0,
    at,
    receivedAt: at,
    clinicId: null,
    data,
  };
};

/** A patient's request that was granted or denied, so many hours after the start. */
export const requestAt = (hour: number, granted = true): PumpEvent => {
  const at = evaluationStart + hour * hourMs;
  const place = { pumpId: 'P-1', boot: 1, seq: Math.floor(hour) + 1, entry: 0, at, receivedAt: at, clinicId: null };
  if (!granted) return { ...place, type: 'bolus.denied.v1', data: { reason: 'lockout' } };
  return {
    ...place,
    type: 'bolus.delivered.v1',
    data: { origin: 'patient', kind: 'patient', volumeNl: nanolitres(5000), durationSeconds: seconds(60) },
  };
};

/** A complaint that a person wrote down. */
export const complaintAt = (hour: number, severity: number): PumpEvent => {
  const at = evaluationStart + hour * hourMs;
  return {
    type: 'symptom.reported.v1',
    pumpId: 'P-1',
    boot: 1,
    seq: Math.floor(hour) + 1,
    entry: 1,
    at,
    receivedAt: at,
    clinicId: 'C',
    data: { kind: 'underdose', severity },
  };
};
