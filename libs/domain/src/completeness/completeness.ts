import type { EpochMs, EventOrder, PumpEvent } from '@cisterna/contract';

/** A run of events of one boot that were never received; with `toBoot`, one such run (seq 1 alone) in each boot from `boot` to `toBoot`. */
export interface Gap {
  readonly boot: number;
  readonly from: number;
  readonly to: number;
  readonly toBoot?: number;
}

/** A place in the pump's own count. */
export interface Place {
  readonly boot: number;
  readonly seq: number;
}

/**
 * What is known of a pump's numbering: the newest boot, the ends of the boots before it, and what is missing among them.
 * Gaps stand in (boot, seq) order and are kept from boot 1, seq 1; where the history starts later they are clipped on reading.
 */
export interface Completeness {
  readonly boot: number;
  readonly seq: number;
  /** `[boot, highest received seq]` of every received boot before the newest. */
  readonly formerBoots: readonly (readonly [number, number])[];
  readonly gaps: readonly Gap[];
  /** The last pump event before the first gap; null when the very first event of the history is missing. */
  readonly through: (Place & { readonly at: EpochMs }) | null;
  /** Whether a gap has been passed: `through` stands still from there on. */
  readonly broken: boolean;
}

/** What the whole history says about its own numbering; known before it is folded. */
export interface Numbering {
  readonly historyStart: Place | null;
  /** Ends of boots that a later `pump.booted.v1` declares. */
  readonly declaredEnds: ReadonlyMap<number, number>;
}

export const initialCompleteness: Completeness = { boot: 0, seq: 0, formerBoots: [], gaps: [], through: null, broken: false };

export const plainNumbering: Numbering = { historyStart: null, declaredEnds: new Map() };

/** The boot and end that a `pump.booted.v1` declares, or null; a boot that is not before its own says nothing. */
export const declaredEnd = (event: PumpEvent): Place | null => {
  if (event.type !== 'pump.booted.v1') return null;
  const { previousBoot, previousLastSeq } = event.data;
  if (previousBoot === null || previousLastSeq === null || previousBoot >= event.boot) return null;
  return { boot: previousBoot, seq: previousLastSeq };
};

/** Missing runs between the end of one boot and the first event of a later one, in order. */
const gapsAcrossBoots = (c: Completeness, boot: number, ends: ReadonlyMap<number, number>): Gap[] => {
  const gaps: Gap[] = [];
  const tail = ends.get(c.boot) ?? 0;
  if (tail > c.seq) gaps.push({ boot: c.boot, from: c.seq + 1, to: tail });
  let next = c.boot + 1;
  if (boot === next) return gaps;
  const longer = [...ends].filter(([b, end]) => b > c.boot && b < boot && end > 1).sort((a, b) => a[0] - b[0]);
  for (const [missing, end] of [...longer, [boot, 0] as const]) {
    if (missing > next) gaps.push(wholeBoots(next, missing - 1));
    if (missing < boot) gaps.push({ boot: missing, from: 1, to: end });
    next = missing + 1;
  }
  return gaps;
};

const wholeBoots = (from: number, to: number): Gap => (from === to ? { boot: from, from: 1, to: 1 } : { boot: from, from: 1, to: 1, toBoot: to });

const gapsBefore = (c: Completeness, event: PumpEvent, ends: ReadonlyMap<number, number>): Gap[] => {
  if (event.boot === c.boot) return event.seq === c.seq + 1 ? [] : [{ boot: c.boot, from: c.seq + 1, to: event.seq - 1 }];
  const across = gapsAcrossBoots(c, event.boot, ends);
  return event.seq > 1 ? [...across, { boot: event.boot, from: 1, to: event.seq - 1 }] : across;
};

/** Ends known when a boot is left: what the whole history declares, and what this event says itself. */
const endsAt = (event: PumpEvent, numbering: Numbering): ReadonlyMap<number, number> => {
  const own = declaredEnd(event);
  if (own === null || (numbering.declaredEnds.get(own.boot) ?? 0) >= own.seq) return numbering.declaredEnds;
  return new Map([...numbering.declaredEnds, [own.boot, own.seq]]);
};

const isBefore = (a: Place, b: Place): boolean => a.boot < b.boot || (a.boot === b.boot && a.seq < b.seq);

