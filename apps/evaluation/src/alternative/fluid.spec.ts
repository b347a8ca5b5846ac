import { evaluationStart } from '../fleet/pump-truth.ts';
import { meanOf, quantile } from '../stats/quantile.ts';
import { Chance } from './chance.ts';
import { Fluid, gridMs, type FluidScale, type Pressure } from './fluid.ts';

const usual: FluidScale = { noise: 1, rhythm: 1 };
const feel = (name: string, steps: number, scale = usual): Pressure[] => {
  const fluid = new Fluid(new Chance(name), scale);
  return Array.from({ length: steps }, (_, step) => fluid.next(evaluationStart + step * gridMs));
};
const spread = (values: readonly number[]): number => Math.sqrt(meanOf(values.map(v => v * v)) - meanOf(values) ** 2);

describe('the healthy pressures', () => {
  it('lie where the list of facts has them', () => {
    const all = Array.from({ length: 60 }, (_, pump) => feel(`pump ${pump}`, 480));
    const medians = all.map(pressures =>
      quantile(
        pressures.map(p => p.pulsationPa),
        0.5,
      ),
    );
    expect(Math.min(...medians)).toBeGreaterThan(25);
    expect(Math.max(...medians)).toBeLessThan(400);
    const means = all.map(pressures => meanOf(pressures.map(p => p.meanPa)));
    expect(Math.min(...means)).toBeGreaterThan(300);
    expect(Math.max(...means)).toBeLessThan(2500);
  });

  it('never lose their sign or run away', () => {
    for (const { pulsationPa, meanPa } of feel('long', 9000)) {
      expect(pulsationPa).toBeGreaterThan(0);
      expect(Math.abs(meanPa)).toBeLessThan(8000);
    }
  });

  it('are wider with more noise', () => {
    const logs = (noise: number): number[] =>
      feel('noise', 4000, { noise, rhythm: 0 }).map(p => Math.log(p.pulsationPa));
    expect(spread(logs(3))).toBeGreaterThan(1.5 * spread(logs(1)));
  });
});
