import type { EpochMs } from '@cisterna/contract';
import { carryBelief, expectedVariance, measure, soundBelief, stretchSince, surpriseOf, type JointBelief, type Measurement } from './joint-belief.ts';
import { INCOMPLETE_ERROR_NL, UNREPORTED_SPREAD } from '../reservoir/missing-reports.ts';
import type { SensorTrack } from './sensor-track.ts';

/** What is believed of the true level and of what a pump delivers beyond its own account. Plain data, safe to keep as JSON. */
export interface LevelBelief extends JointBelief {
  /** The account of the present fill up to which the belief is carried, unreported volume included, and when that was. */
  readonly accountNl: number;
  readonly at: EpochMs;
  readonly filledAt: EpochMs;
  /** Factor on all variances: how well what was expected of refills held, and over how many it was judged. */
  readonly scale: number;
  readonly judged: number;
  /** Complete cycles learnt from. */
  readonly learnt: number;
  /** Excess and its variance as they were at the fill, when no sensor had spoken of it yet. */
  readonly atFill: readonly [number, number];
  /** Null until a level sensor has been read. */
  readonly sensor: SensorTrack | null;
}

/** One refill as evidence about the fill that it ended. */
export interface RefillEvidence {
  readonly at: EpochMs;
  /** Account of the fill, unreported volume included. */
  readonly accountNl: number;
  readonly unreportedNl: number;
  readonly filledNl: number;
  readonly aspiratedNl: number;
  /** Whether nothing between the two refills is missing. */
  readonly complete: boolean;
}

/** Middle of the clinical +1 % (cumulative) to +2.5 % (per refill): Wesemann 2014, PMC4218763. */
const PRIOR_EXCESS = 0.0175;
/** Between pumps. Well inside the label's ±14.5 % (ECRI 2014-03-26), which no pump of a sound fleet should reach; an assumption without a source. */
const PRIOR_SPREAD = 0.036;
/** A sensor's bias before it was compared with a fill, mL; an assumption without a source. */
const PRIOR_BIAS_ML = 0.5;
/** Error of filling, mL, standard deviation; an assumption without a source. */
const FILLING_ERROR_ML = 0.1;
/** What a needle leaves behind, mL; an assumption without a source, chosen on training seeds. */
const LEFT_BEHIND_ML = 0.1;
/** Error of measuring what was aspirated and of what was left behind, mL; an assumption without a source, chosen on training seeds. */
const ASPIRATION_ERROR_ML = 0.13;
/** Beyond this many standard deviations a refill contradicts what was learnt: the pump has changed, or the record is wrong. */
const CONTRADICTION = 3;
/** The scale begins as if this many refills had come out as expected. */
const PRIOR_JUDGED = 3;

/** Below this, mL, nothing but what a needle leaves was in the reservoir. */
const DRY_ML = 0.3;
/** How much more than just enough to run dry a pump may have delivered: mean and spread of the excess; assumptions without a source. */
const DRY_EXCESS = 0.05;
const DRY_SPREAD = 0.08;

const ML = 1_000_000;
const { max, min, round } = Math;

/** A pump of which nothing is known yet; before its first fill it was empty. */
export const initialLevelBelief: LevelBelief = {
  accountNl: 0,
  at: 0,
  filledAt: 0,
  mean: [0, PRIOR_EXCESS, 0],
  doubt: [FILLING_ERROR_ML ** 2, 0, 0, PRIOR_SPREAD ** 2, 0, PRIOR_BIAS_ML ** 2],
  scale: 1,
  judged: PRIOR_JUDGED,
  learnt: 0,
  atFill: [PRIOR_EXCESS, PRIOR_SPREAD ** 2],
  sensor: null,
};

/** The belief at the fill as it would be without a sensor in it. */
export const accountBelief = ({ mean, atFill }: LevelBelief): JointBelief => ({
  mean: [LEFT_BEHIND_ML, atFill[0], mean[2]],
  doubt: [FILLING_ERROR_ML ** 2, 0, 0, atFill[1], 0, PRIOR_BIAS_ML ** 2],
});

const aspirated = (carried: JointBelief, evidence: RefillEvidence): Measurement => {
  const { filledNl, accountNl, unreportedNl, aspiratedNl, complete } = evidence;
  const expectedMl = (filledNl - accountNl) / ML + carried.mean[0];
  const missing = complete ? 0 : (INCOMPLETE_ERROR_NL / ML) ** 2 + ((UNREPORTED_SPREAD * unreportedNl) / ML) ** 2;
  return { withBias: false, surpriseMl: aspiratedNl / ML + LEFT_BEHIND_ML - expectedMl, variance: ASPIRATION_ERROR_ML ** 2 + missing };
};

/** An empty reservoir can't say how far below nothing the account has run. */
const ranDry = ({ filledNl, accountNl, aspiratedNl }: RefillEvidence, { surpriseMl }: Measurement): boolean =>
  surpriseMl > 0 && aspiratedNl < 0.5 * ML && filledNl - accountNl < 2 * ML;

