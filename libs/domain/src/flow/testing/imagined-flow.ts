import { formatTime, type EpochMs, type PumpEvent } from '@cisterna/contract';
import { randomOf, type Random } from '../../catheter/testing/random.ts';
import { hour, mL, startAt } from '../../testing/facts.ts';

/** A level sensor; its error wanders as an Ornstein–Uhlenbeck process, its readings have heavy tails. Volumes in nanolitres. */
export interface ImaginedSensor {
  readonly biasNl: number;
  readonly noiseNl: number;
  readonly wanderNl: number;
  readonly wanderHours: number;
}

/** One pump's physics; they share nothing with the simulator's. */
export interface ImaginedFlow {
  readonly seed: number;
  readonly days: number;
  /** Truly expelled per accounted volume while the pump is sound. */
  readonly own: number;
  readonly dailyNl: number;
  readonly fillNl: number;
  readonly reportHours: number;
  readonly sensor: ImaginedSensor | null;
  /** What the flow is multiplied with from its onset on, growing over some days. */
  readonly fault: { readonly factor: number; readonly onsetDay: number; readonly growDays: number } | null;
}

/** A pump drawn from a fleet: mean ratio 1.0, spread 0.03, 0.15 to 1.2 mL a day, 20 or 40 mL; a sensor's noise 30–200 µL, its wander 20–120 µL over 1–10 days [U]. */
export const drawFlow = (seed: number, over: Partial<ImaginedFlow> & { readonly sensed?: boolean } = {}): ImaginedFlow => {
  const random = randomOf(seed * 7919);
  const { sensed = random.chance(0.5), ...rest } = over;
  const noiseNl = random.scaled(30_000, 200_000);
  return {
    seed,
    days: 180,
    own: 1 + 0.03 * random.normal(),
    dailyNl: random.scaled(150_000, 1_200_000),
    fillNl: random.chance(0.7) ? 20 * mL : 38 * mL,
    reportHours: 1,
    sensor: sensed
      ? { biasNl: 200_000 * random.normal(), noiseNl, wanderNl: random.scaled(20_000, 120_000), wanderHours: random.scaled(24, 240) }
      : null,
    fault: null,
    ...rest,
  };
};

const factorAt = ({ fault }: ImaginedFlow, day: number): number => {
  if (fault === null || day < fault.onsetDay) return 1;
  const share = fault.growDays === 0 ? 1 : Math.min(1, (day - fault.onsetDay) / fault.growDays);
  return 1 + (fault.factor - 1) * share;
};

/** A refill is recorded to the 0.1 mL, with 0.12 mL of error each way; about 0.1 mL stays behind. */
const tenths = (volumeNl: number): number => Math.max(0, Math.round(volumeNl / 100_000) * 100_000);

/** Lives through its days, report by report, and writes what the pump and the clinic would. */
class Life {
  readonly events: PumpEvent[] = [];
  private readonly random: Random;
  private levelNl = 0;
  private accountNl = 0;
  private wanderNl = 0;
  private seq = 0;

  constructor(private readonly pump: ImaginedFlow) {
    this.random = randomOf(pump.seed);
    this.refill(startAt);
  }

  private write(type: PumpEvent['type'], at: EpochMs, data: object): void {
    this.seq += 1;
    this.events.push({ type, pumpId: 'P-1', boot: 1, seq: this.seq, entry: 0, at, clinicId: null, receivedAt: at, data } as PumpEvent);
  }

  refill(at: EpochMs): void {
    const leftBehind = Math.min(this.levelNl, Math.max(0, 100_000 + 60_000 * this.random.normal()));
    const aspiratedNl = tenths(this.levelNl - leftBehind + 120_000 * this.random.normal());
    this.levelNl = leftBehind + this.pump.fillNl + 120_000 * this.random.normal();
    this.accountNl = 0;
    this.write('reservoir.refilled.v1', at, { aspiratedNl, filledNl: this.pump.fillNl });
  }

  private sense(): number | null {
    const { sensor, reportHours } = this.pump;
    if (sensor === null || this.random.chance(0.01)) return null;
    const kept = Math.exp(-reportHours / sensor.wanderHours);
    this.wanderNl = kept * this.wanderNl + Math.sqrt(1 - kept ** 2) * sensor.wanderNl * this.random.normal();
    const error = sensor.biasNl + this.wanderNl + 0.7 * sensor.noiseNl * this.random.heavy();
    return Math.max(0, Math.round(this.levelNl + error));
  }

  report(end: EpochMs): void {
    const { pump, random } = this;
    const programmedNl = Math.round((pump.dailyNl * pump.reportHours) / 24);
    const deliveredNl = Math.max(0, Math.round(programmedNl + 60 * random.normal()));
    const ratio = pump.own * factorAt(pump, (end - startAt) / (24 * hour)) * (1 + 0.05 * random.normal());
    this.levelNl = Math.max(0, this.levelNl - deliveredNl * ratio);
    this.accountNl += deliveredNl;
    const periodStart = formatTime(end - pump.reportHours * hour);
    const data = { periodStart, periodSeconds: pump.reportHours * 3600, programmedNl, deliveredNl, reservoirSensedNl: this.sense(), catheterPressure: null };
    this.write('delivery.reported.v1', end, data);
  }

  /** By its own account the pump is down to 2 mL and a few days' worth. */
  get isDue(): boolean {
    return this.pump.fillNl - this.accountNl <= 2 * mL + 4 * this.pump.dailyNl;
  }
}

/** The events of an imagined pump: a refill, reports without a gap, refills when the account is nearly down to 2 mL. */
export const imaginedFlow = (pump: ImaginedFlow): readonly PumpEvent[] => {
  const life = new Life(pump);
  for (let hours = pump.reportHours; hours <= pump.days * 24; hours += pump.reportHours) {
    life.report(startAt + hours * hour);
    if (life.isDue) life.refill(startAt + hours * hour);
  }
  return life.events;
};
