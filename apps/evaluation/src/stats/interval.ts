/** An estimate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.959964;

/** Share of `hits` in `trials` with Wilson's score interval; value NaN and the whole range for no trials. */
export const wilson = (hits: number, trials: number): Estimate => {
  if (trials === 0) return { value: NaN, low: 0, high: 1 };
  const share = hits / trials;
  const scale = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))) / scale;
  return { value: share, low: hits === 0 ? 0 : centre - half, high: hits === trials ? 1 : centre + half };
};

/** Probability of at most `count` events where `mean` are expected. */
export const poissonAtMost = (count: number, mean: number): number => {
  if (mean === 0) return 1;
  let logTerm = -mean;
  let sum = Math.exp(logTerm);
  for (let n = 1; n <= count; n += 1) {
    logTerm += Math.log(mean / n);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
};

/** The mean at which a falling probability reaches `level`. */
const meanWhere = (probability: (mean: number) => number, level: number, most: number): number => {
  let [low, high] = [0, most];
  for (let round = 0; round < 80; round += 1) {
    const middle = (low + high) / 2;
    if (probability(middle) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** Rate of `count` events in `exposure` (any unit of time) with the exact interval of Garwood (1936). */
export const poissonRate = (count: number, exposure: number): Estimate => {
  if (exposure <= 0) return { value: NaN, low: 0, high: Infinity };
  const most = count + 10 * Math.sqrt(count + 1) + 20;
  const high = meanWhere(mean => poissonAtMost(count, mean), 0.025, most);
  const low = count === 0 ? 0 : meanWhere(mean => poissonAtMost(count - 1, mean), 0.975, most);
  return { value: count / exposure, low: low / exposure, high: high / exposure };
};
