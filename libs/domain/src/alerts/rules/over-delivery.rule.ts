import { formatTime } from '@cisterna/contract';
import { dayEnd, dayOf } from '../../flow/bolus-day.ts';
import type { OverReason } from '../../flow/flow.ts';
import { sensedRatio } from '../../flow/level-watch.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import { evidenceOf, type AlertTransition, type Episode, type Evidence } from '../episode.ts';
import { percent } from '../wording.ts';
import { cycleEvidence, lastingTransition } from './flow-episode.ts';
import { nothing, raise, transition, type Rule, type Ruling } from './ruling.ts';

/** The evidence of one reason for delivery above the programme. */
const overEvidence = (ruling: Ruling, reason: OverReason): Evidence => {
  const { level, cycles } = ruling.after.flow;
  if (reason === 'reconciled') return cycleEvidence(ruling, 'Above 114.5 % and more than 2 mL.');
  if (reason === 'drift') return { ...cycleEvidence(ruling, 'The last refills together drift above what this pump delivers.'), kind: 'drift' };
  const ratio = level === null ? 0 : sensedRatio(level, cycles.mean).over;
  const text = `The sensed level falls faster than programmed: about ${percent(ratio)} of the programme, beyond the sensor's noise.`;
  return { ...evidenceOf('sensed-level', ruling.event.at, text), observed: percent(ratio), expected: '100 %' };
};

/** An episode of boluses beyond the day's maximum stands beside one of the flow. */
const isOfBoluses = ({ kind, reason }: Episode): boolean => kind === 'over-delivery' && reason === 'patient-boluses';

const ofDay = ({ after, event, rules }: Ruling): AlertTransition => {
  const { given = 0, day = 0 } = after.flow.boluses ?? {};
  const most = after.therapy?.patientBolus?.maxPerDay ?? 0;
  const text = `${given} patient boluses on ${formatTime(dayEnd(day) - 1).slice(0, 10)} (UTC, pump clock), at most ${most} are programmed.`;
  const evidence = [{ ...evidenceOf('patient-boluses', event.at, text), observed: given, expected: most }];
  return raise({ after, event, rules, before: after }, { kind: 'over-delivery', evidence, reason: 'patient-boluses' });
};

const passesLimit = (before: PumpState, after: PumpState): boolean => {
  const [was, is] = [before.flow.boluses, after.flow.boluses];
  return is !== was && is !== null && is.over !== null && (was?.day !== is.day || was.over === null);
};

/** The day of an open episode of boluses is over with the first event behind it. */
const ended = ({ after, event }: Ruling): readonly AlertTransition[] =>
  after.alerts.open
    .filter(e => isOfBoluses(e) && event.at >= dayEnd(dayOf(e.onsetAt)))
    .map(e => ({ ...transition(event, 'ended', e), at: dayEnd(dayOf(e.onsetAt)) }));

/**
 * `over-delivery`: one episode while the flow is above 114.5 % of the programme, reconciled or sensed, and one for each UTC day with more
 * patient boluses than the programme allows, till the end of that day.
 */
export const overDeliveryRule: Rule = ruling => {
  const { before, after } = ruling;
  if (after.alerts.open.length === 0 && before.flow.over === after.flow.over && !passesLimit(before, after)) return nothing;
  const days = [...(after.alerts.open.length === 0 ? nothing : ended(ruling)), ...(passesLimit(before, after) ? [ofDay(ruling)] : [])];
  const flow = lastingTransition(ruling, {
    kind: 'over-delivery',
    before: before.flow.over,
    after: after.flow.over,
    evidenceOf: reason => overEvidence(ruling, reason),
  });
  return flow === null ? days : [...days, flow];
};
