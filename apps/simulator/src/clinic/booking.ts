import type { RandomStream } from '../random/random-stream.ts';
import { dayMs, nextOpeningMs } from '../time/periods.ts';

/** What a clinic goes by when it books a refill: what the pump believes, and what the drug allows. */
export interface BookingFacts {
  readonly now: number;
  readonly levelNl: number;
  readonly lowNl: number;
  readonly dailyNl: number;
  readonly filledAt: number;
  readonly stableDays: number;
}

/** No therapy waits longer for a refill than this (label practice for baclofen). */
const mostDays = 180;

/**
 * When the next refill is booked: 3 to 5 days before the pump's own alarm date and before the drug expires, in opening hours;
 * patients move it by a day or so, and one in twenty-five comes days late.
 */
export const bookRefill = (stream: RandomStream, facts: BookingFacts): number => {
  const leadDays = stream.between(3, 5);
  const movedDays = stream.normal(0, 0.8);
  const lateDays = stream.chance(0.04) ? stream.between(3, 12) : 0;
  const daysToLow = facts.dailyNl > 0 ? (facts.levelNl - facts.lowNl) / facts.dailyNl : mostDays;
  const lowAt = facts.now + Math.max(0, daysToLow) * dayMs;
  const expiresAt = facts.filledAt + Math.min(facts.stableDays, mostDays) * dayMs;
  const wishedAt = Math.min(lowAt, expiresAt) + (lateDays + movedDays - leadDays) * dayMs;
  const soonestAt = facts.now + stream.between(0.6, 1.6) * dayMs;
  return nextOpeningMs(Math.max(wishedAt, soonestAt));
};
