import { drawCatheter, type CatheterTraits } from '../catheter/catheter.ts';
import { drawFluid, type FluidTraits } from '../catheter/fluid-pressure.ts';
import { drawSensor, type SensorTraits } from '../catheter/pressure-sensor.ts';
import { streamName, type FleetPlan } from '../fleet/fleet-plan.ts';
import { drawPatient, type PatientTraits } from '../patient/patient.ts';
import { RandomStream } from '../random/random-stream.ts';
import { dayMs, yearMs } from '../time/periods.ts';
import { drawSolution, type Solution } from './drug.ts';
import { drawFlow, type FlowTraits } from './flow.ts';
import { drawLevelSensor, type LevelSensorTraits } from './level-sensor.ts';
import { drawStyle, type TherapyStyle } from './prescribe.ts';
import { drawModel, type PumpModel } from './pump-model.ts';

/** What is settled about a pump, its catheter and its patient before anything happens. */
export interface PumpTraits {
  readonly pumpId: string;
  readonly clinicId: string;
  readonly serial: string;
  readonly patientRef: string;
  readonly model: PumpModel;
  readonly solution: Solution;
  readonly style: TherapyStyle;
  readonly dailyNl: number;
  readonly reportIntervalSeconds: number;
  readonly pressureSensor: boolean;
  readonly flow: FlowTraits;
  readonly fluid: FluidTraits;
  readonly catheter: CatheterTraits;
  readonly sensor: SensorTraits;
  readonly level: LevelSensorTraits;
  readonly patient: PatientTraits;
  readonly clock: { readonly aheadMs: number; readonly driftPpm: number };
  readonly installedAt: number;
  readonly implantedAt: number;
  /** Where the log takes over: at the very start of the pump's count, or at a place further on. */
  readonly joined: { readonly boot: number; readonly seq: number } | null;
  /** Whether the log holds the refill at the start. */
  readonly levelKnown: boolean;
  readonly firstFillNl: number;
}

const number = (index: number, digits: number): string => String(index + 1).padStart(digits, '0');

/** A daily volume that empties a full pump in about 68 days (visits at 57.3 ± 15.4 days [S], some fills are partial), and within what its drug allows; at least 0.1 mL. */
const drawDailyNl = (stream: RandomStream, model: PumpModel, stableDays: number): number => {
  const cycleDays = Math.min(0.9 * stableDays, 140, Math.max(22, stream.logNormal(68, 0.35)));
  return Math.max(100_000, (0.97 * (model.capacityNl - model.lowReservoirNl)) / cycleDays);
};

const drawTherapy = (stream: RandomStream, boluses: boolean, volumeNl: number) => {
  const style = drawStyle(stream, boluses);
  const dailyNl = style.bolus === null ? volumeNl : volumeNl * 0.85;
  return { style, dailyNl };
};

const drawClock = (stream: RandomStream): PumpTraits['clock'] => ({
  aheadMs: Math.round(stream.normal(0, stream.chance(0.05) ? 240 : 25)) * 1000,
  driftPpm: stream.normal(0, 8),
});

const drawPast = (stream: RandomStream, plan: FleetPlan) => {
  const installedAt = Math.round(plan.startAt + stream.uniform() * Math.min(plan.reportIntervalSeconds, 3600) * 1000);
  const implantedAt = Math.floor((installedAt - Math.min(6, stream.logNormal(1.2, 1)) * yearMs) / dayMs) * dayMs;
  const joined = stream.chance(0.12) ? { boot: stream.whole(1, 4), seq: stream.whole(500, 30_000) } : null;
  return { installedAt, implantedAt, joined, levelKnown: stream.chance(0.5) || joined === null };
};

/** Pumps of one clinic, where the plan does not say how many clinics there are. */
const pumpsPerClinic = 20;

const drawNames = (device: RandomStream, model: PumpModel, { idPrefix, clinics }: FleetPlan, index: number) => ({
  pumpId: `${idPrefix}${number(index, 4)}`,
  clinicId: `clinic-${number(clinics === null ? Math.floor(index / pumpsPerClinic) : index % clinics, 2)}`,
  serial: `${model.name.slice(0, 1)}${device.whole(100_000, 999_999)}`,
  patientRef: `patient-${number(index, 4)}`,
});

/** Draws all traits of one pump; they depend on seed and index alone, not on how many pumps there are. */
export const drawTraits = (plan: FleetPlan, index: number): PumpTraits => {
  const stream = (part: string) => new RandomStream(streamName(plan, index, `traits/${part}`));
  const device = stream('device');
  const model = drawModel(device);
  const solution = drawSolution(stream('drug'));
  const volumeNl = drawDailyNl(stream('dose'), model, solution.stableDays);
  const { style, dailyNl } = drawTherapy(stream('therapy'), solution.boluses, volumeNl);
  const flow = drawFlow(stream('flow'), model);
  const staged = plan.staged.some(({ pump }) => pump === index);
  return {
    ...drawNames(device, model, plan, index),
    model,
    solution,
    style,
    dailyNl,
    reportIntervalSeconds: plan.reportIntervalSeconds,
    pressureSensor: device.chance(plan.pressureShare) || staged,
    flow,
    fluid: drawFluid(stream('fluid'), plan.physics),
    catheter: drawCatheter(stream('catheter'), plan.physics),
    sensor: drawSensor(stream('sensor'), plan.physics),
    level: drawLevelSensor(stream('level')),
    patient: drawPatient(stream('patient'), {
      dailyNl: dailyNl * flow.ratio,
      bolusShare: style.bolus?.shareOfDay ?? 0,
      withdrawal: solution.withdrawal,
    }),
    clock: drawClock(stream('clock')),
    firstFillNl: Math.round((model.capacityNl * device.between(0.45, 1)) / 500_000) * 500_000,
    ...drawPast(stream('past'), plan),
    ...(staged ? { joined: null, levelKnown: true } : {}),
  };
};
