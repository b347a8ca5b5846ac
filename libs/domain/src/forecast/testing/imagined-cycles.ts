import { formatTime, type EpochMs, type EventData, type EventType, type PumpEvent } from '@cisterna/contract';
import { randomOf, type Random } from '../../catheter/testing/random.ts';
import { drawPump, type ImaginedPump, type Population } from './imagined-pump.ts';

/** A stretch in which neither refill nor change of therapy happened, and when the true volume would be low if it went on. */
export interface TrueStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly lowAt: EpochMs;
}

export interface ImaginedCycles {
  readonly pump: ImaginedPump;
  readonly events: readonly PumpEvent[];
  readonly stretches: readonly TrueStretch[];
}

export interface CycleOptions extends Population {
  readonly seed: number;
  readonly days: number;
  /** Whether every report arrives. */
  readonly sound?: boolean;
}

type Plain<Data> = Data extends number ? number : Data extends object ? { [Name in keyof Data]: Plain<Data[Name]> } : Data;

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const { ceil, floor, max, min, round } = Math;

/** The history of one imagined pump as it is written, hour by hour. */
class Cycles {
  readonly events: PumpEvent[] = [];
  readonly stretches: TrueStretch[] = [];
  readonly pump: ImaginedPump;
  private seq = 0;
  private hour = 0;
  private trueNl = 0;
  private factor = 1;
  private since = 0;
  private refillAt = 0;
  private outageUntil = 0;
  private given = 0;

  constructor(
    private readonly random: Random,
    population: Population,
    private readonly sound: boolean,
  ) {
    this.pump = drawPump(random, population);
  }

  live(hours: number): void {
    this.register();
    this.refill(true);
    this.programme();
    for (this.hour = 1; this.hour <= hours; this.hour += 1) {
      this.report();
      if (this.hour >= this.refillAt) this.visit();
      else if (this.random.chance(1 / (24 * 70))) this.change(this.random.between(0.85, 1.2));
    }
    this.close();
  }

  private put<Type extends EventType>(type: Type, data: Plain<EventData<Type>>, lost = false): void {
    this.seq += 1;
    const at = START + this.hour * HOUR;
    if (lost && !this.sound) return;
    this.events.push({ type, pumpId: 'P-1', boot: 1, seq: this.seq, entry: 0, at, clinicId: null, receivedAt: at, data } as unknown as PumpEvent);
  }

  private register(): void {
    const { capacityNl, lowReservoirNl, sensor } = this.pump;
    this.put('pump.registered.v1', {
      clinicId: 'north',
      model: 'M',
      serial: 'S',
      reservoirCapacityNl: capacityNl,
      lowReservoirNl,
      drugs: [{ code: 'saline', concentrationMicrogramsPerMl: 1 }],
      reportIntervalSeconds: 3600,
      sensors: { reservoir: sensor !== null, catheterPressure: false },
    });
  }

  private programme(): void {
    const { shape, bolus } = this.pump;
    const segments = shape.map((_, at) => ({ startMinute: (1440 / shape.length) * at, rateNlPerHour: this.rate((24 / shape.length) * at) }));
    this.put('therapy.programmed.v1', {
      mode: shape.length > 1 ? 'flex' : 'continuous',
      segments,
      patientBolus: bolus === null ? null : { volumeNl: this.bolusNl(), lockoutSeconds: 3600, maxPerDay: bolus.maxPerDay },
    });
  }

  private rate(hour: number): number {
    const { shape, dailyNl } = this.pump;
    const mean = shape.reduce((sum, share) => sum + share, 0) / shape.length;
    const share = shape[floor(((hour % 24) * shape.length) / 24)] ?? 1;
    return round((this.factor * dailyNl * share) / mean / 24);
  }

  private bolusNl(): number {
    return round(this.factor * (this.pump.bolus?.volumeNl ?? 0));
  }

  private wanted(day: number): number {
    return this.pump.bolus === null ? 0 : (this.pump.wanted[min(day, 419)] ?? 0);
  }

  private ratio(hour: number): number {
    return this.pump.ratios[min(floor(hour / 24), 419)] ?? 1;
  }