/**
 * A contradiction is half the pump's, half the record's: the doubt over the excess grows until it could explain the surprise, and the measurement
 * is trusted less, so that the belief moves most of the way and stays unsure in both directions.
 */
const torn = ({ mean, doubt }: JointBelief, { surpriseMl }: Measurement, volumeMl: number): JointBelief => {
  const [oo, oe, ob, ee, eb, bb] = doubt;
  const perMl = surpriseMl ** 2 / max(1, volumeMl) ** 2 / 2;
  return { mean, doubt: [oo + surpriseMl ** 2 / 2, oe - volumeMl * perMl, ob, ee + perMl, eb, bb] };
};

const judgedBy = ({ scale, judged }: LevelBelief, carried: JointBelief, measurement: Measurement): Pick<LevelBelief, 'scale' | 'judged'> => {
  const share = measurement.variance / expectedVariance(carried.doubt, measurement);
  const surprise = min(16, surpriseOf(carried, measurement) ** 2);
  const after = min(12, judged + share);
  return { judged: round(after * 100) / 100, scale: round(max(0.5, min(6, scale + (share * (surprise - scale)) / after)) * 1000) / 1000 };
};

/** The belief at the end of a fill. A refill that a sensor's word makes a contradiction, and the account's doesn't, tells that the sensor was wrong. */
const carriedTo = (former: LevelBelief, evidence: RefillEvidence): JointBelief => {
  const carried = carryBelief(former, stretchSince(former, evidence.accountNl, evidence.at));
  if (former.sensor === null) return carried;
  const byAccount = carryBelief(accountBelief(former), stretchSince({ accountNl: 0, at: former.filledAt }, evidence.accountNl, evidence.at));
  const surprise = surpriseOf(carried, aspirated(carried, evidence));
  return surprise > CONTRADICTION && surpriseOf(byAccount, aspirated(byAccount, evidence)) < surprise ? byAccount : carried;
};

/** A reservoir found empty before its time says only that at least so much more was delivered. */
const foundDry = (after: JointBelief, { aspiratedNl }: RefillEvidence, { surpriseMl }: Measurement): JointBelief => {
  if (aspiratedNl > DRY_ML * ML || surpriseMl > -1) return after;
  const [offset, excess, bias] = after.mean;
  const [oo, oe, ob, ee, eb, bb] = after.doubt;
  return soundBelief([offset, excess + DRY_EXCESS, bias], [oo, oe, ob, ee + DRY_SPREAD ** 2, eb, bb]);
};

/** More left than expected, where records are missing: a refill may be among them, and nothing is said of the pump. */
const saysNothing = ({ complete }: RefillEvidence, { surpriseMl }: Measurement): boolean => !complete && surpriseMl > 0;

const contradicted = (carried: JointBelief, evidence: RefillEvidence, measurement: Measurement): JointBelief => {
  const unsure = torn(carried, measurement, evidence.accountNl / ML);
  const { withBias, surpriseMl, variance } = measurement;
  return saysNothing(evidence, measurement) ? unsure : measure(unsure, { withBias, surpriseMl, variance: variance + surpriseMl ** 2 / 4 });
};

const learnt = (former: LevelBelief, evidence: RefillEvidence): LevelBelief => {
  const carried = carriedTo(former, evidence);
  const measurement = aspirated(carried, evidence);
  if (evidence.accountNl <= 0 || ranDry(evidence, measurement)) return { ...former, ...carried };
  const expected = surpriseOf(carried, measurement) <= CONTRADICTION;
  const after = expected ? measure(carried, measurement) : contradicted(carried, evidence, measurement);
  const judged = expected || evidence.complete ? judgedBy(former, carried, measurement) : former;
  return {
    ...former,
    ...foundDry(after, evidence, measurement),
    scale: judged.scale,
    judged: judged.judged,
    learnt: former.learnt + (evidence.complete ? 1 : 0),
  };
};

/** The belief at the start of a fill: `ended` is the fill before, null at the first. Excess and bias are carried over, the level is known anew. */
export const refilledBelief = (former: LevelBelief, ended: RefillEvidence | null, at: EpochMs): LevelBelief => {
  const after = ended === null ? former : learnt(former, ended);
  const [, excess, bias] = after.mean;
  const [, , , ee, eb, bb] = after.doubt;
  return {
    ...after,
    accountNl: 0,
    at,
    mean: [ended === null ? 0 : LEFT_BEHIND_ML, excess, bias],
    doubt: [FILLING_ERROR_ML ** 2, 0, 0, ee, eb, bb],
    filledAt: at,
    atFill: [excess, ee],
    sensor: after.sensor === null ? null : { ...after.sensor, sinceNl: 0, smoothMl: 0, read: 0 },
  };
};
