import type { PumpEvent } from '@cisterna/contract';
import { dayMs } from '../fleet/pump-truth.ts';
import type { CatheterDetector } from '../walk/suspicion.ts';
import { PageTest } from './page-test.ts';

/** What a sound life of this patient holds, per day: requests of boluses and complaints. */
export interface KnownHabit {
  readonly requestsPerDay: number;
  /** Variance of the day's requests by their mean: 1 for Poisson. */
  readonly spread: number;
  readonly complaintsPerDay: number;
}

const isRequest = (event: PumpEvent): boolean =>
  event.type === 'bolus.denied.v1' || (event.type === 'bolus.delivered.v1' && event.data.origin === 'patient');
const isComplaint = (event: PumpEvent): boolean =>
  event.type === 'symptom.reported.v1' && (event.data.kind === 'withdrawal' || event.data.kind === 'underdose');

const countsByDay = (events: readonly PumpEvent[], counted: (event: PumpEvent) => boolean): readonly number[] => {
  const days = new Map<number, number>();
  for (const event of events) {
    const day = Math.floor(event.at / dayMs);
    days.set(day, (days.get(day) ?? 0) + (counted(event) ? 1 : 0));
  }
  return [...days.values()];
};

/** Learns habits from a whole sound life; a person is never wholly without complaints. */
export const knowHabit = (healthy: readonly PumpEvent[]): KnownHabit => {
  const requests = countsByDay(healthy, isRequest);
  const mean = requests.reduce((sum, n) => sum + n, 0) / Math.max(1, requests.length);
  const variance = requests.reduce((sum, n) => sum + (n - mean) ** 2, 0) / Math.max(1, requests.length);
  const complaints = countsByDay(healthy, isComplaint).reduce((sum, n) => sum + n, 0) / Math.max(1, requests.length);
  return {
    requestsPerDay: mean,
    spread: mean > 0 ? Math.max(1, variance / mean) : 1,
    complaintsPerDay: Math.max(2 / 365, complaints),
  };
};

/** A lost therapy doubles requests and brings a complaint every three days, as the lists of facts would have it. */
const requestFactor = 2;
const complaintsWhenLost = 1 / 3;

/** Evidence of one day's count of something Poisson that has become `factor` times as frequent. */
const poissonEvidence = (count: number, mean: number, factor: number): number =>
  count * Math.log(factor) - mean * (factor - 1);

/** One false alarm in e⁵ days, by theory; mostly the sound life asks for more. */
const dailyLimit = 5;

/** Counts of a day, turned into evidence when the day is over. */
class DayTest {
  readonly test = new PageTest(1, dailyLimit);
  private day = NaN;
  private requests = 0;
  private complaints = 0;

  constructor(private readonly habit: KnownHabit) {}

  take(event: PumpEvent): void {
    if (event.entry === 0) this.turn(Math.floor(event.at / dayMs));
    if (isRequest(event)) this.requests += 1;
    if (isComplaint(event)) this.complaints += 1;
  }

  /** The sound life is over, another one begins. */
  begin(): void {
    this.test.begin();
    this.day = NaN;
    this.requests = 0;
    this.complaints = 0;
  }

  private turn(today: number): void {
    const days = today - this.day;
    if (!(days <= 0)) this.day = today;
    if (!(days > 0)) return;
    const { requestsPerDay, spread, complaintsPerDay } = this.habit;
    const asked = poissonEvidence(this.requests, requestsPerDay * days, requestFactor) / spread;
    const complained = poissonEvidence(this.complaints, complaintsPerDay * days, complaintsWhenLost / complaintsPerDay);
    this.test.add(0, asked + complained);
    this.requests = 0;
    this.complaints = 0;
  }
}

/** Page's test on the day's requests and complaints, for a patient whose habits and worst chances are known from a sound life. */
export const indirectLimit = (sound: readonly PumpEvent[]): CatheterDetector<PumpEvent> => {
  const days = new DayTest(knowHabit(sound));
  for (const event of sound) days.take(event);
  days.begin();
  let suspects = false;
  return {
    take: event => {
      days.take(event);
      suspects = days.test.suspects(suspects);
      return suspects;
    },
    foundPatent: () => {
      days.test.clear();
      suspects = false;
    },
  };
};
