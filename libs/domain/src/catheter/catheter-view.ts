import { formatTime, type CatheterView, type Evidence } from '@cisterna/contract';
import { catheterStatus, type Catheter, type CatheterDefect } from './catheter.ts';
import { readingOf, type PressureBaseline } from './pressure-baseline.ts';
import { kindOf, meanEvidence, probabilityOf, SUSPICION_BEGINS } from './pressure-test.ts';

type Kind = NonNullable<CatheterView['suspectedKind']>;

const kindOfFinding: Readonly<Record<CatheterDefect['finding'], Kind>> = {
  occluded: 'occlusion',
  leaking: 'leak',
  disconnected: 'leak',
  migrated: 'leak',
};

/** A dry side port does not prove an occlusion (Ordia); most defects were seen on X-ray or with dye (Dvorak 2010). */
const recommendedCheck: Readonly<Record<Kind, string>> = {
  occlusion: 'Aspirate from the side port (no flow alone does not prove an occlusion); then a dye study.',
  leak: 'X-ray along the whole catheter for disconnection or migration; then CT with dye.',
};

/** Below this probability nothing is worth a reader’s time. */
const WORTH_SHOWING = 0.05;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
const percent = (part: number, whole: number): number => Math.round((100 * part) / Math.max(1, whole));

const pulsationEvidence = (baseline: PressureBaseline): Evidence => {
  const { observedPa, expectedPa } = readingOf(baseline).pulsation;
  return {
    kind: 'pulsation-loss',
    at: formatTime(baseline.readAt),
    observed: observedPa,
    expected: expectedPa,
    weight: hundredths(baseline.test.loss / SUSPICION_BEGINS),
    text: `Pulsation ${observedPa} Pa, ${percent(observedPa, expectedPa)} % of the ${expectedPa} Pa usual at this time of day.`,
  };
};

const meanShiftEvidence = (baseline: PressureBaseline): Evidence => {
  const { observedPa, expectedPa } = readingOf(baseline).mean;
  const fell = kindOf(baseline.test) === 'leak';
  return {
    kind: fell ? 'mean-fall' : 'mean-rise',
    at: formatTime(baseline.readAt),
    observed: observedPa,
    expected: expectedPa,
    weight: hundredths(meanEvidence(baseline.test) / SUSPICION_BEGINS),
    text: `Mean pressure ${observedPa} Pa, ${fell ? 'down' : 'up'} from the ${expectedPa} Pa usual at this time of day.`,
  };
};

const examinationEvidence = ({ finding, method, at }: CatheterDefect): Evidence => ({
  kind: 'examination',
  at: formatTime(at),
  observed: finding,
  expected: 'patent',
  weight: 1,
  text: `Examination (${method}) found the catheter ${finding}.`,
});

/** At most three items, the strongest kind first. */
const evidenceIn = ({ baseline, defect }: Catheter, probability: number): Evidence[] => {
  const items = defect === null ? [] : [examinationEvidence(defect)];
  if (baseline === null || probability < WORTH_SHOWING) return items;
  items.push(pulsationEvidence(baseline));
  if (hundredths(meanEvidence(baseline.test) / SUSPICION_BEGINS) > 0) items.push(meanShiftEvidence(baseline));
  return items;
};

const suspectedKindOf = ({ baseline, defect }: Catheter): Kind | null => {
  if (defect !== null) return kindOfFinding[defect.finding];
  return baseline === null ? null : kindOf(baseline.test);
};

const onsetOf = ({ baseline, defect, detectedAt }: Catheter): string | null => {
  if (detectedAt === null) return null;
  const suspected = baseline !== null && baseline.test.loss > 0;
  return formatTime(suspected ? baseline.test.quietAt : (defect?.at ?? detectedAt));
};

const blank: CatheterView = {
  status: 'not-assessable',
  suspectedKind: null,
  probability: 0,
  onsetAt: null,
  detectedAt: null,
  recommendedCheck: null,
  evidence: [],
};

/**
 * The judgement as the outside reads it. `probability` is 0 where nothing can be known and 1 once an examination confirmed a defect; onset and detection are
 * given while suspected or confirmed; `weight` 1 would be enough for a suspicion by itself.
 */
export const catheterView = (state: Catheter): CatheterView => {
  const status = catheterStatus(state);
  const { baseline, defect, detectedAt } = state;
  if (status === 'not-assessable') return blank;
  const likelihood = baseline === null ? 0 : probabilityOf(baseline.test);
  const probability = defect === null ? Math.round(likelihood * 1000) / 1000 : 1;
  const evidence = evidenceIn(state, likelihood);
  if (status === 'no-suspicion') return { ...blank, status, probability, evidence };
  const kind = suspectedKindOf(state);
  return {
    status,
    suspectedKind: kind,
    probability,
    onsetAt: onsetOf(state),
    detectedAt: detectedAt === null ? null : formatTime(detectedAt),
    recommendedCheck: defect === null && kind !== null ? recommendedCheck[kind] : null,
    evidence,
  };
};
