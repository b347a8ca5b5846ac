import { compareOrder, type EventOrder, type PumpEvent, type PumpRegistered } from '@cisterna/contract';
import { declaredEnd, type Place } from '../completeness/completeness.ts';
import type { PumpState } from '../pump/pump-state.ts';

const beginning: EventOrder = { boot: 0, seq: 0, entry: 0 };

const samePlace = (a: Place | null | undefined, b: Place | null): boolean => (a == null || b === null ? a == b : a.boot === b.boot && a.seq === b.seq);

/** A registration acts backwards: the first one on all before it, a moved start of the history on what counts as missing. */
const registrationReach = (state: PumpState, event: PumpRegistered): EventOrder => {
  const simple = state.registration !== null && samePlace(event.data.historyStartsAt, state.historyStart) && isBehind(state, event);
  return simple ? event : beginning;
};

/** A restart that tells the end of an older boot than the newest: the gap belongs where that boot was left. */
const bootReach = (state: PumpState, event: PumpEvent): EventOrder => {
  const end = declaredEnd(event);
  return end !== null && end.boot < state.completeness.boot ? { boot: end.boot + 1, seq: 0, entry: 0 } : event;
};

/** How far back an event acts, never forward: its own place, but for the three kinds that change what was before them. */
const reachOf = (state: PumpState, event: PumpEvent): EventOrder => {
  if (event.type === 'pump.registered.v1') return registrationReach(state, event);
  // What a void names may be anything, a registration or another void too.
  return event.type === 'record.voided.v1' ? beginning : bootReach(state, event);
};

const isBehind = (state: PumpState, order: EventOrder): boolean => state.last === null || compareOrder(order, state.last) > 0;

/**
 * The place from which a pump must be folded again once this new event is known: null when it simply comes next, else the earliest
 * place whose meaning it changes (its own for a late event). The base to fold from must lie strictly before it.
 */
export const refoldPlace = (state: PumpState, event: PumpEvent): EventOrder | null => {
  if (state.last === null) return null;
  const reach = reachOf(state, event);
  return isBehind(state, reach) ? null : { boot: reach.boot, seq: reach.seq, entry: reach.entry };
};
