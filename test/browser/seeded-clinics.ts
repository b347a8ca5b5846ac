import type { EventData } from '@cisterna/contract';
import { hourMs, PumpScript, type Pressure, type WireEvent } from '../kit/telemetry.ts';

const dayMs = 24 * hourMs;
const capacityNl = 20_000_000;
const hourlyNl = 15_000;

/** Mean and pulsation of an open catheter: a wave over the day, the same on every day but for a small ripple. */
const openCatheter = (hour: number): Pressure => ({
  meanPa: 1_350 + Math.round(60 * Math.sin((hour * Math.PI) / 12)) + ((hour * 7) % 11),
  pulsationPa: 180 + Math.round(8 * Math.cos((hour * Math.PI) / 12)) + ((hour * 5) % 7),
});
const closedCatheter = (hour: number): Pressure => ({
  meanPa: 6_000 + ((hour * 13) % 90),
  pulsationPa: 4 + (hour % 5),
});

interface Life {
  readonly clinicId: string;
  readonly end: number;
  readonly days: number;
  readonly filledNl?: number;
  readonly sensor?: boolean;
}

/** A pump that was registered, programmed and filled so many days before `end`; its clock stands there. */
const implanted = (
  pumpId: string,
  { clinicId, end, days, filledNl = capacityNl, sensor = false }: Life,
): PumpScript => {
  const pump = new PumpScript(pumpId, end - days * dayMs);
  pump.register({ clinicId, serial: `S-${pumpId}`, sensors: { reservoir: false, catheterPressure: sensor } });
  const segments = [{ startMinute: 0, rateNlPerHour: hourlyNl }];
  pump.tell('therapy.programmed.v1', {
    mode: 'continuous',
    segments,
    patientBolus: null,
  } as unknown as EventData<'therapy.programmed.v1'>);
  pump.refill(0, filledNl);
  return pump;
};

/** Reports of every hour until then. */
const reportUntil = (pump: PumpScript, end: number, pressure: (hour: number) => Pressure | null = () => null): void => {
  for (let hour = 0; pump.at < end; hour += 1) pump.report(hourlyNl, hourlyNl, pressure(hour));
};

const calm = (pumpId: string, life: Life): PumpScript => {
  const pump = implanted(pumpId, life);
  reportUntil(pump, life.end);
  return pump;
};

/** Its motor has stood for eight hours. */
const stalled = (pumpId: string, life: Life): PumpScript => {
  const pump = implanted(pumpId, life);
  reportUntil(pump, life.end - 8 * hourMs);
  pump.alarm('raised', 'motor-stall');
  while (pump.at < life.end) pump.report(0, hourlyNl);
  return pump;
};

/** Its catheter closed four days before the end. */
const occluded = (pumpId: string, life: Life): PumpScript => {
  const pump = implanted(pumpId, { ...life, sensor: true });
  reportUntil(pump, life.end, hour => (hour < (life.days - 4) * 24 ? openCatheter(hour) : closedCatheter(hour)));
  return pump;
};

/** Refilled a day before the end, with much more left than its account says. */
const discrepant = (pumpId: string, life: Life): PumpScript => {
  const pump = implanted(pumpId, life);
  reportUntil(pump, life.end - dayMs);
  pump.refill(capacityNl - 200_000, capacityNl);
  reportUntil(pump, life.end);
  return pump;
};

const worn = (pumpId: string, life: Life): PumpScript => {
  const pump = implanted(pumpId, life);
  reportUntil(pump, life.end - 2 * hourMs);
  pump.alarm('raised', 'replacement-due');
  reportUntil(pump, life.end);
  return pump;
};

const clinicId = 'north';

/**
 * The pumps of two clinics, each with a trouble of its own and a history that ends two hours before `now`: a silent one two days
 * before. Their time is to be the stream's (CISTERNA_CLOCK=stream, one partition).
 */
export const seededClinics = (now: number): readonly PumpScript[] => {
  const end = Math.floor(now / hourMs) * hourMs - 2 * hourMs;
  return [
    calm('CALM-1', { clinicId, end, days: 16 }),
    calm('CALM-2', { clinicId: 'south', end, days: 6 }),
    stalled('STALL-1', { clinicId, end, days: 6 }),
    occluded('CATH-1', { clinicId, end, days: 24 }),
    calm('LOW-1', { clinicId, end, days: 6, filledNl: 2_900_000 }),
    calm('SILENT-1', { clinicId: 'south', end: end - 2 * dayMs, days: 6 }),
    discrepant('REFILL-1', { clinicId, end, days: 18 }),
    worn('WORN-1', { clinicId, end, days: 6 }),
    worn('WORN-2', { clinicId, end, days: 6 }),
    worn('WORN-3', { clinicId: 'south', end, days: 6 }),
  ];
};

/** All events as a gateway would have sent them: by their time, each pump's in its own order. */
export const inOrder = (pumps: readonly PumpScript[]): readonly WireEvent[] =>
  pumps.flatMap(({ events }) => events).sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
