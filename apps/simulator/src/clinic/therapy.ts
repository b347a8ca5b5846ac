import { nanolitresPerHour, nanolitres, seconds, type EventData } from '@cisterna/contract';
import { minimumRate, prescribe, stopped } from '../pump/prescribe.ts';
import type { PumpWorld } from '../pump/pump-world.ts';
import { Schedule, type Programme } from '../pump/schedule.ts';
import { dayMs } from '../time/periods.ts';
import type { Outlook } from '../truth/low-date.ts';

const asEvent = ({ mode, segments, patientBolus }: Programme, by: string): EventData<'therapy.programmed.v1'> => ({
  mode,
  segments: segments.map(({ startMinute, rateNlPerHour }) => ({
    startMinute,
    rateNlPerHour: nanolitresPerHour(rateNlPerHour),
  })),
  patientBolus: patientBolus && {
    volumeNl: nanolitres(patientBolus.volumeNl),
    lockoutSeconds: seconds(patientBolus.lockoutSeconds),
    maxPerDay: patientBolus.maxPerDay,
  },
  by,
});

/** Rates that a pump can run: 0.048 to 24 mL a day (unconfirmed default). */
const dailyRangeNl = { least: 48_000, most: 24_000_000 };

/** The therapy of one patient: the dose, and whether it rests. */
export class Therapy {
  private dailyNl: number;
  private resting = false;
  private since: { readonly at: number; readonly bolusNl: number };

  constructor(private readonly world: PumpWorld) {
    this.dailyNl = world.traits.dailyNl;
    this.since = { at: world.now, bolusNl: 0 };
  }

  get rests(): boolean {
    return this.resting;
  }

  /** Programmes the dose as it is. */
  start(): void {
    this.programme(prescribe(this.world.traits.style, this.dailyNl), 'clinic');
  }

  /** Programmes the dose times `factor`; the patient gets used to most of it. */
  change(factor: number): void {
    this.dailyNl = Math.min(dailyRangeNl.most, Math.max(dailyRangeNl.least, this.dailyNl * factor));
    this.world.patient.adapt(factor);
    this.start();
  }

  /** More or less drug without the patient's need having changed, as when a failing catheter is answered with a higher dose. */
  compensate(factor: number): void {
    this.dailyNl = Math.min(dailyRangeNl.most, Math.max(dailyRangeNl.least, this.dailyNl * factor));
    this.start();
  }

  /** Rests the therapy: stopped, or just enough to keep the catheter open. */
  rest(mode: 'stopped' | 'minimum-rate', by: string): void {
    this.resting = true;
    this.programme(mode === 'stopped' ? stopped : minimumRate, by);
  }

  resume(): void {
    this.resting = false;
    this.start();
    this.world.alarms.clear(this.world.now, 'pump-stopped');
  }

  /** Boluses given a day since the programme began, with a patient's habit until there is enough to go by. */
  bolusNlPerDay(): number {
    const { world, since } = this;
    const limits = world.schedule.programme.patientBolus;
    if (limits === null) return 0;
    const days = (world.now - since.at) / dayMs;
    const habitNl = Math.min(limits.maxPerDay, world.patient.traits.bolusesPerDay) * 0.8 * limits.volumeNl;
    return (world.bolusNl - since.bolusNl + 5 * habitNl) / (days + 5);
  }

  /** How the true volume goes on if nothing is done. */
  outlook(): Outlook {
    const { world } = this;
    const askedPerDay = world.motor.turns ? world.schedule.dailyNl + this.bolusNlPerDay() : 0;
    return {
      at: world.now,
      volumeNl: world.reservoir.volumeNl,
      expelledPerDay: at => askedPerDay * world.flow.ratio(at),
    };
  }

  private programme(programme: Programme, by: string): void {
    this.world.schedule = new Schedule(programme);
    this.since = { at: this.world.now, bolusNl: this.world.bolusNl };
    this.world.journal.own(this.world.now, 'therapy.programmed.v1', asEvent(programme, by));
  }
}
