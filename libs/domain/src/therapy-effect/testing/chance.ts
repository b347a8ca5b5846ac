/** Taken out once: each look at a global costs dearly in the sandbox that tests run in. */
const { cos, exp, imul, log, PI, sqrt } = Math;

/** Seeded chance (Mulberry32), good enough for imagined patients. */
export interface Chance {
  uniform(): number;
  between(low: number, high: number): number;
  normal(): number;
  logNormal(median: number, sigma: number): number;
  exponential(mean: number): number;
  /** Mean 1, the given shape: small shapes scatter widely. */
  gamma(shape: number): number;
  poisson(mean: number): number;
  happens(probability: number): boolean;
}

/** A stream of chance of its own for each seed. */
export const chanceOf = (seed: number): Chance => {
  let state = imul(seed + 1, 0x9e3779b1) >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = imul(state ^ (state >>> 15), state | 1);
    t ^= t + imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (): number => sqrt(-2 * log(1 - uniform())) * cos(2 * PI * uniform());
  /** Marsaglia and Tsang, for shapes of 1 and more; smaller ones are not needed. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / sqrt(9 * d)) ** 3;
      if (v > 0 && log(1 - uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return (d * v) / shape;
    }
  };
  const poisson = (mean: number): number => {
    const limit = exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count += 1;
    return count;
  };
  return {
    uniform,
    normal,
    gamma,
    poisson,
    between: (low, high) => low + (high - low) * uniform(),
    logNormal: (median, sigma) => median * exp(sigma * normal()),
    exponential: mean => -mean * log(1 - uniform()),
    happens: probability => uniform() < probability,
  };
};
