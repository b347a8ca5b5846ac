import { compareOrder, type AlertChange, type EpochMs, type EventOrder } from '@cisterna/contract';
import type { PumpState } from '../pump/pump-state.ts';
import { changeBetween, factsAfter, sameFacts, withChange, type AlertFacts, type AlertRecord, type Decision } from './alert.ts';
import { emptyBook, type AlertTransition, type Episode } from './episode.ts';

/** One change of one alert, ready to be stored and told. */
export interface AlertStep {
  readonly change: AlertChange;
  readonly record: AlertRecord;
}

export interface Settlement {
  readonly pump: PumpState;
  readonly transitions: readonly AlertTransition[];
  /** The alerts of this pump that are stored: all of them for a refold, else at least those the transitions name. */
  readonly stored: readonly AlertRecord[];
  /** Where the fold began, when it went back behind what was folded before; null when it only went on. */
  readonly refoldedFrom: { readonly base: PumpState | null } | null;
  /** A stall whose MRI window the clock has ended: its suppression is over. */
  readonly lifted: string | null;
  /** The service's time of decision for a transition that the log brought at `receivedAt` (null: nothing in particular did). */
  readonly decidedAt: (receivedAt: EpochMs | null) => EpochMs;
}

const beginning: EventOrder = { boot: 0, seq: 0, entry: 0 };

const plainFacts = (episode: Episode, cause: AlertFacts['cause']): AlertFacts => ({
  episode,
  cause,
  withdrawn: false,
  explanted: false,
  reset: false,
  lifted: false,
});

/** What the fold's part of each alert must be: from the base on, transition by transition. */
const expectedFacts = ({ transitions, refoldedFrom }: Settlement): ReadonlyMap<string, AlertFacts> => {
  const expected = new Map<string, AlertFacts>();
  const { open, lingering } = refoldedFrom?.base?.alerts ?? emptyBook;
  for (const episode of open) expected.set(episode.id, plainFacts(episode, 'active'));
  for (const episode of lingering) expected.set(episode.id, plainFacts(episode, 'ended'));
  for (const t of transitions) expected.set(t.episode.id, factsAfter(expected.get(t.episode.id) ?? null, t));
  return expected;
};

/** People's part stays as it is stored, the fold's part becomes what is expected. */
const merged = (stored: AlertFacts, expected: AlertFacts, explanted: boolean): AlertFacts => ({
  ...expected,
  explanted,
  reset: stored.reset,
  lifted: stored.lifted && stored.episode.suppressedUntil === expected.episode.suppressedUntil,
});

const unsupported = (record: AlertRecord, settlement: Settlement): boolean => {
  const { opened } = record.facts.episode;
  if (settlement.refoldedFrom === null || opened === null) return false;
  return compareOrder(opened, settlement.refoldedFrom.base?.last ?? beginning) > 0;
};

const nextFacts = (record: AlertRecord, expected: AlertFacts | undefined, settlement: Settlement): AlertFacts => {
  const explanted = settlement.pump.explantedAt !== null;
  if (expected !== undefined) return merged(record.facts, expected, explanted);
  return { ...record.facts, explanted, withdrawn: record.facts.withdrawn || unsupported(record, settlement) };
};

const decision = (settlement: Settlement, receivedAt: EpochMs | null): Decision & { pumpId: string } => ({
  at: settlement.decidedAt(receivedAt),
  clinicId: settlement.pump.registration?.clinicId ?? '',
  pumpId: settlement.pump.pumpId,
});

/** The suppression of a stall is over, and subscribers saw it suppressed. */
const isLifted = ({ facts, view }: AlertRecord, { lifted }: Settlement): boolean =>
  lifted === view.id && !facts.lifted && facts.cause === 'active' && view.suppressedBy.length > 0;

/** The pump belongs to another clinic now: whoever may see it may see its alerts. */
const hasMoved = ({ view }: AlertRecord, { pump }: Settlement): boolean => pump.registration !== null && pump.registration.clinicId !== view.clinicId;

const factsNow = (record: AlertRecord, expected: AlertFacts | undefined, settlement: Settlement): AlertFacts => {
  const facts = nextFacts(record, expected, settlement);
  return isLifted(record, settlement) ? { ...facts, lifted: true } : facts;
};

const adjusted = (record: AlertRecord, expected: AlertFacts | undefined, settlement: Settlement): AlertStep[] => {
  const facts = factsNow(record, expected, settlement);
  if (sameFacts(facts, record.facts) && !hasMoved(record, settlement)) return [];
  const change = changeBetween(record.facts, facts);
  const cause = settlement.transitions.findLast(t => t.episode.id === facts.episode.id);
  return [{ change, record: withChange(record, change, facts, decision(settlement, cause?.receivedAt ?? null)) }];
};

/** An alert nobody heard of yet tells its whole story, step by step, also where it began and ended at once. */
const told = (id: string, settlement: Settlement): AlertStep[] => {
  const steps: AlertStep[] = [];
  for (const t of settlement.transitions) {
    if (t.episode.id !== id) continue;
    const former = steps.at(-1)?.record ?? null;
    const facts = factsAfter(former?.facts ?? null, t);
    const change = changeBetween(former?.facts ?? null, facts);
    steps.push({ change, record: withChange(former, change, facts, decision(settlement, t.receivedAt)) });
  }
  return withLift(steps, settlement);
};

const withLift = (steps: AlertStep[], settlement: Settlement): AlertStep[] => {
  const last = steps.at(-1)?.record;
  if (last === undefined || !isLifted(last, settlement)) return steps;
  const facts: AlertFacts = { ...last.facts, lifted: true };
  const end = decision(settlement, facts.episode.suppressedUntil);
  return [...steps, { change: 'updated', record: withChange(last, 'updated', facts, end) }];
};

/** A new alert takes over from one of its kind that the same late event made void: who acknowledged that one has seen this one. */
const inherit = (steps: readonly AlertStep[]): readonly AlertStep[] => {
  const gone = steps.filter(s => s.change === 'withdrawn').map(s => s.record.view);
  if (gone.length === 0) return steps;
  const heirs = new Map<string, string>();
  return steps.map(step => {
    const { view } = step.record;
    if (step.change === 'raised' && view.version === 1) {
      const at = gone.findIndex(g => g.kind === view.kind);
      const former = at < 0 ? undefined : gone.splice(at, 1)[0];
      if (former !== undefined) heirs.set(view.id, former.id);
      if (former !== undefined) return withInheritance(step, former);
    }
    const heirOf = heirs.get(view.id);
    return heirOf === undefined ? step : { ...step, record: { ...step.record, view: { ...view, replaces: heirOf } } };
  });
};

const withInheritance = (step: AlertStep, former: AlertRecord['view']): AlertStep => {
  const { acknowledged, shelved, id: replaces } = former;
  return { ...step, record: { ...step.record, view: { ...step.record.view, acknowledged, shelved, replaces } } };
};

/**
 * What must change in the stored alerts so that they say what the fold says: new ones raised, known ones brought up to date,
 * and, after a fold again from further back, those that nothing supports any more withdrawn. Asked again with its own result it gives nothing.
 */
export const settleAlerts = (settlement: Settlement): readonly AlertStep[] => {
  const expected = expectedFacts(settlement);
  const known = new Set(settlement.stored.map(r => r.view.id));
  const steps = settlement.stored.flatMap(record => adjusted(record, expected.get(record.view.id), settlement));
  for (const id of expected.keys()) if (!known.has(id)) steps.push(...told(id, settlement));
  return inherit(steps);
};
