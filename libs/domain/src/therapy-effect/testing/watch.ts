import { probabilityOf, totalOdds } from '../fault-odds.ts';
import { absolveTherapyEffect, effectSuspected, evolveTherapyEffect, initialTherapyEffect } from '../therapy-effect.ts';
import type { TherapyEffect } from '../therapy-effect.ts';
import { BEGIN, type ImaginedHistory } from './imagined-history.ts';
import type { Happening } from './journal.ts';

const { min } = Math;
const DAY = 86_400_000;

/** What the detector thought at the end of a day, and what was so. */
export interface Forecast {
  readonly probability: number;
  readonly fault: boolean;
}

/** A nurse who examines each suspicion a day later, and finds the catheter patent as long as it is. */
export class Watch {
  /** Suspicions of a sound catheter. */
  falseSuspicions = 0;
  /** First suspicion after the fault began. */
  foundAt: number | null = null;
  readonly soundDays: number;
  readonly forecasts: Forecast[] = [];
  state: TherapyEffect = initialTherapyEffect;
  private examineAt = Infinity;
  private nextDay = BEGIN + DAY;
  private readonly faultAt: number;

  constructor({ fault, happenings }: ImaginedHistory) {
    this.faultAt = fault === null ? Infinity : BEGIN + fault.day * DAY;
    const end = happenings.at(-1)?.event.at ?? BEGIN;
    this.soundDays = (min(end, this.faultAt) - BEGIN) / DAY;
    for (const happening of happenings) this.see(happening);
  }

  private see({ event, context }: Happening): void {
    this.examine(event.at);
    for (; event.at >= this.nextDay; this.nextDay += DAY) this.note();
    const before = effectSuspected(this.state);
    this.state = evolveTherapyEffect(this.state, event, context);
    if (effectSuspected(this.state)) this.suspect(event.at, before);
  }

  private examine(at: number): void {
    if (at < this.examineAt) return;
    this.examineAt = Infinity;
    if (at < this.faultAt) this.state = absolveTherapyEffect(this.state, at);
  }

  private note(): void {
    this.forecasts.push({ probability: probabilityOf(totalOdds(this.state.odds)), fault: this.nextDay > this.faultAt });
  }

  private suspect(at: number, already: boolean): void {
    if (at >= this.faultAt) this.foundAt ??= at;
    else if (!already) {
      this.falseSuspicions += 1;
      this.examineAt = at + DAY;
    }
  }
}
