import type { RandomStream } from '../random/random-stream.ts';
import type { Programme } from './schedule.ts';

const hoursPerDay = 24;
/** The rate that keeps a catheter open while a therapy rests: 0.006 mL a day (unconfirmed default). */
const minimumRateNlPerHour = 250;

/** What a clinician decides about a patient, apart from the dose. */
export interface TherapyStyle {
  /** Shape of a day: shares of the mean rate from a minute of the UTC day on; a single one means a constant rate. */
  readonly shape: readonly { readonly startMinute: number; readonly share: number }[];
  readonly bolus: { readonly shareOfDay: number; readonly lockoutSeconds: number; readonly maxPerDay: number } | null;
}

const drawShape = (stream: RandomStream): TherapyStyle['shape'] => {
  if (stream.chance(0.7)) return [{ startMinute: 0, share: 1 }];
  const starts = [0, stream.whole(10, 18) * 30, stream.whole(22, 34) * 30, stream.whole(38, 46) * 30];
  return starts.slice(0, stream.whole(2, 4)).map(startMinute => ({ startMinute, share: stream.between(0.5, 1.6) }));
};

/** Draws a style: seven in ten constant; boluses of 5–20 % of the daily volume, lockout 1–6 h, 3–8 a day (unconfirmed defaults). */
export const drawStyle = (stream: RandomStream, boluses: boolean): TherapyStyle => {
  const shape = drawShape(stream);
  const bolus = {
    shareOfDay: stream.between(0.04, 0.12),
    lockoutSeconds: stream.whole(2, 12) * 1800,
    maxPerDay: stream.whole(3, 8),
  };
  return { shape, bolus: boluses ? bolus : null };
};

const shareOfMean = ({ shape }: TherapyStyle): number =>
  shape.reduce(
    (sum, { startMinute, share }, at) => sum + share * ((shape[at + 1]?.startMinute ?? 1440) - startMinute),
    0,
  ) / 1440;

/** The programme that gives `dailyNl` a day in a patient's style. */
export const prescribe = (style: TherapyStyle, dailyNl: number): Programme => {
  const perShare = dailyNl / hoursPerDay / shareOfMean(style);
  return {
    mode: style.shape.length > 1 ? 'flex' : 'continuous',
    segments: style.shape.map(({ startMinute, share }) => ({
      startMinute,
      rateNlPerHour: Math.max(1, Math.round(share * perShare)),
    })),
    patientBolus: style.bolus && {
      volumeNl: Math.round((style.bolus.shareOfDay * dailyNl) / 1000) * 1000,
      lockoutSeconds: style.bolus.lockoutSeconds,
      maxPerDay: style.bolus.maxPerDay,
    },
  };
};

/** The programme of a resting therapy whose catheter is kept open. */
export const minimumRate: Programme = {
  mode: 'minimum-rate',
  segments: [{ startMinute: 0, rateNlPerHour: minimumRateNlPerHour }],
  patientBolus: null,
};

/** The programme of a stopped pump. */
export const stopped: Programme = { mode: 'stopped', segments: [], patientBolus: null };
