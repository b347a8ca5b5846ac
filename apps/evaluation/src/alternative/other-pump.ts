import { formatTime, nanolitres, seconds, type EpochMs } from '@cisterna/contract';
import { dayMs, hourMs, yearMs, type PumpTruth } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { faultOf, soundState } from './damage.ts';
import { Deliveries, type Given } from './deliveries.ts';
import type { FluidScale } from './fluid.ts';
import { Gauge } from './gauge.ts';
import { outageLine } from './outage-line.ts';
import type { OtherTraits } from './other-traits.ts';
import { Patient } from './patient.ts';
import { Programme } from './programme.ts';
import { Recorder } from './recorder.ts';
import { TrueVolume } from './true-volume.ts';
import { Visits } from './visits.ts';

/** One pump of the other physics; `live` tells its whole history. */
export class OtherPump {
  readonly recorder: Recorder;
  private readonly chance: Chance;
  private readonly programme: Programme;
  private readonly deliveries: Deliveries;
  private readonly patient: Patient;
  private readonly gauge: Gauge;
  private readonly visits: Visits;
  private readonly volume: TrueVolume;
  private accountNl = 0;
  private intervalMs: number;
  private visitAt: EpochMs = 0;
  private scanAt: EpochMs;
  private therapyLostAt: EpochMs | null = null;
  private lowRaised = false;

  constructor(
    private readonly traits: OtherTraits,
    scale: FluidScale,
  ) {
    const stream = (name: string): Chance => new Chance(`${traits.seed}/${name}`);
    const { pumpId, startAt, endAt, capacityNl, lowNl, bolusNl } = traits;
    this.chance = stream('life');
    this.programme = new Programme(traits);
    this.deliveries = new Deliveries(traits, this.programme, stream('delivery'));
    this.patient = new Patient(stream('patient'), bolusNl !== null);
    this.gauge = new Gauge(stream('body'), stream('gauge'), scale);
    this.visits = new Visits(stream('visits'));
    this.recorder = new Recorder(pumpId, 'clinic-00', outageLine(stream('line'), startAt, endAt));
    this.volume = new TrueVolume(capacityNl * this.chance.from(0.05, 0.2), lowNl, startAt);
    this.intervalMs = traits.intervalMs;
    this.scanAt = startAt + this.chance.wait(2 * yearMs);
  }

  live(): void {
    const { startAt, endAt, changes } = this.traits;
    this.register(startAt);
    this.recorder.own(startAt, 'therapy.programmed.v1', this.programme.data());
    this.refill(startAt + 1000);
    for (let from = startAt; from + this.intervalMs <= endAt; from += this.intervalMs) {
      if (changes !== null && from === changes.at) this.changeInterval(from, changes.intervalMs);
      this.period(from, from + this.intervalMs);
    }
    this.volume.close(endAt, this.nlPerDay(endAt), null);
  }

  truth(): PumpTruth {
    const { pumpId, pressureSensor, levelSensor, startAt, endAt, damage, flowFault } = this.traits;
    const flow =
      flowFault === null
        ? []
        : [
            {
              kind: flowFault.kind,
              onsetAt: flowFault.onsetAt,
              halfAt: flowFault.onsetAt + flowFault.rampMs / 2,
              endAt: null,
              size: flowFault.factor,
              holdsBack: false,
              therapyLostAt: null,
            },
          ];
    const faults = [...(damage === null ? [] : [faultOf(damage, this.therapyLostAt)]), ...flow];
    return { pumpId, pressureSensor, levelSensor, startAt, endAt, faults, stretches: this.volume.stretches };
  }

  private register(at: EpochMs): void {
    const { pumpId, capacityNl, lowNl, drug, pressureSensor, levelSensor } = this.traits;
    this.recorder.own(at, 'pump.registered.v1', {
      clinicId: 'clinic-00',
      model: 'Other',
      serial: pumpId,
      reservoirCapacityNl: nanolitres(capacityNl),
      lowReservoirNl: nanolitres(lowNl),
      drugs: [{ code: drug, concentrationMicrogramsPerMl: 1000 }],
      reportIntervalSeconds: seconds(this.intervalMs / 1000),
      sensors: { reservoir: levelSensor, catheterPressure: pressureSensor },
    });
  }

  private changeInterval(at: EpochMs, intervalMs: number): void {
    this.intervalMs = intervalMs;
    this.register(at);
  }

