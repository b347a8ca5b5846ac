/** Taken out once: each look at a global costs dearly in the sandbox that tests run in. */
const { cos, exp, imul, log, PI, sqrt } = Math;

/** Mulberry32: small, seeded, good enough for noise. */
export const randomOf = (seed: number) => {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = imul(state ^ (state >>> 15), state | 1);
    t ^= t + imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  const normal = (): number => sqrt(-2 * log(1 - uniform())) * cos(2 * PI * uniform());
  return {
    uniform,
    between,
    normal,
    /** Evenly over the logarithm. */
    scaled: (low: number, high: number): number => exp(between(log(low), log(high))),
    chance: (share: number): boolean => uniform() < share,
    /** Student's t with three degrees of freedom: heavy tails. */
    heavy: (): number => normal() / sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3),
  };
};

export type Random = ReturnType<typeof randomOf>;
