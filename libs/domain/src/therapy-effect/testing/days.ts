import type { EventData } from '@cisterna/contract';
import {
  evolveTherapyEffect,
  initialTherapyEffect,
  type EffectContext,
  type TherapyEffect,
} from '../therapy-effect.ts';
import { Journal, type Prescription } from './journal.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A midnight at which plain days begin. */
export const START = Date.UTC(2026, 2, 1);

type Symptom = EventData<'symptom.reported.v1'>;

/** What may happen on a plain day. */
export interface PlainDay {
  readonly presses?: number;
  readonly symptom?: Symptom;
  readonly context?: Partial<EffectContext>;
}

/** Days written by hand, one after the other: reports every six hours, presses spread over the day, symptoms in the evening. */
export class Days {
  readonly journal = new Journal();
  private day = 0;

  constructor(private readonly prescription: Prescription = { rateNlPerHour: 10_000, bolus: null }) {
    this.journal.programme(START, this.prescription);
  }

  get now(): number {
    return START + this.day * DAY;
  }

  /** So many days of the same. */
  live(count: number, { presses = 0, symptom, context = {} }: PlainDay = {}): this {
    for (let i = 0; i < count; i++) {
      for (let press = 0; press < presses; press++)
        this.journal.press(this.now + ((press + 0.5) * DAY) / presses, press % 3 < 2);
      for (let report = 0; report < 4; report++)
        this.journal.report(this.now + (report + 1) * 6 * HOUR - 1, 6, context);
      if (symptom !== undefined) this.journal.tell('symptom.reported.v1', this.now + DAY - 1, symptom, context);
      this.day += 1;
    }
    return this;
  }

  /** Days of which nothing is known. */
  skip(count: number): this {
    this.day += count;
    return this;
  }

  programme(change: Partial<Prescription>): this {
    this.journal.programme(this.now, { ...this.prescription, ...change });
    return this;
  }

  refill(moreNl: number): this {
    this.journal.refill(this.now, moreNl);
    return this;
  }

  /** The effect after all of it. */
  effect(from: TherapyEffect = initialTherapyEffect): TherapyEffect {
    return this.journal.happenings.reduce(
      (state, { event, context }) => evolveTherapyEffect(state, event, context),
      from,
    );
  }
}
