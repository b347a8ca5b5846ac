import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { boot, hour, startAt, type Fact } from './facts.ts';

/** How far a history is written. */
interface Pen {
  readonly boot: number;
  readonly seq: number;
  readonly entry: number;
  readonly at: EpochMs;
  readonly events: readonly PumpEvent[];
}

/** A line of a history; a fact alone is the pump's next event, an hour after the one before. */
export type Line = Fact | ((pen: Pen) => Pen);

const own = ({ at: placed }: Fact, pen: Pen): Pen => {
  const place = { boot: pen.boot, seq: pen.seq + 1, entry: 0, at: pen.at + hour };
  return { ...place, events: [...pen.events, placed(place)] };
};

/** What a person recorded right after the last line. */
export const record =
  ({ at: placed }: Fact): Line =>
  pen => {
    const place = { boot: pen.boot, seq: pen.seq, entry: pen.entry + 1, at: pen.at };
    return { ...place, events: [...pen.events, placed(place)] };
  };

/** So many events that were never received, an hour each. */
export const lost =
  (count = 1): Line =>
  pen => ({ ...pen, seq: pen.seq + count, entry: 0, at: pen.at + count * hour });

/** The pump restarts and says where it was left; `over` says something else. */
export const restart =
  (over: { readonly previousBoot?: number | null; readonly previousLastSeq?: number | null } = {}): Line =>
  pen => {
    const { previousBoot = pen.boot, previousLastSeq = pen.seq } = over;
    return own(boot(previousBoot, previousLastSeq), { ...pen, boot: pen.boot + 1, seq: 0, entry: 0 });
  };

/** The next event is the first of that boot, without a word about the restart. */
export const inBoot =
  (number: number, seq = 1): Line =>
  pen => ({ ...pen, boot: number, seq: seq - 1, entry: 0 });

/** Time passes without an event. */
export const wait =
  (hours: number): Line =>
  pen => ({ ...pen, at: pen.at + hours * hour });

/** The lines as events, in order, from boot 1, seq 1 on. */
export const written = (...lines: readonly Line[]): readonly PumpEvent[] =>
  lines.reduce<Pen>((pen, line) => (typeof line === 'function' ? line(pen) : own(line, pen)), {
    boot: 1,
    seq: 0,
    entry: 0,
    at: startAt,
    events: [],
  }).events;

/** The same line over and over. */
export const times = (count: number, line: Line): readonly Line[] => new Array<Line>(count).fill(line);
