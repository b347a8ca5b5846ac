import { formatTime, type Evidence } from '@cisterna/contract';
import { transientDeviation } from './bolus-transient.ts';
import type { Catheter, CatheterDefect } from './catheter-state.ts';
import { meanLeaning, readingOf, type PressureBaseline } from './pressure-baseline.ts';
import { sharesOf } from './pressure-test.ts';

/** Share of the evidence for a suspicion from which on it is shown, and how far a mean or a bolus must stand out (standard deviations). */
const WORTH_SHOWING = 0.3;
const MOVED = 1.5;

const hundredths = (value: number): number => Math.round(value * 100) / 100;
const percent = (part: number, whole: number): number => Math.round((100 * part) / Math.max(1, whole));

const lossEvidence = (baseline: PressureBaseline, weight: number): Evidence => {
  const { observedPa, expectedPa } = readingOf(baseline).pulsation;
  return {
    kind: 'pulsation-loss',
    at: formatTime(baseline.readAt),
    observed: observedPa,
    expected: expectedPa,
    weight: hundredths(weight),
    text: `Pulsation ${observedPa} Pa, ${percent(observedPa, expectedPa)} % of the ${expectedPa} Pa expected at this time of day.`,
  };
};

const declineEvidence = (baseline: PressureBaseline, weight: number): Evidence => {
  const { observedPa, expectedPa } = readingOf(baseline).day;
  return {
    kind: 'pulsation-decline',
    at: formatTime(baseline.readAt),
    observed: observedPa,
    expected: expectedPa,
    weight: hundredths(weight),
    text: `Pulsation about ${observedPa} Pa over the last day, ${percent(observedPa, expectedPa)} % of the ${expectedPa} Pa of the weeks before.`,
  };
};

const meanEvidence = (baseline: PressureBaseline, weight: number): Evidence => {
  const { observedPa, expectedPa } = readingOf(baseline).mean;
  const fell = meanLeaning(baseline) < 0;
  return {
    kind: fell ? 'mean-fall' : 'mean-rise',
    at: formatTime(baseline.readAt),
    observed: observedPa,
    expected: expectedPa,
    weight: hundredths(weight),
    text: `Mean pressure ${observedPa} Pa, ${fell ? 'down' : 'up'} from the ${expectedPa} Pa usual at this time of day.`,
  };
};

const transientEvidence = ({ transient }: Catheter, readAt: number): Evidence => ({
  kind: 'bolus-transient',
  at: formatTime(readAt),
  observed: transient.recentPa,
  expected: transient.usualPa,
  weight: hundredths(Math.min(1, transientDeviation(transient) / 10)),
  text: `Boluses raise the mean pressure by ${transient.recentPa} Pa where they used to by ${transient.usualPa} Pa.`,
});

const examinationEvidence = ({ finding, method, at }: CatheterDefect): Evidence => ({
  kind: 'examination',
  at: formatTime(at),
  observed: finding,
  expected: 'patent',
  weight: 1,
  text: `Examination (${method}) found the catheter ${finding}.`,
});

/** What the pressure speaks for, strongest kind first; nothing while there is hardly anything. */
const pressureEvidence = (state: Catheter, baseline: PressureBaseline): Evidence[] => {
  const { loss, decline } = sharesOf(baseline.test);
  const most = Math.max(loss, decline);
  if (most < WORTH_SHOWING) return [];
  const items: Evidence[] = [];
  if (loss >= WORTH_SHOWING) items.push(lossEvidence(baseline, loss));
  if (decline >= WORTH_SHOWING && loss < 1) items.push(declineEvidence(baseline, decline));
  const leaning = Math.abs(meanLeaning(baseline));
  if (leaning >= MOVED) items.push(meanEvidence(baseline, Math.min(most, leaning / 10)));
  if (transientDeviation(state.transient) >= MOVED) items.push(transientEvidence(state, baseline.readAt));
  return items;
};

/** What speaks for a fault, what an examination found first; `weight` 1 would be enough for a suspicion by itself. */
export const catheterEvidence = (state: Catheter): readonly Evidence[] => {
  const items = state.defect === null ? [] : [examinationEvidence(state.defect)];
  return state.baseline === null || !state.sensor ? items : [...items, ...pressureEvidence(state, state.baseline)];
};
