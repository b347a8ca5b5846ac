import { drawFlow, imaginedFlow, type ImaginedFlow } from './testing/imagined-flow.ts';
import { watchFlow, type WatchedFlow } from './testing/watched-flow.ts';

/** Training seeds, never those of the evaluation. */
const seeds = (count: number, from: number): readonly number[] => Array.from({ length: count }, (_, i) => from + i);

const lived = (over: Parameters<typeof drawFlow>[1], count: number, from: number): readonly { pump: ImaginedFlow; watched: WatchedFlow }[] =>
  seeds(count, from).map(seed => {
    const pump = drawFlow(seed, over);
    return { pump, watched: watchFlow(imaginedFlow(pump)) };
  });

const share = (hits: readonly boolean[]): number => hits.filter(Boolean).length / hits.length;

const fault = (factor: number, onsetDay = 70) => ({ factor, onsetDay, growDays: 0 });

describe('the flow of imagined pumps', () => {
  it('that are sound is never called over- or under-delivery, with and without a level sensor', () => {
    const fleet = lived({ reportHours: 3 }, 60, 1);
    expect(fleet.flatMap(({ watched }) => watched.changes)).toEqual([]);
  });

  it('that expel 25 % more than they count is found at the first complete cycle of 14 mL behind the onset', () => {
    const found = lived({ sensed: false, reportHours: 6, fault: fault(1.25), dailyNl: 500_000 }, 60, 100).flatMap(({ watched }) => {
      const first = watched.cycles.find(c => c.fromDay >= 70 && c.programmedNl >= 14e6);
      return first === undefined ? [] : [first.foundOver];
    });
    expect(found.length).toBeGreaterThan(40);
    expect(share(found)).toBeGreaterThanOrEqual(0.9);
  });

  it('that expel 15–25 % more is found within three reconciliations', () => {
    const found = lived({ sensed: false, reportHours: 6, days: 300, dailyNl: 450_000, fillNl: 20e6 }, 60, 200).map(({ pump }) => {
      const factor = 1.15 + (0.1 * (pump.seed % 11)) / 10;
      const { cycles } = watchFlow(imaginedFlow({ ...pump, fault: fault(factor) }));
      return cycles.filter(c => c.fromDay >= 70).slice(0, 3).some(c => c.foundOver);
    });
    expect(share(found)).toBeGreaterThanOrEqual(0.8);
  });

  it('that expel 25 % more of a millilitre a day is found within 10 days where a level sensor reads it', () => {
    const found = lived({ sensed: true, days: 82, reportHours: 2, dailyNl: 1_000_000, fault: fault(1.25) }, 40, 300).map(({ watched }) =>
      watched.changes.some(c => c.over.length > 0 && c.day > 70 && c.day <= 80),
    );
    expect(share(found)).toBeGreaterThanOrEqual(0.8);
  });

  it('that stands still while the pump counts on is seen in the sensed level within days', () => {
    const found = lived({ sensed: true, days: 80, reportHours: 2, dailyNl: 500_000, fault: fault(0, 72) }, 30, 400).map(({ watched }) =>
      watched.changes.some(c => c.under.includes('sensed') && c.day > 72 && c.day <= 76),
    );
    expect(share(found)).toBeGreaterThanOrEqual(0.95);
  });
});
