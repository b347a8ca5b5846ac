import { nanolitres, pascals, seconds, type EventData } from '@cisterna/contract';
import { dayMs, hourMs } from '../time/periods.ts';
import { timeText } from '../transport/event-text.ts';
import type { Departure } from './journal.ts';
import type { PumpWorld } from './pump-world.ts';

/** Share of the effect below which the therapy counts as lost. */
const lostEffect = 0.5;
/** An empty battery's voltage nears this in millivolts, a new one has 600 more. */
const spentMillivolts = 2400;
const serviceDays = 2400;
/** A pump with a sensor complains above this (unconfirmed default; external pumps 14 to 103 kPa). */
const overPressurePa = 15_000;

/** Reports delivery period by period of the pump's clock, and raises the alarms that follow from the account. */
export class PeriodReports {
  /** True time of the next report, if the clock is not set before. */
  nextAt = NaN;
  /** Start of the running period by the pump's clock. */
  private startsMs = NaN;
  private stoppedSince: number | null = null;

  constructor(private readonly world: PumpWorld) {
    this.begin(world.journal.deviceSecond(world.now));
  }

  /** Closes the running period now; a period of less than a second goes on. */
  close(by: Departure['by'] = 'gateway'): void {
    const { world } = this;
    const endsMs = world.journal.deviceSecond(world.now);
    if (endsMs <= this.startsMs) return;
    const report = this.report(endsMs);
    world.journal.own(world.now, 'delivery.reported.v1', report, by);
    this.begin(endsMs);
    if (world.patient.effect < lostEffect) world.faults.therapyLost(world.now);
    this.raiseAlarms();
    this.watchPressure(report);
  }

  /** Sets the clock between two periods: `aheadMs` before true time from now on. */
  setClock(aheadMs: number): void {
    const { world } = this;
    this.close();
    world.clock.set(world.now, aheadMs);
    this.begin(world.journal.deviceSecond(world.now));
  }

  private begin(startsMs: number): void {
    const { clock, traits } = this.world;
    this.startsMs = startsMs;
    this.nextAt = Math.ceil(clock.trueTime(startsMs + traits.reportIntervalSeconds * 1000));
  }

  private report(endsMs: number): EventData<'delivery.reported.v1'> {
    const { world, startsMs } = this;
    const { programmedNl, deliveredNl } = world.account.report();
    if (world.motor.turns)
      world.reservoir.expel(world.flow.strokeNoiseNl(world.now, deliveredNl, world.traits.model.strokeNl));
    const newDay = Math.floor(endsMs / dayMs) > Math.floor(startsMs / dayMs);
    return {
      periodStart: timeText(startsMs),
      periodSeconds: seconds((endsMs - startsMs) / 1000),
      programmedNl: nanolitres(programmedNl),
      deliveredNl: nanolitres(deliveredNl),
      ...this.sense(),
      ...(newDay ? { batteryMillivolts: this.batteryMillivolts() } : {}),
    };
  }

  private sense(): Pick<EventData<'delivery.reported.v1'>, 'reservoirSensedNl' | 'catheterPressure'> {
    const { now, pressure, level, reservoir } = this.world;
    const sensedNl = level?.read(now, reservoir.volumeNl) ?? null;
    const reading = pressure?.read(now) ?? null;
    return {
      reservoirSensedNl: sensedNl === null ? null : nanolitres(sensedNl),
      catheterPressure: reading && { meanPa: pascals(reading.meanPa), pulsationPa: pascals(reading.pulsationPa) },
    };
  }

  private batteryMillivolts(): number {
    const { now, traits } = this.world;
    const left = Math.max(0, 1 - (now - traits.implantedAt) / dayMs / serviceDays);
    return spentMillivolts + Math.round(600 * Math.sqrt(left));
  }

  private raiseAlarms(): void {
    const { world } = this;
    const level = world.account.levelNl();
    if (level !== null && level <= world.traits.model.lowReservoirNl) world.alarms.raise(world.now, 'low-reservoir');
    if (level === 0) world.alarms.raise(world.now, 'empty-reservoir');
    this.watchStop();
  }

  /** A pump that was stopped for over 48 h says so (SynchroMed II, critical alarm). */
  private watchStop(): void {
    const { world } = this;
    if (world.schedule.dailyNl > 0) this.stoppedSince = null;
    else this.stoppedSince ??= world.now;
    if (world.now - (this.stoppedSince ?? Infinity) > 48 * hourMs) world.alarms.raise(world.now, 'pump-stopped');
  }

  private watchPressure({ catheterPressure }: EventData<'delivery.reported.v1'>): void {
    const { alarms, now } = this.world;
    if (catheterPressure === null) return;
    if (catheterPressure.meanPa > overPressurePa) alarms.raise(now, 'over-pressure');
    else if (catheterPressure.meanPa < overPressurePa / 2) alarms.clear(now, 'over-pressure');
  }
}
