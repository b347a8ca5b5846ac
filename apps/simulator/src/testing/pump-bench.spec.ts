import { clinicBench, factsOf } from './clinic-bench.ts';
import { pass, pumpBench } from './pump-bench.ts';
import { struck, strikeAt } from './struck-fleet.ts';

const hourMs = 3_600_000;

describe('the bench', () => {
  it('holds a pump to which nothing happens by itself', () => {
    const { world, sent, truth } = pumpBench();
    pass(world, 50 * hourMs);
    expect(sent).toEqual([]);
    expect(truth).toEqual([]);
    expect(world.account.report()).toEqual({ programmedNl: 600_000, deliveredNl: 600_000 });
  });

  it('lets timers happen at their moments, also those that timers set', () => {
    const { world } = pumpBench();
    const start = world.now;
    const happened: number[] = [];
    world.later(2 * hourMs, () => {
      happened.push(world.now - start);
      world.later(hourMs, () => happened.push(world.now - start));
    });
    pass(world, 10 * hourMs);
    expect(happened).toEqual([2 * hourMs, 3 * hourMs]);
    expect(world.now - start).toBe(10 * hourMs);
  });

  it('comes with a clinic that has programmed the pump and booked nothing', () => {
    const bench = clinicBench();
    expect(factsOf(bench, 'therapy.programmed.v1')).toHaveLength(1);
    expect(bench.world.timers.nextAt).toBe(Infinity);
  });

  it('strikes three pumps of a fleet with one fault', () => {
    const { fleet, reports } = struck('kink', 12);
    expect(fleet.truth.filter(line => line.kind === 'fault')).toHaveLength(3);
    expect(reports.some(({ at }) => at > strikeAt)).toBe(true);
  });
});
