import { pass, pumpBench } from '../testing/pump-bench.ts';
import { yearMs } from '../time/periods.ts';
import { PeriodReports } from './period-reports.ts';
import { restartNowAndThen } from './restarts.ts';

describe('harmless restarts', () => {
  const bench = pumpBench();
  restartNowAndThen(bench.world, new PeriodReports(bench.world));
  pass(bench.world, 60 * yearMs);
  const boots = bench.sent.map(({ event }) => event).filter(({ type }) => type === 'pump.booted.v1');

  it('come about twice in three years', () => {
    expect(boots.length / 60).toBeGreaterThan(0.5);
    expect(boots.length / 60).toBeLessThan(0.95);
  });

  it('raise the boot by one each, and say why and where the former ended', () => {
    boots.forEach((event, at) => {
      expect(event).toMatchObject({ boot: at + 2, seq: 1, data: { previousBoot: at + 1 } });
      expect(['watchdog', 'firmware', 'unknown']).toContain((event.data as { reason: string }).reason);
    });
  });

  it('lose the last report of half of the former boots', () => {
    const lost = bench.sent.filter(({ departure }) => departure.by === 'nowhere').length;
    expect(lost / boots.length).toBeGreaterThan(0.25);
    expect(lost / boots.length).toBeLessThan(0.75);
  });
});