  private period(from: EpochMs, to: EpochMs): void {
    if (this.visitAt >= from && this.visitAt < to) this.visit(this.visitAt);
    const scanned = this.scan(from, to);
    const given = this.deliveries.give(from, to, {
      recorder: this.recorder,
      patient: this.patient,
      standsMs: scanned ? 1_200_000 : 0,
    });
    const damage = this.traits.damage?.stateAt(to) ?? soundState;
    const expelledNl = this.volume.expel(given.expelledNl, to, to - from);
    this.accountNl = Math.max(0, this.accountNl - given.deliveredNl);
    this.feel(from, to, (damage.arrives * expelledNl) / (to - from));
    this.report(from, to, given, scanned);
    this.warn(to);
    if (this.chance.happens((0.4 * (to - from)) / yearMs)) this.recorder.restart(to);
  }

  private feel(from: EpochMs, to: EpochMs, nlPerMs: number): void {
    this.patient.receive(to - from, nlPerMs / this.deliveries.needNlPerMs);
    if (this.patient.effect < 0.5 && this.traits.damage !== null && to > this.traits.damage.onsetAt)
      this.therapyLostAt ??= to;
    const complaint = this.patient.complains(to - from);
    if (complaint !== null) this.recorder.person(to - 1000, 'symptom.reported.v1', complaint);
  }

  private report(from: EpochMs, to: EpochMs, given: Given, scanned: boolean): void {
    const { pressureSensor, levelSensor } = this.traits;
    const damage = this.traits.damage?.stateAt((from + to) / 2) ?? soundState;
    const bolusPa = (damage.bolusPa * given.bolusNl) / 100_000;
    const reading = pressureSensor ? this.gauge.read(from, to, { damage, bolusPa }) : null;
    this.recorder.own(to, 'delivery.reported.v1', {
      periodStart: formatTime(from),
      periodSeconds: seconds((to - from) / 1000),
      programmedNl: nanolitres(given.programmedNl),
      deliveredNl: nanolitres(given.deliveredNl),
      reservoirSensedNl: levelSensor ? nanolitres(this.sensed()) : null,
      catheterPressure: scanned ? null : reading,
    });
  }

  /** A gauge of the level that bends towards the ends of its range and trembles. */
  private sensed(): number {
    const share = this.volume.nl / this.traits.capacityNl;
    return Math.max(
      0,
      Math.round(this.volume.nl + 400_000 * Math.sin(3 * share) - 200_000 + 150_000 * this.chance.laplace()),
    );
  }

  private warn(at: EpochMs): void {
    if (this.lowRaised || this.accountNl > this.traits.lowNl) return;
    this.lowRaised = true;
    this.recorder.own(at, 'alarm.raised.v1', { alarm: 'low-reservoir' });
  }

  private nlPerDay(at: EpochMs): number {
    return this.deliveries.ratioAt(at) * (this.programme.nlPerDay + this.deliveries.bolusNlPerDay);
  }

  private visit(at: EpochMs): void {
    this.refill(at);
    const factor = this.visits.dose();
    if (factor === null) return;
    this.programme.scale(factor);
    this.volume.close(at + 1000, this.nlPerDay(at), null);
    this.deliveries.settleNeed(this.patient.effect > 0.8);
    this.recorder.own(at + 1000, 'therapy.programmed.v1', this.programme.data());
  }

  private refill(at: EpochMs): void {
    const { capacityNl, lowNl } = this.traits;
    const { aspiratedNl, filledNl, afterNl } = this.visits.refill(this.volume.nl, capacityNl);
    this.volume.close(at, this.nlPerDay(at), afterNl);
    this.accountNl = filledNl;
    const data = {
      aspiratedNl: nanolitres(aspiratedNl),
      filledNl: nanolitres(filledNl),
      drugExpiresAt: formatTime(Math.floor(at / dayMs + 180) * dayMs),
    };
    if (this.chance.happens(0.5)) this.recorder.own(at, 'reservoir.refilled.v1', data);
    else this.recorder.person(at, 'reservoir.refilled.v1', data);
    if (this.lowRaised) this.recorder.own(at + 500, 'alarm.cleared.v1', { alarm: 'low-reservoir' });
    this.lowRaised = false;
    this.visitAt = this.visits.next(at, { levelNl: filledNl, lowNl, nlPerDay: this.programme.nlPerDay });
  }

  private scan(from: EpochMs, to: EpochMs): boolean {
    if (this.scanAt < from || this.scanAt >= to) return false;
    this.recorder.person(from, 'annotation.recorded.v1', {
      kind: 'mri',
      startsAt: formatTime(Math.floor(this.scanAt)),
      endsAt: formatTime(Math.floor(this.scanAt + hourMs)),
    });
    this.scanAt += this.chance.wait(2 * yearMs);
    return true;
  }
}
