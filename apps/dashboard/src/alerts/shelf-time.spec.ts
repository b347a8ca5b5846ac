import { shelfEnd, shelfEndAt, shelfHours } from './shelf-time.ts';

const now = Date.parse('2026-10-28T10:00:00Z');
const hourMs = 3_600_000;

describe('the end of a shelf', () => {
  it('lies so many hours ahead', () => {
    expect(shelfEnd(4, now)).toBe('2026-10-28T14:00:00.000Z');
  });

  it('stays within a day even where the clock of the service is a report behind', () => {
    for (const hours of shelfHours) expect(Date.parse(shelfEnd(hours, now)) - (now - hourMs)).toBeLessThanOrEqual(24 * hourMs);
  });

  it('is taken from a local time within the next day', () => {
    expect(shelfEndAt(new Date(now + hourMs).toISOString(), now)).toBe('2026-10-28T11:00:00.000Z');
  });

  it.each([['', 'nothing'], ['2026-10-28T09:59:00Z', 'the past'], ['2026-10-29T10:01:00Z', 'more than a day']])('%s is refused: %s', text => {
    expect(shelfEndAt(text, now)).toBeNull();
  });
});
