import type { DeliveryReported, EpochMs, PumpEvent } from '@cisterna/contract';
import { dayMs, hourMs } from '../fleet/pump-truth.ts';

/** From one day of a level sensor to the next; volumes in nanolitres. */
export interface SensedStep {
  /** End of the later day. */
  readonly at: EpochMs;
  /** Programmed between the middles of the two. */
  readonly askedNl: number;
  /** How much further the mean level fell than that: 0 on average at a pump that delivers what is asked. */
  readonly beyondNl: number;
  /** Whether the step before ended with the day with which this one begins. */
  readonly follows: boolean;
}

/** A longer break begins a new series. */
const longestBreakMs = 6 * hourMs;

interface Day {
  readonly askedNl: number;
  /** Mean of level plus what was programmed since the series began. */
  readonly placeNl: number;
}

/** Level plus programme, day by day: a series goes on until a refill or a long break. */
class Series {
  readonly steps: SensedStep[] = [];
  private since = NaN;
  private through = NaN;
  private askedNl = 0;
  private beganNl = 0;
  private sumNl = 0;
  private readings = 0;
  private former: Day | null = null;
  private follows = false;

  begin(): void {
    this.since = NaN;
    this.through = NaN;
    this.former = null;
    this.follows = false;
  }

  read({ at, data }: DeliveryReported): void {
    const startAt = at - data.periodSeconds * 1000;
    const breakMs = startAt - this.through;
    if (!(breakMs <= longestBreakMs) || at < this.through) this.open(startAt);
    else if (breakMs > 0) this.askedNl += (data.programmedNl * breakMs) / Math.max(1, at - startAt);
    this.askedNl += data.programmedNl;
    this.through = at;
    if (data.reservoirSensedNl !== null && data.reservoirSensedNl > 0) {
      this.sumNl += data.reservoirSensedNl + this.askedNl;
      this.readings += 1;
    }
    if (at - this.since >= dayMs) this.close(at);
  }

  private open(at: EpochMs): void {
    this.begin();
    this.since = at;
    this.askedNl = 0;
    this.start();
  }

  private start(): void {
    this.beganNl = this.askedNl;
    this.sumNl = 0;
    this.readings = 0;
  }

  private close(at: EpochMs): void {
    const { former } = this;
    const day = this.readings === 0 ? null : { askedNl: this.askedNl - this.beganNl, placeNl: this.sumNl / this.readings };
    if (former !== null && day !== null) {
      const askedNl = (former.askedNl + day.askedNl) / 2;
      this.steps.push({ at, askedNl, beyondNl: former.placeNl - day.placeNl, follows: this.follows });
    }
    this.follows = former !== null && day !== null;
    this.former = day;
    this.since = at;
    this.start();
  }
}

/** When a detector begins to suspect, each time; it hears a step and whether it suspects already. */
export const risesOf = (steps: readonly SensedStep[], suspectsAfter: (step: SensedStep, already: boolean) => boolean): readonly EpochMs[] => {
  let already = false;
  return steps.flatMap(step => {
    const before = already;
    already = suspectsAfter(step, before);
    return already && !before ? [step.at] : [];
  });
};

/** The steps from day to day of a pump's level sensor, over its whole life. */
export const sensedSteps = (events: readonly PumpEvent[]): readonly SensedStep[] => {
  const series = new Series();
  for (const event of events) {
    if (event.type === 'reservoir.refilled.v1') series.begin();
    else if (event.type === 'delivery.reported.v1') series.read(event);
  }
  return series.steps;
};
