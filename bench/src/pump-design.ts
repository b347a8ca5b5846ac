import { between, pick, type Random } from './random.ts';

export interface Segment {
  readonly startMinute: number;
  readonly rateNlPerHour: number;
}

/** What is settled about a pump for the whole data set: its device, its programme, its habits. */
export interface PumpDesign {
  readonly id: string;
  readonly clinicId: string;
  readonly capacityNl: number;
  readonly lowReservoirNl: number;
  readonly drug: { readonly code: string; readonly concentrationMicrogramsPerMl: number };
  readonly senses: { readonly reservoir: boolean; readonly catheterPressure: boolean };
  readonly segments: readonly Segment[];
  readonly patientBolus: {
    readonly volumeNl: number;
    readonly lockoutSeconds: number;
    readonly maxPerDay: number;
  } | null;
  /** Minute of the hour at which it reports. */
  readonly reportMinute: number;
  /** What it really expels per programmed nanolitre; shows at refills only. */
  readonly trueRatio: number;
  readonly meanPa: number;
  readonly pulsationPa: number;
}

const drugs = [
  { code: 'baclofen', concentrationMicrogramsPerMl: 2_000 },
  { code: 'morphine', concentrationMicrogramsPerMl: 20_000 },
  { code: 'hydromorphone', concentrationMicrogramsPerMl: 10_000 },
  { code: 'ziconotide', concentrationMicrogramsPerMl: 25 },
] as const;

/** 4 to 42 µL an hour (0.1 to 1 mL a day); a third of the pumps follow the time of day. */
const drawSegments = (random: Random): Segment[] => {
  const rateNlPerHour = between(random, 4_000, 42_000);
  if (random() > 0.33) return [{ startMinute: 0, rateNlPerHour }];
  return [0, 360, 720, 1_200].map(startMinute => ({
    startMinute,
    rateNlPerHour: Math.round(rateNlPerHour * (0.75 + random() * 0.5)),
  }));
};

export const drawPump = (index: number, random: Random): PumpDesign => ({
  id: `P-${String(index).padStart(5, '0')}`,
  clinicId: `clinic-${String(index % 40).padStart(2, '0')}`,
  capacityNl: pick(random, [20_000_000, 40_000_000]),
  lowReservoirNl: pick(random, [2_000_000, 2_000_000, 4_000_000]),
  drug: pick<PumpDesign['drug']>(random, drugs),
  senses: { reservoir: random() < 0.3, catheterPressure: random() < 0.2 },
  segments: drawSegments(random),
  patientBolus:
    random() < 0.35 ? { volumeNl: between(random, 5_000, 60_000), lockoutSeconds: 7_200, maxPerDay: 6 } : null,
  reportMinute: between(random, 0, 59),
  trueRatio: 0.98 + random() * 0.07,
  meanPa: between(random, 900, 1_600),
  pulsationPa: between(random, 120, 320),
});
