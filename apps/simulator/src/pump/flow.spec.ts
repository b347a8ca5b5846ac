import { Noise } from '../random/noise.ts';
import { RandomStream } from '../random/random-stream.ts';
import { deviation, mean } from '../testing/lived-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { drawFlow, Flow, type FlowTraits } from './flow.ts';
import { pumpModels, type PumpModel } from './pump-model.ts';

const startAt = Date.UTC(2026, 0, 5);
const exact: FlowTraits = { ratio: 1.02, driftPerYear: 0, wander: 0, strokeVariation: 0.25 };
const flowWith = (traits: Partial<FlowTraits>): Flow => new Flow({ ...exact, ...traits }, new Noise('flow'), startAt);
const ratios = (model: PumpModel): number[] =>
  Array.from({ length: 2000 }, (_, index) => drawFlow(new RandomStream(`flow/${index}`), model).ratio);

describe('flow error', () => {
  it('of rotor pumps lies at +1 to +2.5 % on average, each inside the label’s ±14.5 %', () => {
    const drawn = ratios(pumpModels[0]);
    expect(mean(drawn)).toBeGreaterThan(1.01);
    expect(mean(drawn)).toBeLessThan(1.025);
    expect(Math.min(...drawn)).toBeGreaterThan(0.855);
    expect(Math.max(...drawn)).toBeLessThan(1.145);
  });

  it('of valve-metered pumps lies at 97 % on average', () => {
    expect(mean(ratios(pumpModels[2]))).toBeCloseTo(0.972, 2);
  });

  it('drifts slowly: a day changes next to nothing, a year some parts in a hundred', () => {
    const flow = flowWith({ driftPerYear: 0.01, wander: 0.006 });
    const days = Array.from({ length: 365 }, (_, day) => flow.ratio(startAt + day * dayMs));
    const steps = days.slice(1).map((ratio, at) => Math.abs(ratio - days[at]!));
    expect(Math.max(...steps)).toBeLessThan(0.004);
    expect(deviation(days)).toBeGreaterThan(0.002);
    expect(deviation(days)).toBeLessThan(0.02);
  });

  it('is multiplied by faults until they are taken away', () => {
    const flow = flowWith({});
    const repair = flow.add({ factor: at => (at < startAt + dayMs ? 1 : 1.5) });
    const repairOther = flow.add({ factor: () => 0.5 });
    expect(flow.ratio(startAt)).toBeCloseTo(0.51, 9);
    expect(flow.ratio(startAt + 2 * dayMs)).toBeCloseTo(0.765, 9);
    repairOther();
    repair();
    expect(flow.ratio(startAt + 2 * dayMs)).toBeCloseTo(1.02, 9);
  });
});

describe('stroke noise', () => {
  const flow = flowWith({ strokeVariation: 0.4 });
  const noiseOf = (deliveredNl: number): number[] =>
    Array.from({ length: 3000 }, (_, hour) => flow.strokeNoiseNl(startAt + hour * hourMs, deliveredNl, 500));

  it('has mean 0, and for one stroke an hour the 40 % that very low rates show', () => {
    expect(Math.abs(mean(noiseOf(500)))).toBeLessThan(15);
    expect(deviation(noiseOf(500)) / 500).toBeCloseTo(0.4, 1);
  });

  it('weighs less the more strokes a period has', () => {
    expect(deviation(noiseOf(50_000)) / 50_000).toBeCloseTo(0.04, 2);
    expect(noiseOf(0)).toEqual(Array.from({ length: 3000 }, () => 0));
  });
});
