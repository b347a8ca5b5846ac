import type { CatheterStatus, CatheterView, EpochMs, Evidence } from '@cisterna/contract';
import { transientDeviation } from './bolus-transient.ts';
import type { Catheter, CatheterDefect } from './catheter-state.ts';
import { BLIND_HOURS, canJudge, meanLeaning } from './pressure-baseline.ts';
import { pressureLogOdds } from './pressure-odds.ts';

export type SuspectedKind = NonNullable<CatheterView['suspectedKind']>;

/** What speaks of a catheter besides its pressure: all there is of a pump without a sensor, an addition otherwise. */
export interface IndirectJudgement {
  /** Whether it could tell a failing catheter at all. */
  readonly assessable: boolean;
  /** Logarithm of the odds of a fault. */
  readonly logOdds: number;
  /** When the present suspicion began and what began it; null without one. */
  readonly detectedAt: EpochMs | null;
  readonly onsetAt: EpochMs | null;
  readonly kind: SuspectedKind | null;
  readonly evidence: readonly Evidence[];
}

/** Nothing known but the pressure. */
export const noIndirectJudgement: IndirectJudgement = {
  assessable: false,
  logOdds: -Infinity,
  detectedAt: null,
  onsetAt: null,
  kind: null,
  evidence: [],
};

/** Where the judgement of a catheter stands. */
export interface CatheterJudgement {
  readonly status: CatheterStatus;
  readonly probability: number;
  readonly kind: SuspectedKind | null;
  readonly detectedAt: EpochMs | null;
  readonly onsetAt: EpochMs | null;
}

const kindOfFinding: Readonly<Record<CatheterDefect['finding'], SuspectedKind>> = {
  occluded: 'occlusion',
  leaking: 'leak',
  disconnected: 'leak',
  migrated: 'leak',
};

/** Standard deviations by which the mean must have fallen for a leak; unmoved, a narrowing is likelier than a displaced tip (5 and 1 occlusion and kink, 0 migrations of 9 events). */
const LEAKING_BELOW = -1.5;
const SLOW_TRANSIENT = 2;

const kindByPressure = ({ baseline, transient }: Catheter): SuspectedKind | null => {
  if (baseline === null) return null;
  const fell = meanLeaning(baseline) < LEAKING_BELOW;
  return fell && transientDeviation(transient) < SLOW_TRANSIENT ? 'leak' : 'occlusion';
};

const probabilityOf = (logOdds: number): number => Math.round(1000 / (1 + Math.exp(-logOdds))) / 1000;

const unknown = { status: 'not-assessable', probability: 0, kind: null, detectedAt: null, onsetAt: null } as const;

/** Whether anything can be said of the present: a sensor, a baseline to judge by, and readings not too long ago (a suspicion outlasts those). */
const isAssessable = ({ sensor, baseline, detectedAt }: Catheter): boolean =>
  sensor && baseline !== null && canJudge(baseline) && (detectedAt !== null || baseline.blindHours < BLIND_HOURS);

const confirmed = (state: Catheter, defect: CatheterDefect): CatheterJudgement => ({
  status: 'confirmed',
  probability: 1,
  kind: kindOfFinding[defect.finding],
  detectedAt: state.detectedAt,
  onsetAt: state.onsetAt ?? defect.at,
});

const indirectly = (indirect: IndirectJudgement): CatheterJudgement => {
  const probability = probabilityOf(indirect.logOdds);
  if (!indirect.assessable) return { ...unknown, probability };
  const { detectedAt, onsetAt, kind } = indirect;
  if (detectedAt === null) return { ...unknown, status: 'no-suspicion', probability };
  return { status: 'suspected', probability, kind, detectedAt, onsetAt };
};

/** The judgement: what an examination found; else what the pressure says; else, of a pump without (readable) pressure, what speaks indirectly. Never `no-suspicion` out of ignorance. */
export const judgeCatheter = (
  state: Catheter,
  indirect: IndirectJudgement = noIndirectJudgement,
): CatheterJudgement => {
  if (state.defect !== null) return confirmed(state, state.defect);
  if (!isAssessable(state)) return indirectly(indirect);
  const probability = probabilityOf(pressureLogOdds(state));
  const { detectedAt, onsetAt } = state;
  if (detectedAt === null) return { ...unknown, status: 'no-suspicion', probability };
  return { status: 'suspected', probability, kind: kindByPressure(state), detectedAt, onsetAt };
};

/** Where the judgement stands. */
export const catheterStatus = (state: Catheter, indirect: IndirectJudgement = noIndirectJudgement): CatheterStatus =>
  judgeCatheter(state, indirect).status;