  /** What the patient's button gives in the hour before this one. */
  private bolused(before: number): number {
    if (before % 24 === 0) this.given = 0;
    const asked = this.random.chance(min(0.9, this.wanted(floor(before / 24)) / 24));
    if (!asked || this.given >= (this.pump.bolus?.maxPerDay ?? 0)) return 0;
    this.given += 1;
    return this.bolusNl();
  }

  private report(): void {
    const before = this.hour - 1;
    const deliveredNl = this.rate(before) + this.bolused(before);
    this.trueNl = max(0, this.trueNl - deliveredNl * this.ratio(before));
    if (this.random.chance(this.pump.outagesPerDay / 24)) this.outageUntil = this.hour + this.random.between(6, 60);
    const lost = this.hour < this.outageUntil || this.random.chance(this.pump.lostShare);
    const periodStart = formatTime(START + before * HOUR);
    const told = { periodStart, periodSeconds: 3600, programmedNl: deliveredNl, deliveredNl, reservoirSensedNl: this.sensed(), catheterPressure: null };
    this.put('delivery.reported.v1', told, lost);
  }

  private sensed(): number | null {
    const { sensor } = this.pump;
    if (sensor === null || this.random.chance(0.01)) return null;
    const error = (sensor.biasNl[min(419, floor(this.hour / 24))] ?? 0) + sensor.noiseNl * this.random.normal();
    return max(0, round((this.trueNl + error) / sensor.stepNl) * sensor.stepNl);
  }

  /** Clinics come a few days before the date that the account and the programme give; one in eight late. */
  private book(filledNl: number): void {
    const perHour = (this.factor * this.pump.dailyNl + this.wanted(floor(this.hour / 24)) * this.bolusNl()) / 24;
    const left = (filledNl - this.pump.lowReservoirNl) / perHour;
    const early = this.random.chance(0.12) ? this.random.between(-6, 1) : this.random.between(1, 7);
    this.refillAt = this.hour + max(48, ceil(left - 24 * early));
  }

  private refill(first: boolean): void {
    const { capacityNl, leftBehindNl, aspirationErrorNl, fillingErrorNl } = this.pump;
    const left = min(this.trueNl, max(0, leftBehindNl + 40_000 * this.random.normal()));
    const aspiratedNl = first ? 0 : max(0, round((this.trueNl - left + aspirationErrorNl * this.random.normal()) / 100_000) * 100_000);
    const filledNl = this.random.chance(0.8) ? capacityNl : round(capacityNl * this.random.between(0.6, 1));
    this.trueNl = left + filledNl + fillingErrorNl * this.random.normal();
    this.put('reservoir.refilled.v1', { aspiratedNl, filledNl });
    this.book(filledNl);
    this.since = this.hour;
  }

  private visit(): void {
    this.close();
    this.refill(false);
    if (this.random.chance(0.33)) this.change(this.random.between(0.85, 1.2));
  }

  private change(factor: number): void {
    this.close();
    this.factor *= factor;
    this.programme();
    this.since = this.hour;
  }

  /** Goes on without a refill, therapy as it is, boluses as wanted in the mean. */
  private close(): void {
    if (this.hour <= this.since) return;
    let left = this.trueNl - this.pump.lowReservoirNl;
    let hour = this.hour;
    while (left > 0 && hour < this.hour + 9600) {
      left -= (this.rate(hour) + (this.wanted(floor(hour / 24)) / 24) * this.bolusNl()) * this.ratio(hour);
      hour += 1;
    }
    if (this.trueNl > this.pump.lowReservoirNl)
      this.stretches.push({ from: START + this.since * HOUR, to: START + this.hour * HOUR, lowAt: START + hour * HOUR });
  }
}

/** One imagined pump over days: its events in order, and the truth about when it would have been low. */
export const imagineCycles = ({ seed, days, sound = false, ...population }: CycleOptions): ImaginedCycles => {
  const cycles = new Cycles(randomOf(seed * 7907 + 13), population, sound);
  cycles.live(days * 24);
  const { pump, events, stretches } = cycles;
  return { pump, events, stretches };
};
