import { RandomStream } from '../random/random-stream.ts';
import { mean } from '../testing/lived-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { bookRefill, type BookingFacts } from './booking.ts';

const now = Date.UTC(2026, 0, 7, 10);
const facts: BookingFacts = {
  now,
  levelNl: 17_000_000,
  lowNl: 2_000_000,
  dailyNl: 300_000,
  filledAt: now,
  stableDays: 180,
};
const bookings = (changed: Partial<BookingFacts> = {}): readonly number[] => {
  const stream = new RandomStream('booking');
  return Array.from({ length: 3000 }, () => bookRefill(stream, { ...facts, ...changed }));
};
const lowAt = now + 50 * dayMs;

describe('bookRefill', () => {
  it('books three to five days before the pump’s own alarm date as a rule', () => {
    const leads = bookings().map(at => (lowAt - at) / dayMs);
    const usual = leads.filter(lead => lead > 0.5 && lead < 7);
    expect(usual.length / leads.length).toBeGreaterThan(0.9);
    expect(mean(usual)).toBeGreaterThan(2.5);
    expect(mean(usual)).toBeLessThan(4.5);
  });

  it('is days late in some of a hundred', () => {
    const late = bookings().filter(at => at > lowAt).length / 3000;
    expect(late).toBeGreaterThan(0.01);
    expect(late).toBeLessThan(0.07);
  });

  it('keeps to opening hours', () => {
    for (const at of bookings()) {
      expect(at % dayMs).toBeGreaterThanOrEqual(8 * hourMs);
      expect(at % dayMs).toBeLessThan(16 * hourMs);
      expect([0, 6]).not.toContain(new Date(at).getUTCDay());
    }
  });

  it('books before the drug expires where that comes first', () => {
    const expiresAt = now + 30 * dayMs;
    const inTime = bookings({ stableDays: 30 }).filter(at => at < expiresAt).length / 3000;
    expect(inTime).toBeGreaterThan(0.93);
  });

  it('waits for no refill longer than 180 days, however slow the pump', () => {
    const days = bookings({ dailyNl: 0, stableDays: 400 }).map(at => (at - now) / dayMs);
    expect(Math.max(...days)).toBeLessThan(195);
    expect(mean(days)).toBeGreaterThan(170);
  });

  it('books within days when the pump is low already', () => {
    const days = bookings({ levelNl: 1_000_000 }).map(at => (at - now) / dayMs);
    expect(Math.min(...days)).toBeGreaterThan(0.5);
    expect(days.filter(day => day < 5).length / days.length).toBeGreaterThan(0.9);
  });
});
