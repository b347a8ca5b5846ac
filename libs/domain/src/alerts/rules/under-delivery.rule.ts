import { shortfallNl } from '../../flow/coverage.ts';
import type { UnderReason } from '../../flow/flow.ts';
import { sensedRatio } from '../../flow/level-watch.ts';
import { evidenceOf, type AlertTransition, type Episode, type Evidence } from '../episode.ts';
import { hoursText, millilitres, percent } from '../wording.ts';
import { cycleEvidence, lastingTransition } from './flow-episode.ts';
import { nothing, openOf, transition, type Rule, type Ruling } from './ruling.ts';

const sensedEvidence = ({ after, event }: Ruling): Evidence => {
  const { level, cycles } = after.flow;
  const ratio = level === null ? 1 : sensedRatio(level, cycles.mean).under;
  const text =
    `The sensed level falls slower than programmed: about ${percent(ratio)} of the programme, beyond the sensor's noise, ` +
    'while the pump reports delivery: an unreported or intermittent stall, or an occlusion.';
  return { ...evidenceOf('sensed-level', event.at, text), observed: percent(ratio), expected: '100 %' };
};

const accountEvidence = ({ after, event }: Ruling): Evidence => {
  const shortNl = after.flow.coverage === null ? 0 : (shortfallNl(after.flow.coverage) ?? 0);
  const stalls = after.mechanism.stallCount;
  const history = stalls > 1 ? ` The motor has stalled ${stalls} times.` : '';
  const text = `Over 24 h the pump's own account is under 85.5 % of the programme, by ${millilitres(shortNl)}.${history}`;
  return { ...evidenceOf('account', event.at, text), observed: Math.round(-shortNl), expected: 0 };
};

/** The evidence of one reason for delivery under the programme. */
const underEvidence = (ruling: Ruling, reason: UnderReason): Evidence => {
  switch (reason) {
    case 'nothing':
      return evidenceOf('no-delivery', ruling.event.at, `Reports covering ${hoursText(ruling.rules.thresholds.nothingDeliveredSeconds)} say that nothing was delivered though it was programmed.`);
    case 'account':
      return accountEvidence(ruling);
    case 'sensed':
      return sensedEvidence(ruling);
    case 'reconciled':
      return cycleEvidence(ruling, 'Under 85.5 % and more than 2 mL short.');
    case 'drift':
      return { ...cycleEvidence(ruling, 'The last refills together drift below what this pump delivers.'), kind: 'drift' };
  }
};

/** The same episode as a duplicate of the open stall, or as none. */
const besideStall = ({ duplicateOf: _former, ...episode }: Episode, stall: Episode | undefined): Episode =>
  stall === undefined ? episode : { ...episode, duplicateOf: stall.id };

const settledBeside = ({ after }: Ruling, t: AlertTransition): AlertTransition =>
  t.change === 'ended' ? t : { ...t, episode: besideStall(t.episode, openOf(after, 'motor-stall')) };

/** An episode that goes on, once the stall beside it has begun or ended. */
const besideNow = ({ after, event }: Ruling): readonly AlertTransition[] => {
  const open = openOf(after, 'under-delivery');
  const stall = openOf(after, 'motor-stall');
  return open === undefined || open.duplicateOf === stall?.id ? nothing : [transition(event, 'updated', besideStall(open, stall))];
};

/** `under-delivery`: while the pump delivers less than 85.5 % of the programme by any account; a duplicate while `motor-stall` is open. */
export const underDeliveryRule: Rule = ruling => {
  const { before, after } = ruling;
  if (before.flow === after.flow && before.alerts === after.alerts) return nothing;
  const changed = lastingTransition(ruling, {
    kind: 'under-delivery',
    before: before.flow.under,
    after: after.flow.under,
    evidenceOf: reason => underEvidence(ruling, reason),
  });
  if (changed !== null) return [settledBeside(ruling, changed)];
  return after.alerts.open.length === 0 ? nothing : besideNow(ruling);
};
