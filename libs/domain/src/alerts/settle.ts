import { compareOrder, type EpochMs, type EventOrder } from '@cisterna/contract';
import type { PumpState } from '../pump/pump-state.ts';
import { defaultAlertRules, priorityBy, type AlertRules } from './alert-rules.ts';
import { alertRules } from './alert-kinds.ts';
import { changeBetween, factsAfter, isOpen, sameFacts, withChange, type AlertFacts, type AlertRecord, type AlertStep, type Decision } from './alert.ts';
import { emptyBook, type AlertTransition, type Episode } from './episode.ts';
import { inherit } from './inheritance.ts';
import { whileMaintained, type Maintenance } from './maintenance.ts';

export interface Settlement {
  readonly pump: PumpState;
  readonly transitions: readonly AlertTransition[];
  /** The alerts of this pump that are stored: all of them for a refold, else at least those the transitions name. */
  readonly stored: readonly AlertRecord[];
  /** Where the fold began, when it went back behind what was folded before; null when it only went on. */
  readonly refoldedFrom: { readonly base: PumpState | null } | null;
  /** A stall whose MRI window the clock has ended: its suppression is over. */
  readonly lifted: string | null;
  /** The maintenance in force at the pump when this is decided; left out: none. */
  readonly maintenance?: Maintenance | null;
  /** By which the pump's clinic decides; left out: the default. */
  readonly rules?: AlertRules;
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

/** A reset ended what was over: where a late event shows that the cause lasts, it has ended nothing. */
const stillReset = ({ reset }: AlertFacts, { cause, episode }: AlertFacts): boolean => reset && (cause !== 'active' || alertRules[episode.kind].instant === true);

/** People's part stays as it is stored, the fold's part becomes what is expected. */
const merged = (stored: AlertFacts, expected: AlertFacts): AlertFacts => ({
  ...expected,
  explanted: stored.explanted,
  reset: stillReset(stored, expected),
  lifted: stored.lifted && stored.episode.suppressedUntil === expected.episode.suppressedUntil,
  ...(stored.maintenance === undefined ? {} : { maintenance: stored.maintenance }),
});

const unsupported = (record: AlertRecord, settlement: Settlement): boolean => {
  const { opened } = record.facts.episode;
  if (settlement.refoldedFrom === null || opened === null) return false;
  return compareOrder(opened, settlement.refoldedFrom.base?.last ?? beginning) > 0;
};

const supportedFacts = (record: AlertRecord, expected: AlertFacts | undefined, settlement: Settlement): AlertFacts =>
  expected === undefined
    ? { ...record.facts, withdrawn: record.facts.withdrawn || unsupported(record, settlement) }
    : merged(record.facts, expected);

/** An explantation ends what would be open without it, and changes nothing else; taken back, it ends nothing. */
const nextFacts = (record: AlertRecord, expected: AlertFacts | undefined, settlement: Settlement): AlertFacts => {
  const facts = supportedFacts(record, expected, settlement);
  if (settlement.pump.explantedAt === null) return { ...facts, explanted: false };
  return facts.explanted || !isOpen({ ...record, facts }) ? facts : { ...facts, explanted: true };
};

const decision = (settlement: Settlement, receivedAt: EpochMs | null): Decision & { pumpId: string } => ({
  at: settlement.decidedAt(receivedAt),
  clinicId: settlement.pump.registration?.clinicId ?? null,
  pumpId: settlement.pump.pumpId,
  rules: settlement.rules,
});

/** The clinic's rules give an open alert another priority than it shows. */
const isRuledAnew = (record: AlertRecord, { episode }: AlertFacts, { rules = defaultAlertRules }: Settlement): boolean =>
  isOpen(record) && priorityBy(rules, episode) !== record.view.priority;

/** The suppression of a stall is over, and subscribers saw it suppressed. */
const isLifted = ({ facts, view }: AlertRecord, { lifted }: Settlement): boolean =>
  lifted === view.id && !facts.lifted && facts.cause === 'active' && view.suppressedBy.some(({ reason }) => reason === 'mri-window');

/** The pump belongs to another clinic now: whoever may see it may see its alerts. */
const hasMoved = ({ view }: AlertRecord, { pump }: Settlement): boolean => pump.registration !== null && pump.registration.clinicId !== view.clinicId;

const factsNow = (record: AlertRecord, expected: AlertFacts | undefined, settlement: Settlement): AlertFacts => {
  const facts = nextFacts(record, expected, settlement);
  return isLifted(record, settlement) ? { ...facts, lifted: true } : facts;
};

const adjusted = (record: AlertRecord, expected: AlertFacts | undefined, settlement: Settlement): AlertStep[] => {
  const facts = factsNow(record, expected, settlement);
  if (sameFacts(facts, record.facts) && !hasMoved(record, settlement) && !isRuledAnew(record, facts, settlement)) return [];
  const change = changeBetween(record.facts, facts);
  const next = whileMaintained(facts, settlement.maintenance);
  return [{ change, record: withChange(record, change, next, decision(settlement, ledBy(record, facts, settlement))) }];
};

/**
 * When the log brought what led to a transition. A fold again was led by what came last, whatever event it passed on its way, and
 * nothing is decided of a pump before its registration has come.
 */
const receiptOf = ({ episode, receivedAt }: AlertTransition, { pump, refoldedFrom }: Settlement): EpochMs => {
  const { lastReceivedAt, registeredAt } = pump.connectivity;
  const since = refoldedFrom === null || episode.opened === null ? registeredAt : lastReceivedAt;
  return Math.max(receivedAt, since ?? receivedAt);
};

/** When the log brought what led to a change of a known alert, or it fell due; without a transition some other event of the pump did. */
const ledBy = (record: AlertRecord, facts: AlertFacts, settlement: Settlement): EpochMs | null => {
  if (facts.lifted && !record.facts.lifted) return facts.episode.suppressedUntil;
  const cause = settlement.transitions.findLast(t => t.episode.id === facts.episode.id);
  return cause === undefined ? settlement.pump.connectivity.lastReceivedAt : receiptOf(cause, settlement);
};

const toldStep = (former: AlertRecord | null, t: AlertTransition, settlement: Settlement): AlertStep => {
  const facts = whileMaintained(factsAfter(former?.facts ?? null, t), settlement.maintenance);
  const change = changeBetween(former?.facts ?? null, facts);
  return { change, record: withChange(former, change, facts, decision(settlement, receiptOf(t, settlement))) };
};

/** An alert nobody heard of yet tells its whole story, step by step, also where it began and ended at once. */
const told = (id: string, expected: AlertFacts, settlement: Settlement): AlertStep[] => {
  const steps: AlertStep[] = [];
  let record: AlertRecord | null = null;
  for (const t of settlement.transitions.filter(({ episode }) => episode.id === id)) {
    const step = toldStep(record, t, settlement);
    steps.push(step);
    ({ record } = step);
  }
  return record === null ? steps : [...steps, ...adjusted(record, expected, { ...settlement, transitions: [] })];
};

/**
 * What must change in the stored alerts so that they say what the fold says: new ones raised, known ones brought up to date,
 * and, after a fold again from further back, those that nothing supports any more withdrawn. Asked again with its own result it gives nothing.
 */
export const settleAlerts = (settlement: Settlement): readonly AlertStep[] => {
  const expected = expectedFacts(settlement);
  const known = new Set(settlement.stored.map(r => r.view.id));
  const steps = settlement.stored.flatMap(record => adjusted(record, expected.get(record.view.id), settlement));
  for (const [id, facts] of expected) if (!known.has(id)) steps.push(...told(id, facts, settlement));
  return inherit(steps);
};
