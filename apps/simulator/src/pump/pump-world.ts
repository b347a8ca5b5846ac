import { Catheter } from '../catheter/catheter.ts';
import { FluidPressure } from '../catheter/fluid-pressure.ts';
import { PressureSensor, samplesOf } from '../catheter/pressure-sensor.ts';
import { FaultLedger } from '../faults/fault-ledger.ts';
import { streamName, type FleetPlan } from '../fleet/fleet-plan.ts';
import { Patient } from '../patient/patient.ts';
import { Noise } from '../random/noise.ts';
import { RandomStream } from '../random/random-stream.ts';
import { Timers } from '../time/timers.ts';
import type { TellTruth } from '../truth/truth.ts';
import { DeliveryAccount } from './delivery-account.ts';
import { DeviceAlarms } from './device-alarms.ts';
import { DeviceClock } from './device-clock.ts';
import { Flow } from './flow.ts';
import { Journal, type Send } from './journal.ts';
import { LevelSensor } from './level-sensor.ts';
import { Motor, type StallCause } from './motor.ts';
import type { PumpTraits } from './pump-traits.ts';
import { Schedule } from './schedule.ts';
import { stopped } from './prescribe.ts';
import { TrueReservoir } from './true-reservoir.ts';

/** Where events and truth of a pump go. */
export interface PumpOutputs {
  readonly send: Send;
  readonly tell: TellTruth;
}

/** One pump with its catheter and patient, from the physics up to what the pump logs; `advance` lets time pass. */
export class PumpWorld {
  now: number;
  schedule = new Schedule(stopped);
  /** In a magnet's field the pressure can't be read. */
  magnet = false;
  explanted = false;
  /** Volume of all boluses, as accounted. */
  bolusNl = 0;
  readonly timers = new Timers();
  readonly motor = new Motor();
  readonly clock: DeviceClock;
  readonly reservoir: TrueReservoir;
  readonly account: DeliveryAccount;
  readonly flow: Flow;
  readonly catheter: Catheter;
  readonly patient: Patient;
  readonly journal: Journal;
  readonly alarms: DeviceAlarms;
  readonly faults: FaultLedger;
  readonly pressure: PressureSensor | null;
  readonly level: LevelSensor | null;
  private readonly fluid: FluidPressure;

  constructor(
    readonly plan: FleetPlan,
    readonly index: number,
    readonly traits: PumpTraits,
    readonly outputs: PumpOutputs,
  ) {
    const { installedAt, model } = traits;
    this.now = installedAt;
    this.clock = new DeviceClock(installedAt, traits.clock.aheadMs, traits.clock.driftPpm);
    this.reservoir = new TrueReservoir(model.capacityNl);
    this.account = new DeliveryAccount(model.strokeNl);
    this.flow = new Flow(traits.flow, this.noise('flow'), installedAt);
    this.catheter = new Catheter(traits.catheter, this.stream('catheter'));
    this.patient = new Patient(traits.patient);
    this.fluid = new FluidPressure(traits.fluid, this.noise('fluid'));
    this.pressure = traits.pressureSensor
      ? new PressureSensor(traits.sensor, this.noise('pressure'), installedAt)
      : null;
    this.level = model.reservoirSensor ? new LevelSensor(traits.level, this.noise('level')) : null;
    const first = traits.joined ?? { boot: 1, seq: 1 };
    this.journal = new Journal(traits, this.clock, { boot: first.boot, seq: first.seq - 1 }, outputs.send);
    this.alarms = new DeviceAlarms(this.journal);
    this.faults = new FaultLedger(traits.pumpId, outputs.tell);
  }

  /** The pump's own stream of draws for one activity. */
  stream(activity: string): RandomStream {
    return new RandomStream(streamName(this.plan, this.index, activity));
  }

  noise(process: string): Noise {
    return new Noise(streamName(this.plan, this.index, `noise/${process}`));
  }

  /** Does something after a while, unless the pump has been taken out by then. */
  later(delayMs: number, action: () => void): void {
    this.timers.set(this.now + delayMs, () => {
      if (!this.explanted) action();
    });
  }

  /** The pump is out; its faults have ended with it. */
  explant(): void {
    this.explanted = true;
    this.faults.endAll(this.now);
  }

  /** The motor turns again as far as `cause` is concerned; with the last noticed cause the pump's alarm ends. */
  resumeMotor(cause: StallCause): void {
    this.motor.resume(cause);
    if (this.motor.counts) this.alarms.clear(this.now, 'motor-stall');
  }

  /** The pump notices that the motor stands, if it still does. */
  noticeStall(cause: StallCause): void {
    this.motor.notice(cause);
    if (!this.motor.counts) this.alarms.raise(this.now, 'motor-stall');
  }

  /** Lets time pass up to `to`: programme, motor, flow, catheter, patient, pressure. */
  advance(to: number): void {
    const lengthMs = to - this.now;
    if (lengthMs <= 0) return;
    const askedNl = this.schedule.between(this.clock.read(this.now), this.clock.read(to));
    this.account.ask(askedNl, this.motor.counts);
    const wantedNl = this.motor.turns ? askedNl * this.flow.ratio(to) : 0;
    const carried = this.catheter.carry(to, lengthMs, Math.min(wantedNl, this.reservoir.volumeNl));
    this.reservoir.expel(carried.takenNl);
    this.patient.receive(lengthMs, carried.arrivedNl);
    if (this.pressure !== null) this.sense(this.pressure, lengthMs, carried.meanExcessPa);
    this.now = to;
  }

  /** Expels a bolus at once; the pump counts its nominal volume. */
  giveBolus(volumeNl: number): void {
    this.account.ask(volumeNl, this.motor.counts);
    this.bolusNl += volumeNl;
    if (this.motor.turns) this.catheter.inject(this.reservoir.expel(volumeNl * this.flow.ratio(this.now)));
  }

  private sense(sensor: PressureSensor, lengthMs: number, excessPa: number): void {
    const samples = samplesOf(lengthMs);
    const stepMs = lengthMs / samples;
    for (let sample = 0; sample < samples; sample += 1) {
      const at = this.now + (sample + 0.5) * stepMs;
      const port = this.catheter.transmit(this.fluid.meanPa(at), this.fluid.pulsationPa(at));
      sensor.add(stepMs, port.meanPa + excessPa, port.pulsationPa, this.magnet);
    }
  }
}
