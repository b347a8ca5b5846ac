import type { PumpEvent } from '@cisterna/contract';
import { skewOf, takeReceipt } from '../../connectivity/connectivity.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import { episodeId, evidenceOf, type AlertTransition, type Episode } from '../episode.ts';
import { byReceipt, lastReceipt, mayAlert, nothingDue, step, type Deadline, type Occasion, type PartDecision } from './occasion.ts';

/** A clock may be wrong by this much. */
const toleratedMs = 300_000;
/** A pump counts as behind only over receipts that span so many report intervals: before, its events may merely be late. */
const spannedIntervals = 12;

type Decision = PartDecision<Episode | null>;

type Skew = 'ahead' | 'behind' | 'within' | 'unclear';

const judge = (receipts: readonly number[], intervalMs: number): { readonly skew: Skew; readonly ms: number } => {
  const { largestMs: ms, spanMs } = skewOf(receipts) ?? { largestMs: 0, spanMs: 0 };
  if (ms > toleratedMs) return { skew: 'ahead', ms };
  if (ms >= -toleratedMs) return { skew: 'within', ms };
  return { skew: spanMs >= spannedIntervals * intervalMs ? 'behind' : 'unclear', ms };
};

const episodeOf = (state: PumpState, { boot, seq, receivedAt }: PumpEvent, ms: number): Episode => {
  const seconds = Math.round(ms / 1000);
  const text = `The pump's clock is ${Math.round(Math.abs(ms) / 60_000)} min ${ms > 0 ? 'ahead of' : 'behind'} the time at which its events are received.`;
  return {
    id: episodeId(state.pumpId, 'clock-skew', { boot, seq, entry: 0 }),
    kind: 'clock-skew',
    opened: null,
    onsetAt: receivedAt,
    priority: 'low',
    provisional: false,
    evidence: [{ ...evidenceOf('clock-skew', receivedAt, text), observed: seconds, expected: 0 }],
    suppressedUntil: null,
  };
};

/** Nearly always: nothing is open, and every event was received about when it happened, so that none can show a skew. */
const isQuiet = (former: Episode | null, { fresh }: Occasion): boolean => {
  if (former !== null) return fresh.length === 0;
  for (const { at, receivedAt } of fresh) if (Math.abs(at - receivedAt) > toleratedMs) return false;
  return true;
};

const stepAt = (state: PumpState, open: Episode | null, event: PumpEvent, judged: ReturnType<typeof judge>): AlertTransition | null => {
  const { skew, ms } = judged;
  if (open !== null) return skew === 'within' ? step('ended', open, event.at, event.receivedAt) : null;
  return skew === 'ahead' || skew === 'behind' ? step('raised', episodeOf(state, event, ms), event.at, event.receivedAt) : null;
};

const ended = (state: PumpState, former: Episode | null, now: number): Decision => ({
  part: null,
  transitions: former === null ? nothingDue : [step('ended', former, lastReceipt(state, now))],
  dueAt: null,
});

const walked = (state: PumpState, former: Episode | null, occasion: Occasion): Decision => {
  const intervalMs = (state.registration?.reportIntervalSeconds ?? 0) * 1000;
  let open = former;
  const receipts = occasion.former.connectivity.receipts.slice();
  const transitions: AlertTransition[] = [];
  for (const event of byReceipt(occasion)) {
    takeReceipt(receipts, event);
    const decided = stepAt(state, open, event, judge(receipts, intervalMs));
    if (decided === null) continue;
    transitions.push(decided);
    open = decided.change === 'ended' ? null : decided.episode;
  }
  return { part: open, transitions, dueAt: null };
};

/** `clock-skew`, event by event as the log received them: over 5 min ahead, or behind for long enough; ends when back within. */
export const decideClockSkew: Deadline<Episode | null> = (state, former, occasion) => {
  if (!mayAlert(state)) return ended(state, former, occasion.now);
  return isQuiet(former, occasion) ? { part: former, transitions: nothingDue, dueAt: null } : walked(state, former, occasion);
};
