/** How a series follows from its own past: each value is the weighted sum of those before it, newest first, and something new. */
export interface Autoregression {
  readonly weights: readonly number[];
  /** Variance of what is new. */
  readonly variance: number;
}

/** Mean product of values so many places apart, over all runs of a series without a break. */
const productsAt = (runs: readonly (readonly number[])[], lag: number, count: number): number =>
  runs.reduce((sum, run) => sum + run.slice(lag).reduce((part, value, at) => part + value * (run[at] ?? 0), 0), 0) / count;

const extended = ({ weights, variance }: Autoregression, products: readonly number[]): Autoregression => {
  const order = weights.length + 1;
  const expected = weights.reduce((sum, weight, at) => sum + weight * (products[order - 1 - at] ?? 0), 0);
  const last = variance > 0 ? ((products[order] ?? 0) - expected) / variance : 0;
  const former = weights.map((weight, at) => weight - last * (weights[order - 2 - at] ?? 0));
  return { weights: [...former, last], variance: variance * (1 - last ** 2) };
};

/** Fits runs of a series with mean 0 (Yule and Walker's equations, solved by Levinson's recursion). */
export const fitAutoregression = (runs: readonly (readonly number[])[], order: number): Autoregression => {
  const count = Math.max(1, runs.reduce((sum, run) => sum + run.length, 0));
  const products = Array.from({ length: order + 1 }, (_, lag) => productsAt(runs, lag, count));
  let fitted: Autoregression = { weights: [], variance: products[0] ?? 0 };
  for (let at = 0; at < order; at += 1) fitted = extended(fitted, products);
  return fitted;
};

/** What is new in a value that came after these, newest first. */
export const innovation = ({ weights }: Autoregression, value: number, past: readonly number[]): number =>
  weights.reduce((rest, weight, at) => rest - weight * (past[at] ?? 0), value);
