/**
 * Log odds that the therapy fails in each of a few ways in which patients answer to it, against a working therapy (in {@link RESPONSES}' order), and last
 * of a fault of which nobody has heard. Plain data, safe to keep as JSON.
 */
export type FaultOdds = readonly number[];

/** How a patient answers to lost therapy: requests so many times as usual, so many complaints a day. */
export interface Response {
  readonly share: number;
  readonly requests: number;
  readonly complaintsPerDay: number;
}

/** Ways to answer [U]: some press, some speak, some do both. */
export const RESPONSES: readonly Response[] = [
  { share: 0.35, requests: 3, complaintsPerDay: 0.3 },
  { share: 0.2, requests: 1.8, complaintsPerDay: 0.3 },
  { share: 0.15, requests: 3, complaintsPerDay: 0.06 },
  { share: 0.1, requests: 1.8, complaintsPerDay: 0.06 },
  { share: 0.2, requests: 1, complaintsPerDay: 0.2 },
];

/** Faults of catheters that begin on a day: 0.1 a pump-year, between the 0.020 to 0.030 of a whole life and the 0.33 published for old makes (sources in docs/detection.md). */
const HAZARD_PER_DAY = 0.1 / 365;
/** What fades a day without any evidence: causes pass. */
const FADE_PER_DAY = 0.03;
/** Added at the end: what is taken for dependent and explained otherwise above is so a little too often, by the calibration over imagined patients. */
const CALIBRATION = 0.5;
/** Surer than this nobody gets from such evidence; so that it fades within weeks. */
const MOST = 6;
const LEAST = -15;

/** Share of faults that don't show although somebody would listen: they keep most of the therapy, or come on slowly [U]. */
export const USUALLY_UNFELT = 0.5;
/**
 * Faults of which nobody has heard. 0.33 a pump-year, the highest rate published (Follett 2000, of old makes; nobody tells the make of a catheter), counts
 * those that came to light: the others come on top. They don't pass by themselves: only an examination or a new catheter ends the doubt, which stays one for
 * years (at most a fifth). It goes into the probability that is told, never into a suspicion.
 */
const UNHEARD = { perDay: 0.33 / (1 - USUALLY_UNFELT) / 365, mostOdds: 0.25 };
const NONE = -15;

const grain = (value: number): number => Math.round(value * 100) / 100;
/** Finer, because a day adds little to months. */
const fineGrain = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Where the odds settle while nothing happens. */
const SETTLED = RESPONSES.map(({ share }) => grain(Math.log((share * HAZARD_PER_DAY) / FADE_PER_DAY)));

/** No evidence yet, and a catheter known to be sound. */
export const initialOdds: FaultOdds = [...SETTLED, NONE];

const unheard = (odds: FaultOdds): number => Math.exp(odds[RESPONSES.length] ?? NONE);

const withUnheard = (felt: readonly number[], value: number): FaultOdds => [
  ...felt,
  fineGrain(Math.log(Math.min(UNHEARD.mostOdds, value))),
];

/** The odds after `days` of time alone; `unseen`: the share of faults that would not show. */
export const passDays = (odds: FaultOdds, days: number, unseen = USUALLY_UNFELT): FaultOdds => {
  const keep = (1 - FADE_PER_DAY) ** days;
  const born = (1 - keep) / FADE_PER_DAY;
  const felt = RESPONSES.map(({ share }, i) =>
    grain(Math.log(Math.exp(odds[i] ?? NONE) * keep + share * HAZARD_PER_DAY * born)),
  );
  return withUnheard(felt, unheard(odds) + UNHEARD.perDay * unseen * days);
};

/** The odds after evidence: one log-likelihood ratio for each response. */
export const weigh = (odds: FaultOdds, evidence: (response: Response) => number): FaultOdds =>
  odds.map((value, i) => {
    const response = RESPONSES[i];
    return response === undefined ? value : grain(Math.max(LEAST, Math.min(MOST, value + evidence(response))));
  });

/** The odds after evidence that says the same however the patient answers. */
export const shift = (odds: FaultOdds, evidence: number): FaultOdds => weigh(odds, () => evidence);

/** Calibrated log odds of what the patient shows, all ways together: what a suspicion rests on. */
export const totalOdds = (odds: FaultOdds): number => {
  let sum = 0;
  for (let i = 0; i < RESPONSES.length; i++) sum += Math.exp(odds[i] ?? NONE);
  return Math.log(sum) + CALIBRATION;
};

/** The same with what the patient doesn't show: {@link probabilityOf} turns them into the probability that is told. */
export const toldOdds = (odds: FaultOdds): number => Math.log(Math.exp(totalOdds(odds)) + unheard(odds));

/** Log odds that no evidence at all comes to. */
export const RESTING_ODDS = totalOdds(SETTLED);

export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
