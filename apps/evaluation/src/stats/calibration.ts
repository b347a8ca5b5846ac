/** A probability that was given, and what was true. */
export interface Judged {
  readonly probability: number;
  readonly happened: boolean;
}

/** Judgements whose probabilities lie close together. */
export interface ReliabilityBin {
  readonly count: number;
  readonly meanProbability: number;
  readonly share: number;
}

const bins = 10;

/** Ten bins of equal width from 0 to 1; empty ones are left out. */
export const reliability = (judged: readonly Judged[]): readonly ReliabilityBin[] => {
  const sums = Array.from({ length: bins }, () => ({ count: 0, probability: 0, hits: 0 }));
  for (const { probability, happened } of judged) {
    const bin = sums[Math.min(bins - 1, Math.floor(probability * bins))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.probability += probability;
    if (happened) bin.hits += 1;
  }
  return sums
    .filter(({ count }) => count > 0)
    .map(({ count, probability, hits }) => ({ count, meanProbability: probability / count, share: hits / count }));
};

/** Mean distance between probability and share over ten bins, weighted by their counts; NaN of nothing. */
export const expectedCalibrationError = (judged: readonly Judged[]): number => {
  const weighted = reliability(judged).reduce(
    (sum, bin) => sum + bin.count * Math.abs(bin.meanProbability - bin.share),
    0,
  );
  return weighted / judged.length;
};

/** Mean squared distance between probability and truth; NaN of nothing. */
export const brierScore = (judged: readonly Judged[]): number =>
  judged.reduce((sum, { probability, happened }) => sum + (probability - Number(happened)) ** 2, 0) / judged.length;

/** 1 − Brier score by that of always saying the base rate: 1 is perfect, 0 no better; NaN where everything or nothing happened. */
export const brierSkill = (judged: readonly Judged[]): number => {
  const rate = judged.filter(({ happened }) => happened).length / judged.length;
  const reference = rate * (1 - rate);
  return reference > 0 ? 1 - brierScore(judged) / reference : NaN;
};
