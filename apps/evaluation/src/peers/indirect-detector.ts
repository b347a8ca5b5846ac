import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { dayMs } from '../fleet/pump-truth.ts';
import type { CatheterDetector } from '../walk/suspicion.ts';

const complaints: ReadonlySet<string> = new Set(['withdrawal', 'underdose']);

/** A suspicion without anything new behind it ends after so long. */
const holdsMs = 7 * dayMs;
const habitDays = 14;

/** Bolus requests of each day of the pump's clock, and whether they doubled against the habit for two days. */
class RequestHabit {
  private readonly days: number[] = [];
  private today = 0;
  private day = NaN;

  /** Days passed; gives whether the last two full days were over twice the mean of the fourteen before. */
  turn(at: EpochMs): boolean {
    const day = Math.floor(at / dayMs);
    if (Number.isNaN(this.day)) this.day = day;
    if (day <= this.day) return false;
    for (; this.day < day; this.day += 1) {
      this.days.push(this.today);
      this.today = 0;
    }
    return this.doubled();
  }

  ask(): void {
    this.today += 1;
  }

  private doubled(): boolean {
    const before = this.days.slice(-habitDays - 2, -2);
    if (before.length < habitDays) return false;
    const twice = (2 * before.reduce((sum, count) => sum + count, 0)) / habitDays;
    return this.days.slice(-2).every(count => count > Math.max(1, twice));
  }
}

const isRequest = (event: PumpEvent): boolean =>
  event.type === 'bolus.denied.v1' || (event.type === 'bolus.delivered.v1' && event.data.origin === 'patient');

/** Simple rules without a sensor: a complaint of severity 5 or more, or requests over twice their 14-day mean for two days. */
export const indirectDetector = (): CatheterDetector<PumpEvent> => {
  const habit = new RequestHabit();
  let until = -Infinity;
  return {
    take: event => {
      const doubled = event.entry === 0 && habit.turn(event.at);
      if (isRequest(event)) habit.ask();
      const complains =
        event.type === 'symptom.reported.v1' && complaints.has(event.data.kind) && event.data.severity >= 5;
      if (doubled || complains) until = event.at + holdsMs;
      return event.at < until;
    },
    foundPatent: () => {
      until = -Infinity;
    },
  };
};
