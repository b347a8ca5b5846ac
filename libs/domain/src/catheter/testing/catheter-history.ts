import { formatTime, nanolitres, pascals, seconds, type EventData, type PumpEvent } from '@cisterna/contract';
import type { MriWindow } from '../../mechanism/mri-window.ts';
import { evolveCatheter, initialCatheter, type Catheter } from '../catheter.ts';
import type { GeneratedReading } from './pressure-generator.ts';

type Examination = EventData<'catheter.examined.v1'>;

const identityAt = (at: number) => ({ pumpId: 'P-1', boot: 1, seq: 1, entry: 0, at, clinicId: null, receivedAt: at });

/** A report with a reading, or without one, over the period that ends at `at`. */
export const reported = ({ at, periodSeconds, pressure }: GeneratedReading): PumpEvent => ({
  ...identityAt(at),
  type: 'delivery.reported.v1',
  data: {
    periodStart: formatTime(Math.max(0, at - periodSeconds * 1000)),
    periodSeconds: seconds(periodSeconds),
    programmedNl: nanolitres(20_000),
    deliveredNl: nanolitres(20_000),
    reservoirSensedNl: null,
    catheterPressure:
      pressure === null ? null : { meanPa: pascals(pressure.meanPa), pulsationPa: pascals(pressure.pulsationPa) },
  },
});

/** A patient's bolus of 50 µL. */
export const bolused = (at: number): PumpEvent => ({
  ...identityAt(at),
  type: 'bolus.delivered.v1',
  data: { origin: 'patient', kind: 'patient', volumeNl: nanolitres(50_000), durationSeconds: seconds(60) },
});

/** What somebody found on examining the catheter. */
export const examined = (
  at: number,
  finding: Examination['finding'],
  method: Examination['method'] = 'dye-study',
): PumpEvent => ({
  ...identityAt(at),
  type: 'catheter.examined.v1',
  data: { finding, method },
});

/** A new catheter. */
export const revised = (at: number): PumpEvent => ({ ...identityAt(at), type: 'catheter.revised.v1', data: {} });

/** Folds events of a pump with a sensor (unless told otherwise) from a state, the initial one by default. */
export const foldCatheter = (
  events: readonly PumpEvent[],
  options: { readonly from?: Catheter; readonly sensor?: boolean; readonly mriWindows?: readonly MriWindow[] } = {},
): Catheter => {
  const context = { sensor: options.sensor ?? true, mriWindows: options.mriWindows ?? [] };
  return events.reduce((state, event) => evolveCatheter(state, event, context), options.from ?? initialCatheter);
};
