import { formatTime, type EpochMs, type PumpEvent } from '@cisterna/contract';
import type { Place } from '../../completeness/completeness.ts';
import { silenceDeadline } from '../../connectivity/connectivity.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import type { AlertRules } from '../alert-rules.ts';
import { episodeId, evidenceOf, type AlertTransition, type Episode } from '../episode.ts';
import { byReceipt, lastReceipt, mayAlert, nothingDue, step, type Deadline, type Occasion } from './occasion.ts';

/** The pump event that was received last. */
interface Heard {
  readonly at: EpochMs | null;
  readonly event: Place | null;
}

/** What is known on the way through the receipts of an occasion. */
interface Walk {
  heard: Heard;
  open: Episode | null;
  readonly transitions: AlertTransition[];
}

const heardOf = ({ connectivity }: PumpState): Heard => ({ at: connectivity.lastHeardAt, event: connectivity.lastHeard });

const deadlineAfter = ({ connectivity, registration }: PumpState, { at }: Heard, { outages, rules }: Occasion): EpochMs | null =>
  silenceDeadline({ lastHeardAt: at, registeredAt: connectivity.registeredAt }, registration?.reportIntervalSeconds ?? null, outages, rules.thresholds);

/** How long nothing came, in words. */
const waitText = ({ thresholds: { silentAfterIntervals: intervals, silentAfterSeconds: seconds } }: AlertRules): string =>
  intervals === 2 && seconds === 60 ? 'two report intervals and a minute' : `${intervals} report ${intervals === 1 ? 'interval' : 'intervals'} and ${seconds} s`;

const episodeOf = (state: PumpState, { at, event }: Heard, deadline: EpochMs, rules: AlertRules): Episode => ({
  id: episodeId(state.pumpId, 'pump-silent', event === null ? null : { boot: event.boot, seq: event.seq, entry: 0 }),
  kind: 'pump-silent',
  opened: null,
  onsetAt: deadline,
  priority: 'medium',
  provisional: false,
  evidence: [evidenceOf('silence', deadline, `Nothing was received since ${formatTime(at ?? deadline)}; ${waitText(rules)} are over.`)],
  suppressedUntil: null,
});

/** The silence that the former deadline had begun before this event came. */
const missedBefore = (state: PumpState, { heard, open }: Walk, event: PumpEvent, occasion: Occasion): Episode | null => {
  const deadline = open === null ? deadlineAfter(state, heard, occasion) : null;
  return deadline !== null && deadline < event.receivedAt ? episodeOf(state, heard, deadline, occasion.rules) : null;
};

/** The former deadline ran out before this event came: it raises at the deadline and ends here. What is no later sign of life ends nothing. */
const hear = (state: PumpState, walk: Walk, event: PumpEvent, occasion: Occasion): void => {
  const heardAt = walk.heard.at ?? -Infinity;
  if (event.receivedAt > heardAt) {
    const missed = missedBefore(state, walk, event, occasion);
    if (missed !== null) walk.transitions.push(step('raised', missed, missed.onsetAt));
    const silent = missed ?? walk.open;
    if (silent !== null) walk.transitions.push(step('ended', silent, event.at, Math.max(event.receivedAt, silent.onsetAt)));
    walk.open = null;
  }
  if (event.receivedAt >= heardAt) walk.heard = { at: event.receivedAt, event };
};

/** Nearly always: nothing open, and whatever came did so before the former deadline. */
const isQuiet = (state: PumpState, former: Episode | null, occasion: Occasion): boolean => {
  if (occasion.fresh.length === 0) return true;
  if (former !== null) return false;
  const deadline = deadlineAfter(state, heardOf(occasion.former), occasion);
  return deadline !== null && (state.connectivity.lastHeardAt ?? deadline) <= deadline;
};

const walked = (state: PumpState, former: Episode | null, occasion: Occasion): Walk => {
  const walk: Walk = { heard: heardOf(occasion.former), open: former, transitions: [] };
  if (!isQuiet(state, former, occasion)) for (const event of byReceipt(occasion)) hear(state, walk, event, occasion);
  return walk;
};

/**
 * `pump-silent`, by receipts: raised when the log had been read past the deadline, or an event was received past it; ends with the next event
 * of the pump's own. Its id comes from the event after which the deadline ran.
 */
export const decideSilence: Deadline<Episode | null> = (state, former, occasion) => {
  if (!mayAlert(state)) {
    const receivedAt = lastReceipt(state, occasion.now);
    return { part: null, transitions: former === null ? nothingDue : [step('ended', former, state.explantedAt ?? receivedAt, receivedAt)], dueAt: null };
  }
  const { open, transitions } = walked(state, former, occasion);
  if (open !== null) return { part: open, transitions, dueAt: null };
  const deadline = deadlineAfter(state, heardOf(state), occasion);
  if (deadline === null || deadline >= occasion.readThrough) return { part: null, transitions, dueAt: deadline === null ? null : deadline + 1 };
  const raised = episodeOf(state, heardOf(state), deadline, occasion.rules);
  return { part: raised, transitions: [...transitions, step('raised', raised, deadline)], dueAt: null };
};
