import { encodeCloudEvent, formatTime } from '@cisterna/contract';
import fc from 'fast-check';
import { PumpSimulation } from '../pump/pump-simulation.ts';
import { specPlan } from '../testing/lived-fleet.ts';
import { dayMs } from '../time/periods.ts';
import { eventText, timeText } from './event-text.ts';

describe('eventText', () => {
  it('writes every event of a pump’s life byte for byte as the contract’s encoder does', () => {
    const plan = specPlan({ scenario: 'mixed', interventions: true });
    let compared = 0;
    const compare = (event: Parameters<typeof eventText>[0]): void => {
      compared += 1;
      expect(eventText(event)).toBe(encodeCloudEvent(event));
    };
    for (let index = 0; index < 4; index += 1) {
      const pump = new PumpSimulation(plan, index, { send: compare, tell: () => undefined });
      while (pump.nextAt < plan.endAt) pump.step();
    }
    expect(compared).toBeGreaterThan(2500);
  });
});

describe('timeText', () => {
  it('writes any moment as formatTime does, in any order', () => {
    const moment = fc.integer({ min: Date.UTC(1999, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        expect(timeText(one)).toBe(formatTime(one));
        expect(timeText(other)).toBe(formatTime(other));
        expect(timeText(Math.floor(one / 1000) * 1000)).toBe(formatTime(Math.floor(one / 1000) * 1000));
      }),
    );
  });

  it('turns the day at midnight', () => {
    const midnight = Date.UTC(2026, 1, 28) + dayMs;
    expect([midnight - 1000, midnight, midnight - 1].map(timeText)).toEqual([
      '2026-02-28T23:59:59Z',
      '2026-03-01T00:00:00Z',
      '2026-02-28T23:59:59.999Z',
    ]);
  });
});
