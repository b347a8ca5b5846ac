import fc from 'fast-check';
import { dayMs, hourMs, nextOpeningMs } from './periods.ts';

const at = (text: string): number => Date.parse(text);

describe('nextOpeningMs', () => {
  it.each([
    ['a working hour stays', '2026-01-07T11:20:00Z', '2026-01-07T11:20:00Z'],
    ['early morning waits for eight', '2026-01-07T03:00:00Z', '2026-01-07T08:00:00Z'],
    ['evening waits for the next morning', '2026-01-07T16:00:00Z', '2026-01-08T08:00:00Z'],
    ['Friday evening waits for Monday', '2026-01-09T18:00:00Z', '2026-01-12T08:00:00Z'],
    ['Saturday waits for Monday', '2026-01-10T12:00:00Z', '2026-01-12T08:00:00Z'],
    ['Sunday waits for Monday', '2026-01-11T23:59:59Z', '2026-01-12T08:00:00Z'],
  ])('%s', (_, asked, opens) => {
    expect(nextOpeningMs(at(asked))).toBe(at(opens));
  });

  it('is always a working hour, at most three days ahead, and stays where it is when asked again', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }), moment => {
        const opens = nextOpeningMs(moment);
        const date = new Date(opens);
        expect(opens).toBeGreaterThanOrEqual(moment);
        expect(opens - moment).toBeLessThan(2.7 * dayMs);
        expect([1, 2, 3, 4, 5]).toContain(date.getUTCDay());
        expect(opens % dayMs).toBeGreaterThanOrEqual(8 * hourMs);
        expect(opens % dayMs).toBeLessThan(16 * hourMs);
        expect(nextOpeningMs(opens)).toBe(opens);
      }),
    );
  });
});
