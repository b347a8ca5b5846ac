/** Loss of a forecast quantile (Koenker 1978): `share` of the way that the truth lies above it, the rest of the way below. */
export const pinball = (share: number, forecast: number, truth: number): number =>
  truth >= forecast ? share * (truth - forecast) : (1 - share) * (forecast - truth);

/** What P10, P50 and P90 say about one date or level. */
export interface ThreeQuantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Mean pinball loss over the three quantiles, in their unit. */
export const meanPinball = ({ p10, p50, p90 }: ThreeQuantiles, truth: number): number =>
  (pinball(0.1, p10, truth) + pinball(0.5, p50, truth) + pinball(0.9, p90, truth)) / 3;

/** Whether the truth lies from P10 to P90. */
export const holds = ({ p10, p90 }: ThreeQuantiles, truth: number): boolean => p10 <= truth && truth <= p90;
