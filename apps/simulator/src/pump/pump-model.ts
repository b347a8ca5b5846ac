import type { RandomStream } from '../random/random-stream.ts';

/** A make of pump; the names are invented, the figures follow published devices (docs/simulator.md names the sources). */
export interface PumpModel {
  readonly name: string;
  readonly weight: number;
  readonly capacityNl: number;
  readonly lowReservoirNl: number;
  /** The volume of one stroke as the pump counts it. */
  readonly strokeNl: number;
  /** What the make expels per volume it accounts for: the mean over pumps, and how much pumps differ. */
  readonly flowRatio: { readonly mean: number; readonly deviation: number };
  readonly reservoirSensor: boolean;
  /** Whether the pump itself logs its refills; where not, a person records them. */
  readonly logsRefills: boolean;
}

const rotor = {
  lowReservoirNl: 2_000_000,
  strokeNl: 50,
  flowRatio: { mean: 1.015, deviation: 0.035 },
  reservoirSensor: false,
};
const valve = {
  lowReservoirNl: 2_000_000,
  strokeNl: 250,
  flowRatio: { mean: 0.972, deviation: 0.02 },
  reservoirSensor: false,
};
const gauged = {
  lowReservoirNl: 3_000_000,
  strokeNl: 100,
  flowRatio: { mean: 1.01, deviation: 0.03 },
  reservoirSensor: true,
};

/** The makes of a fleet with their shares. */
export const pumpModels = [
  { name: 'Tarn 20', weight: 30, capacityNl: 20_000_000, logsRefills: true, ...rotor },
  { name: 'Tarn 40', weight: 30, capacityNl: 40_000_000, logsRefills: true, ...rotor },
  { name: 'Beck 20', weight: 12, capacityNl: 20_000_000, logsRefills: false, ...valve },
  { name: 'Weir 20', weight: 14, capacityNl: 20_000_000, logsRefills: true, ...gauged },
  { name: 'Weir 40', weight: 14, capacityNl: 40_000_000, logsRefills: true, ...gauged },
] as const satisfies readonly [PumpModel, ...PumpModel[]];

/** Draws a make; one pump in seven has its low mark at 4 mL, as clinics do whose patients feel the end of the reservoir. */
export const drawModel = (stream: RandomStream): PumpModel => {
  const model: PumpModel = stream.pickByWeight<PumpModel>(pumpModels);
  return stream.chance(1 / 7) ? { ...model, lowReservoirNl: 4_000_000 } : model;
};
