import { Random } from './random.ts';

const draw = (seed: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: 50 }, () => random.next());
};

describe('random numbers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stay within their bounds and reach both ends', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 500 }, () => random.whole(3, 6)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6]);
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
  });

  it('shuffle without losing or doubling anything', () => {
    const items = Array.from({ length: 40 }, (_, index) => index);
    const shuffled = new Random(5).shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });
});
