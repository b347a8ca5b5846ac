import { Noise } from './noise.ts';

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => mean(values.map(value => value * value)) - mean(values) ** 2;
const hourMs = 3_600_000;

describe('Noise', () => {
  it('depends on name, place and lane only, not on what was asked before', () => {
    const asked = new Noise('pressure');
    for (let place = 0; place < 100; place += 1) asked.normal(place);
    expect(asked.normal(7, 3)).toBe(new Noise('pressure').normal(7, 3));
    expect(asked.normal(7, 3)).not.toBe(asked.normal(7, 4));
    expect(asked.normal(7, 3)).not.toBe(new Noise('flow').normal(7, 3));
  });

  it('has mean 0, deviation 1 and no memory between places', () => {
    const noise = new Noise('white');
    const values = Array.from({ length: 20_000 }, (_, place) => noise.normal(1_790_000_000 + place * 3600));
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.05);
    expect(Math.abs(mean(values.slice(1).map((value, at) => value * (values[at] ?? 0))))).toBeLessThan(0.03);
  });

  it('lanes of one place are unrelated', () => {
    const noise = new Noise('lanes');
    const products = Array.from({ length: 20_000 }, (_, place) => noise.normal(place, 0) * noise.normal(place, 1));
    expect(Math.abs(mean(products))).toBeLessThan(0.03);
  });

  it('changes smoothly within its span and has forgotten itself two spans later', () => {
    const noise = new Noise('smooth');
    const times = Array.from({ length: 20_000 }, (_, step) => step * 3.7 * hourMs);
    const values = times.map(at => noise.smooth(at, hourMs));
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.06);
    expect(mean(times.map((at, step) => (values[step] ?? 0) * noise.smooth(at + hourMs / 20, hourMs)))).toBeGreaterThan(
      0.9,
    );
    expect(
      Math.abs(mean(times.map((at, step) => (values[step] ?? 0) * noise.smooth(at + 2 * hourMs, hourMs)))),
    ).toBeLessThan(0.04);
  });

  it('is continuous across the borders of its cells', () => {
    const noise = new Noise('continuous');
    for (let cell = 1; cell < 50; cell += 1) {
      expect(Math.abs(noise.smooth(cell * hourMs - 1, hourMs) - noise.smooth(cell * hourMs + 1, hourMs))).toBeLessThan(
        1e-4,
      );
    }
  });
});
