import type { PumpFact } from '@cisterna/contract';
import { pumpBench, type PumpBench } from '../testing/pump-bench.ts';
import { dayMs, hourMs, secondMs } from '../time/periods.ts';
import { PeriodReports } from './period-reports.ts';
import { minimumRate, stopped } from './prescribe.ts';
import { Schedule } from './schedule.ts';

type Report = Extract<PumpFact, { type: 'delivery.reported.v1' }>;

const reportsOf = ({ sent }: PumpBench): readonly Report[] =>
  sent.map(({ event }) => event).filter((event): event is Report => event.type === 'delivery.reported.v1');
const alarmsOf = ({ sent }: PumpBench): readonly string[] =>
  sent.map(({ event }) => event).flatMap(event => (event.type === 'alarm.raised.v1' ? [event.data.alarm] : []));

const run = ({ world }: PumpBench, reports: PeriodReports, periods: number): void => {
  for (let period = 0; period < periods; period += 1) {
    world.advance(reports.nextAt);
    reports.close();
  }
};

describe('PeriodReports', () => {
  it('reports hour after hour of the pump’s clock without a break or an overlap', () => {
    const bench = pumpBench({ clock: { aheadMs: 37_000, driftPpm: 18 } });
    run(bench, new PeriodReports(bench.world), 2000);
    const reports = reportsOf(bench);
    expect(reports).toHaveLength(2000);
    reports.forEach(({ at, data }, index) => {
      expect(data.periodSeconds).toBe(3600);
      expect(Date.parse(data.periodStart) + 3_600_000).toBe(at);
      if (index > 0) expect(Date.parse(data.periodStart)).toBe(reports[index - 1]!.at);
    });
  });

  it('accounts for what was programmed, to the nanolitre over a month', () => {
    const bench = pumpBench();
    run(bench, new PeriodReports(bench.world), 720);
    const programmed = reportsOf(bench).reduce((sum, { data }) => sum + data.programmedNl, 0);
    expect(programmed).toBe(720 * 12_000);
  });

  it('closes a period early, and says nothing about less than a second', () => {
    const bench = pumpBench();
    const { world } = bench;
    const reports = new PeriodReports(world);
    world.advance(world.now + 600 * secondMs);
    reports.close();
    reports.close();
    world.advance(world.now + 400);
    reports.close();
    expect(reportsOf(bench).map(({ data }) => data.periodSeconds)).toEqual([600]);
    expect(reports.nextAt - world.now).toBeGreaterThan(hourMs - 2 * secondMs);
  });

  it('begins a new period by the new time when the clock is set', () => {
    const bench = pumpBench();
    const { world } = bench;
    const reports = new PeriodReports(world);
    world.advance(world.now + 1800 * secondMs);
    reports.setClock(-hourMs);
    run(bench, reports, 1);
    const [before, after] = reportsOf(bench);
    expect(before?.data.periodSeconds).toBe(1800);
    expect(after?.data.periodSeconds).toBe(3600);
    expect(Date.parse(after!.data.periodStart)).toBe(before!.at - hourMs);
  });

  it('tells the battery once a day', () => {
    const bench = pumpBench();
    run(bench, new PeriodReports(bench.world), 72);
    const told = reportsOf(bench).filter(({ data }) => data.batteryMillivolts !== undefined);
    expect(told).toHaveLength(3);
    for (const { data } of told) {
      expect(data.batteryMillivolts).toBeGreaterThanOrEqual(2400);
      expect(data.batteryMillivolts).toBeLessThanOrEqual(3000);
    }
  });

  it('reads pressure and level only with the sensors for it', () => {
    const blind = pumpBench({ pressureSensor: false });
    run(blind, new PeriodReports(blind.world), 24);
    expect(reportsOf(blind).filter(({ data }) => data.catheterPressure !== null)).toEqual([]);
    const seeing = pumpBench({ pressureSensor: true });
    run(seeing, new PeriodReports(seeing.world), 24);
    expect(reportsOf(seeing).filter(({ data }) => data.catheterPressure !== null).length).toBeGreaterThan(15);
  });

  it('raises the low and the empty alarm by the pump’s own account', () => {
    const bench = pumpBench();
    const lowNl = bench.world.traits.model.lowReservoirNl;
    bench.world.account.refilled(lowNl + 40_000);
    const reports = new PeriodReports(bench.world);
    run(bench, reports, 3);
    expect(alarmsOf(bench)).toEqual([]);
    run(bench, reports, 1);
    expect(alarmsOf(bench)).toEqual(['low-reservoir']);
    run(bench, reports, Math.ceil(lowNl / 12_000) + 2);
    expect(alarmsOf(bench)).toEqual(['low-reservoir', 'empty-reservoir']);
  });

  it('raises the alarm of a stopped pump after 48 hours, not of one at its minimum rate', () => {
    const bench = pumpBench();
    const reports = new PeriodReports(bench.world);
    bench.world.schedule = new Schedule(minimumRate);
    run(bench, reports, 60);
    bench.world.schedule = new Schedule(stopped);
    run(bench, reports, 48);
    expect(alarmsOf(bench)).toEqual([]);
    run(bench, reports, 3);
    expect(alarmsOf(bench)).toEqual(['pump-stopped']);
  });

  it('raises over-pressure behind a closed catheter and clears it when it opens', () => {
    const traits = pumpBench().world.traits;
    const bench = pumpBench({ pressureSensor: true, catheter: { ...traits.catheter, pumpLimitPa: 40_000 } });
    const reports = new PeriodReports(bench.world);
    const repair = bench.world.catheter.add({ kind: 'narrowing', size: 1, burstPa: null, share: () => 1 });
    run(bench, reports, 60);
    expect(alarmsOf(bench)).toEqual(['over-pressure']);
    repair();
    run(bench, reports, 10);
    expect(bench.world.alarms.isOpen('over-pressure')).toBe(false);
  });

  it('marks the moment when half of the effect is gone', () => {
    const bench = pumpBench();
    const { world, truth } = bench;
    const episode = world.faults.begin({
      kind: 'motor-stall',
      onsetAt: world.now,
      halfAt: world.now,
      size: 1,
      repair: () => undefined,
    });
    world.motor.stall('fault');
    run(bench, new PeriodReports(world), 72);
    world.faults.end(episode, null);
    expect(truth[0]).toMatchObject({ kind: 'fault' });
    const lost = Date.parse((truth[0] as { therapyLostAt: string }).therapyLostAt);
    expect(lost - world.traits.installedAt).toBeGreaterThan(4 * hourMs);
    expect(lost - world.traits.installedAt).toBeLessThan(dayMs);
  });
});
