import type { DeliveryReported, EpochMs, PumpEvent } from '@cisterna/contract';
import { evolveBolusDay, type BolusDay } from './bolus-day.ts';
import { evolveCoverage, isRefusedFor, nothingFor48h, periodOf, shortfallNl, showsDelivery, type Coverage } from './coverage.ts';
import { evolveCycleWatch, initialCycleWatch, judgeCycle, type CycleWatch } from './cycle-watch.ts';
import { acquitted, evolveLevelWatch, fallsTooFast, fallsTooSlow, firstLevelWatch, rebased, type LevelWatch } from './level-watch.ts';

/** Why delivery is held to be above the programme: a cycle by itself, cycles together, or the sensed level. */
export type OverReason = 'reconciled' | 'drift' | 'sensed';
/** Why delivery is held to be under it: nothing for 6 h, or what the clinic sets, the pump's account over 24 h, the sensed level, a cycle, cycles together. */
export type UnderReason = 'nothing' | 'account' | 'sensed' | 'reconciled' | 'drift';

/** How what the pump delivers compares with what it was asked for. Plain data; all of it follows from the events in order. */
export interface Flow {
  /** Sum of the reports of this fill. */
  readonly programmedNl: number;
  readonly coverage: Coverage | null;
  /** Since when the pump has stopped: its last programme that says so, or the first of 48 h without delivery; null while it delivers. */
  readonly stoppedAt: EpochMs | null;
  readonly level: LevelWatch | null;
  readonly cycles: CycleWatch;
  readonly boluses: BolusDay | null;
  readonly over: readonly OverReason[];
  readonly under: readonly UnderReason[];
}

export const initialFlow: Flow = {
  programmedNl: 0,
  coverage: null,
  stoppedAt: null,
  level: null,
  cycles: initialCycleWatch,
  boluses: null,
  over: [],
  under: [],
};

/** A fill as its refill found it. */
export interface EndedCycle {
  /** What was filled less what was aspirated, and the latter, in nanolitres. */
  readonly expelledNl: number;
  readonly leftNl: number;
  /** Programmed volume that falls into reports of it that never came. */
  readonly unreportedNl: number;
  /** Whether nothing between its two refills is missing. */
  readonly complete: boolean;
}

export interface FlowContext {
  /** The cycle that this event ends; null for any but a refill, and for the first. */
  readonly ended: EndedCycle | null;
  /** Patient boluses that the programme allows in a UTC day; null: it names no number. */
  readonly maxPerDay: number | null;
  /** Nothing delivered though programmed for so long is under-delivery. */
  readonly nothingDeliveredMs: number;
}

const withReason = <Reason>(reasons: readonly Reason[], reason: Reason, holds: boolean): readonly Reason[] => {
  if (reasons.includes(reason) === holds) return reasons;
  return holds ? [...reasons, reason] : reasons.filter(r => r !== reason);
};

const sum = (a: number, b: number): number => Math.min(Number.MAX_SAFE_INTEGER, a + b);

const readLevel = (flow: Flow, report: DeliveryReported): LevelWatch | null => {
  const { reservoirSensedNl: sensedNl, programmedNl } = report.data;
  if (flow.level === null && sensedNl === null) return null;
  const { start, end } = periodOf(report);
  return evolveLevelWatch(flow.level ?? firstLevelWatch(start), {
    sensedNl,
    programmedNl,
    start,
    end,
    formerEnd: flow.coverage?.through ?? null,
    own: flow.cycles.mean,
  });
};

const overAfter = ({ over, cycles }: Flow, level: LevelWatch | null): Flow['over'] =>
  level === null ? over : withReason(over, 'sensed', fallsTooFast(level, cycles.mean, over.includes('sensed')));

const underAfter = ({ under, cycles }: Flow, level: LevelWatch | null, coverage: Coverage, refused: { readonly now: boolean; readonly ends: boolean }): Flow['under'] => {
  const nothing = refused.now || (under.includes('nothing') && !refused.ends);
  const shortNl = shortfallNl(coverage);
  const account = shortNl === null ? under.includes('account') : shortNl > 0;
  const own = withReason(withReason(under, 'nothing', nothing), 'account', account);
  return level === null ? own : withReason(own, 'sensed', fallsTooSlow(level, cycles.mean, own.includes('sensed')));
};

/** A report ends a stop when it shows delivery and its period begins after it. */
const stoppedAfter = ({ stoppedAt }: Flow, report: DeliveryReported, coverage: Coverage): Flow['stoppedAt'] => {
  if (report.data.deliveredNl > 0) return stoppedAt !== null && periodOf(report).start >= stoppedAt ? null : stoppedAt;
  return stoppedAt ?? (nothingFor48h(coverage) ? coverage.nothingFrom : null);
};

const report = (flow: Flow, event: DeliveryReported, nothingDeliveredMs: number): Flow => {
  const coverage = evolveCoverage(flow.coverage, event);
  const level = readLevel(flow, event);
  return {
    programmedNl: sum(flow.programmedNl, event.data.programmedNl),
    coverage,
    stoppedAt: stoppedAfter(flow, event, coverage),
    level,
    cycles: flow.cycles,
    boluses: flow.boluses,
    over: overAfter(flow, level),
    under: underAfter(flow, level, coverage, { now: isRefusedFor(coverage, nothingDeliveredMs), ends: showsDelivery(event) }),
  };
};

const levelAfter = (level: LevelWatch | null, at: EpochMs, within: boolean): LevelWatch | null => {
  if (level === null) return null;
  return rebased(within ? acquitted(level) : level, at);
};

/** A complete cycle speaks the last word: beyond its limits it is a reason, within them it also ends what the level seemed to say. Any other is only remembered. */
const refill = (flow: Flow, at: EpochMs, ended: EndedCycle | null): Flow => {
  const anew = { ...flow, programmedNl: 0, level: levelAfter(flow.level, at, false) };
  if (ended === null || flow.programmedNl === 0) return anew;
  const volumes = { ...ended, programmedNl: flow.programmedNl + ended.unreportedNl };
  const cycles = evolveCycleWatch(flow.cycles, volumes);
  if (!ended.complete) return { ...anew, cycles };
  const { over, under } = judgeCycle(flow.cycles, cycles, volumes);
  const level = levelAfter(flow.level, at, over === null && under === null);
  const sensed = { over: flow.over.includes('sensed') && over !== null, under: flow.under.includes('sensed') && under !== null };
  return {
    ...flow,
    programmedNl: 0,
    level,
    cycles,
    over: withReason(withReason(withReason(flow.over, 'reconciled', over === 'reconciled'), 'drift', over === 'drift'), 'sensed', sensed.over),
    under: withReason(withReason(withReason(flow.under, 'reconciled', under === 'reconciled'), 'drift', under === 'drift'), 'sensed', sensed.under),
  };
};

/** The flow after an event, the next in order. Total; the same object where nothing changes. */
export const evolveFlow = (flow: Flow, event: PumpEvent, { ended, maxPerDay, nothingDeliveredMs }: FlowContext): Flow => {
  switch (event.type) {
    case 'delivery.reported.v1':
      return report(flow, event, nothingDeliveredMs);
    case 'reservoir.refilled.v1':
      return refill(flow, event.at, ended);
    case 'bolus.delivered.v1':
      return { ...flow, boluses: evolveBolusDay(flow.boluses, event, maxPerDay) };
    case 'therapy.programmed.v1':
      return event.data.mode === 'stopped' ? { ...flow, stoppedAt: event.at } : flow;
    default:
      return flow;
  }
};