/** Before a gap; an event from before the start of the history is none of it. */
const lastOf = ({ through }: Completeness, start: Place | null): Completeness['through'] =>
  through !== null && start !== null && isBefore(through, start) ? null : through;

const jump = (c: Completeness, event: PumpEvent, numbering: Numbering): Completeness => {
  const added = gapsBefore(c, event, endsAt(event, numbering));
  const broken = c.broken || clipGaps(added, numbering.historyStart).length > 0;
  const leavesBoot = event.boot !== c.boot && c.boot !== 0;
  return {
    boot: event.boot,
    seq: event.seq,
    formerBoots: leavesBoot ? [...c.formerBoots, [c.boot, c.seq]] : c.formerBoots,
    gaps: added.length === 0 ? c.gaps : [...c.gaps, ...added],
    through: broken ? lastOf(c, numbering.historyStart) : placeOf(event),
    broken,
  };
};

/** Counts a pump's own event in; a person's record has no place in the count and changes nothing. Events come in order. */
export const evolveCompleteness = (c: Completeness, event: PumpEvent, numbering: Numbering): Completeness => {
  if (event.entry > 0) return c;
  if (event.boot !== c.boot || event.seq !== c.seq + 1) return jump(c, event, numbering);
  const { formerBoots, gaps, broken } = c;
  return { boot: event.boot, seq: event.seq, formerBoots, gaps, through: broken ? c.through : placeOf(event), broken };
};

const placeOf = (event: PumpEvent): Place & { at: EpochMs } => ({ boot: event.boot, seq: event.seq, at: event.at });

const clipGap = (gap: Gap, start: Place): readonly Gap[] => {
  const lastBoot = gap.toBoot ?? gap.boot;
  if (lastBoot < start.boot) return [];
  if (gap.boot > start.boot || (gap.boot === start.boot && gap.from >= start.seq)) return [gap];
  return gap.toBoot === undefined ? clipRun(gap, start) : clipBoots(lastBoot, start);
};

const clipRun = (gap: Gap, start: Place): readonly Gap[] => (gap.to < start.seq ? [] : [{ ...gap, from: start.seq }]);

const clipBoots = (lastBoot: number, start: Place): readonly Gap[] => {
  const from = start.seq > 1 ? start.boot + 1 : start.boot;
  return from > lastBoot ? [] : [wholeBoots(from, lastBoot)];
};

/** Gaps that count: what lies before the start of the history is not missing. */
export const clipGaps = (gaps: readonly Gap[], start: Place | null): readonly Gap[] => (start === null ? gaps : gaps.flatMap(gap => clipGap(gap, start)));

/** How many events a gap stands for. */
export const gapSize = (gap: Gap): number => (gap.to - gap.from + 1) * ((gap.toBoot ?? gap.boot) - gap.boot + 1);

/** Whether this pump event was folded before: at or under the end of its boot, and not in a gap. */
export const hasPlace = (c: Completeness, { boot, seq }: Place): boolean => {
  const end = boot === c.boot ? c.seq : formerEnd(c.formerBoots, boot);
  return seq <= end && !c.gaps.some(gap => inGap(gap, boot, seq));
};

const inGap = (gap: Gap, boot: number, seq: number): boolean => boot >= gap.boot && boot <= (gap.toBoot ?? gap.boot) && seq >= gap.from && seq <= gap.to;

const formerEnd = (boots: Completeness['formerBoots'], boot: number): number => boots.find(([b]) => b === boot)?.[1] ?? 0;

const noGaps: readonly Gap[] = [];

/** The gaps that `after` has and `before` had not; they are always the last ones. */
export const gapsSince = (before: Completeness, after: Completeness): readonly Gap[] =>
  before.gaps === after.gaps ? noGaps : after.gaps.slice(before.gaps.length);

/** Whether anything is missing strictly between two places of the history; a person's record stands behind the pump event whose place it has. */
export const missingBetween = (gaps: readonly Gap[], from: Place, to: EventOrder): boolean => {
  const end = to.entry > 0 ? to.seq : to.seq - 1;
  return gaps.some(gap => {
    const last = gap.toBoot ?? gap.boot;
    const endsAfterFrom = last > from.boot || (last === from.boot && gap.to > from.seq);
    const startsBeforeTo = gap.boot < to.boot || (gap.boot === to.boot && gap.from <= end);
    return endsAfterFrom && startsBeforeTo;
  });
};
