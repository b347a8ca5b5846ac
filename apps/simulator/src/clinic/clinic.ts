import { formatTime, nanolitres, type EventData } from '@cisterna/contract';
import type { BolusButton } from '../pump/bolus-button.ts';
import type { PeriodReports } from '../pump/period-reports.ts';
import type { PumpWorld } from '../pump/pump-world.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { dayMs, hourMs, minuteMs } from '../time/periods.ts';
import type { LowDateWatch, Outlook } from '../truth/low-date.ts';
import { bookRefill } from './booking.ts';
import { refillByNeedle, type RefillMeasure } from './refill-measure.ts';
import type { Therapy } from './therapy.ts';

/** The parts of a pump that a clinic handles. */
export interface Handles {
  readonly world: PumpWorld;
  readonly reports: PeriodReports;
  readonly button: BolusButton;
  readonly therapy: Therapy;
  readonly watch: LowDateWatch;
}

/** How long a person takes to hand in a record: minutes, or now and then days. */
export const handInDelayMs = (stream: RandomStream): number =>
  stream.chance(0.12) ? stream.between(5, 70) * hourMs : stream.exponential(20 * minuteMs) + minuteMs;

/** Plans and makes the visits of one patient. */
export class Clinic {
  /** Set by a fault: the share of the next fill that goes beside the reservoir, and whom to tell. */
  pocket: { readonly share: number; readonly done: () => void } | null = null;
  private booking = 0;
  private bookedAt = Infinity;
  private filledAt: number;

  constructor(
    private readonly handles: Handles,
    private readonly stream: RandomStream,
  ) {
    this.filledAt = handles.world.now;
  }

  /** Books the next refill by what the pump believes now; an earlier booking is dropped. */
  book(): void {
    const { world, therapy } = this.handles;
    const { model, solution } = world.traits;
    const levelNl = world.account.levelNl() ?? 0;
    const dailyNl = world.schedule.dailyNl + therapy.bolusNlPerDay();
    const { filledAt } = this;
    this.setBooking(
      bookRefill(this.stream, {
        now: world.now,
        levelNl,
        lowNl: model.lowReservoirNl,
        dailyNl,
        filledAt,
        stableDays: solution.stableDays,
      }),
    );
  }

  /** Once a day: who hears the low alarm and is not expected soon, comes in. */
  lookAtAlarms(): void {
    const { world } = this.handles;
    if (!world.alarms.isOpen('low-reservoir') || this.bookedAt < world.now + 2 * dayMs) return;
    if (this.stream.chance(0.6)) this.setBooking(world.now + this.stream.between(0.5, 2) * dayMs);
  }

  /** A visit without a refill: errors are looked at, a resting therapy goes on, sometimes the clock is set. Gives the outlook from before it. */
  visit(): Outlook {
    const { world, reports, therapy, button } = this.handles;
    reports.close();
    const before = therapy.outlook();
    for (const alarm of ['memory-error', 'critical-memory-error', 'low-battery-reset'] as const)
      world.alarms.clear(world.now, alarm);
    if (this.stream.chance(0.4)) reports.setClock(Math.round(this.stream.normal(0, 12)) * 1000);
    if (therapy.rests) therapy.resume();
    button.lock();
    return before;
  }

  /** A visit at which the therapy changes: `change` programmes it. */
  changeDose(change: () => void): void {
    const { watch, world } = this.handles;
    watch.close(this.visit(), 'therapy');
    change();
    watch.open(world.now, world.reservoir.volumeNl, false);
    this.book();
  }

  /** The pump is taken out: the history ends. */
  explant(reason: string): void {
    const { world, reports, watch, therapy } = this.handles;
    reports.close();
    watch.close(therapy.outlook(), 'explant');
    world.journal.person(world.now, 'pump.explanted.v1', { reason }, handInDelayMs(this.stream));
    world.explant();
  }

  private setBooking(at: number): void {
    const { world } = this.handles;
    this.booking += 1;
    const token = this.booking;
    this.bookedAt = at;
    world.later(at - world.now, () => {
      if (token === this.booking) this.refill();
    });
  }

  private refill(): void {
    const { world, watch, therapy } = this.handles;
    watch.close(this.visit(), 'refill');
    const measure = this.handleNeedle();
    this.filledAt = world.now;
    world.account.refilled(measure.filledRecordedNl);
    this.record(measure);
    for (const alarm of ['low-reservoir', 'empty-reservoir'] as const) world.alarms.clear(world.now, alarm);
    if (this.stream.chance(0.3)) therapy.change(Math.min(1.3, Math.max(0.75, this.stream.logNormal(1.01, 0.09))));
    watch.open(world.now, world.reservoir.volumeNl, true);
    this.book();
  }

  private handleNeedle(): RefillMeasure {
    const { world } = this.handles;
    const capacityNl = world.traits.model.capacityNl;
    const fillNl = this.stream.chance(0.8)
      ? capacityNl
      : Math.round((capacityNl * this.stream.between(0.6, 0.95)) / 500_000) * 500_000;
    const pocketShare = this.pocket?.share ?? 0;
    const measure = refillByNeedle(this.stream, world.reservoir, { fillNl, pocketShare });
    if (this.pocket !== null) {
      world.patient.flood(Math.min(3, (0.05 * measure.pocketNl) / world.patient.needNlPerDay));
      this.pocket.done();
      this.pocket = null;
    }
    this.tell(measure);
    return measure;
  }

  /** Logged by the pump where its make does that, else (and sometimes even then) by a person some time later. */
  private record({ aspiratedRecordedNl, filledRecordedNl }: RefillMeasure): void {
    const { world } = this.handles;
    const { solution, model } = world.traits;
    const freshDays = this.stream.chance(0.1) ? Math.round(solution.stableDays / 2) : solution.stableDays;
    const data = {
      aspiratedNl: nanolitres(aspiratedRecordedNl),
      filledNl: nanolitres(filledRecordedNl),
      ...(this.stream.chance(0.4) ? { drugs: [...solution.drugs] } : {}),
      drugExpiresAt: formatTime(Math.floor(world.now / dayMs) * dayMs + freshDays * dayMs),
      by: `nurse-${this.stream.whole(1, 9)}`,
    };
    const byPump = model.logsRefills && !this.stream.chance(0.03);
    if (byPump) world.journal.own(world.now, 'reservoir.refilled.v1', data);
    else
      world.later(this.stream.between(1, 8) * minuteMs, () => {
        this.handIn(data);
      });
  }

  private handIn(data: EventData<'reservoir.refilled.v1'>): void {
    const { world } = this.handles;
    world.journal.person(world.now, 'reservoir.refilled.v1', data, handInDelayMs(this.stream));
  }

  private tell({ beforeNl, drawnNl, filledNl, pocketNl, aspiratedRecordedNl, filledRecordedNl }: RefillMeasure): void {
    const { world } = this.handles;
    world.outputs.tell({
      kind: 'refill',
      pumpId: world.traits.pumpId,
      at: formatTime(Math.round(world.now)),
      beforeNl: Math.round(beforeNl),
      drawnNl: Math.round(drawnNl),
      filledNl: Math.round(filledNl),
      afterNl: Math.round(world.reservoir.volumeNl),
      aspiratedRecordedNl,
      filledRecordedNl,
      pocketNl: Math.round(pocketNl),
    });
  }
}
