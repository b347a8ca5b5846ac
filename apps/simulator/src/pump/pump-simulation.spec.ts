import type { PumpFact } from '@cisterna/contract';
import { specPlan } from '../testing/lived-fleet.ts';
import type { TruthLine } from '../truth/truth.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { PumpSimulation } from './pump-simulation.ts';

const simulate = (days: number, choice: Parameters<typeof specPlan>[0] = {}) => {
  const sent: PumpFact[] = [];
  const truth: TruthLine[] = [];
  const plan = specPlan(choice);
  const pump = new PumpSimulation(plan, 0, { send: event => sent.push(event), tell: line => truth.push(line) });
  const until = plan.startAt + days * dayMs;
  const moments: number[] = [];
  while (pump.nextAt < until) {
    moments.push(pump.nextAt);
    pump.step();
  }
  return { pump, sent, truth, moments, plan, until };
};

describe('one pump’s life', () => {
  it('goes forward in time, happening by happening', () => {
    const { moments } = simulate(60, { scenario: 'mixed' });
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
  });

  it('reports every hour but for restarts and visits', () => {
    const { sent } = simulate(60);
    const reports = sent.filter(({ type }) => type === 'delivery.reported.v1');
    expect(reports.length).toBeGreaterThanOrEqual(60 * 24 - 1);
    expect(reports.length).toBeLessThan(60 * 24 + 20);
  });

  it('reports as often as the plan says', () => {
    const { sent } = simulate(10, { reportIntervalSeconds: 300 });
    expect(sent.filter(({ type }) => type === 'delivery.reported.v1').length).toBeGreaterThanOrEqual(10 * 288 - 1);
    expect(sent.find(({ type }) => type === 'pump.registered.v1')?.data).toMatchObject({ reportIntervalSeconds: 300 });
  });

  it('tells its true level once a day', () => {
    const { truth } = simulate(30);
    const levels = truth.filter(line => line.kind === 'level');
    expect(levels).toHaveLength(29);
    for (const { at } of levels) expect(Date.parse(at) % dayMs).toBe(0);
  });

  it('tells what goes on when the run ends, and only then', () => {
    const { pump, truth, until } = simulate(30, { staged: [{ pump: 0, kind: 'leak', at: Date.UTC(2026, 0, 15) }] });
    expect(truth.filter(line => line.kind === 'fault')).toEqual([]);
    pump.close(until);
    expect(truth.filter(line => line.kind === 'fault')).toEqual([
      expect.objectContaining({ fault: 'leak', onsetAt: '2026-01-15T00:00:00Z', endAt: null }),
    ]);
    expect(truth.filter(line => line.kind === 'cycle').at(-1)).toMatchObject({
      endedBy: 'end',
      to: new Date(until).toISOString().replace('.000', ''),
    });
  });

  it('ends with the pump taken out', () => {
    const { pump, sent, truth, until } = simulate(60, {
      interventions: true,
      staged: [{ pump: 0, kind: 'motor-stall', at: Date.UTC(2026, 0, 15) }],
    });
    expect(pump.nextAt).toBe(Infinity);
    expect(sent.at(-1)).toMatchObject({ type: 'pump.explanted.v1', entry: 1 });
    const lines = truth.length;
    pump.close(until);
    expect(truth).toHaveLength(lines);
    expect(truth.at(-1)).toMatchObject({ kind: 'fault', fault: 'motor-stall' });
    expect(sent.at(-1)!.at - Date.UTC(2026, 0, 15)).toBeGreaterThan(6 * dayMs - hourMs);
  });
});
