import { quietReason, quietUntil } from './quiet-hours.ts';

const berlin = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
const noon = { from: '12:00', to: '13:30', timeZone: 'UTC' };
const endOf = (hours: typeof berlin | null, now: string): string | null => {
  const until = quietUntil(hours, Date.parse(now));
  return until === null ? null : new Date(until).toISOString();
};

describe('quiet hours', () => {
  it.each([
    ['before they begin', noon, '2026-01-10T11:59:59Z', null],
    ['at their first moment', noon, '2026-01-10T12:00:00Z', '2026-01-10T13:30:00.000Z'],
    ['in their last minute', noon, '2026-01-10T13:29:59Z', '2026-01-10T13:30:00.000Z'],
    ['at their end', noon, '2026-01-10T13:30:00Z', null],
    ['before midnight', berlin, '2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
    ['after midnight', berlin, '2026-01-11T00:30:00Z', '2026-01-11T06:00:00.000Z'],
    ['in the morning in winter, which would be quiet in another zone', berlin, '2026-01-11T06:00:00Z', null],
    ['in the morning in summer', berlin, '2026-07-11T04:59:00Z', '2026-07-11T05:00:00.000Z'],
    ['over the change to summer time', berlin, '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['over the change to winter time', berlin, '2026-10-24T22:00:00Z', '2026-10-25T06:00:00.000Z'],
    ['where there are none', null, '2026-01-10T23:00:00Z', null],
  ] as const)('%s', (_, hours, now, until) => {
    expect(endOf(hours, now)).toBe(until);
  });

  it('say in a sentence until when', () => {
    expect(quietReason(noon, Date.parse('2026-01-10T12:30:00Z'))).toBe(
      'Quiet hours from 12:00 to 13:30 (UTC), now until 2026-01-10T13:30:00Z: told in one summary then, if still open.',
    );
    expect(quietReason(noon, Date.parse('2026-01-10T14:30:00Z'))).toBeNull();
  });
});
