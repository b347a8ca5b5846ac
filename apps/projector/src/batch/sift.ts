import { compareOrder, sameContent, type EventIdentity } from '@cisterna/contract';
import { hasPlace, type PumpState } from '@cisterna/domain';
import type { Arrived } from './intake.ts';

/** What arrived of one pump, told apart by identity. */
export interface Sifted {
  /** Not seen before, in (boot, seq, entry) order, each once. */
  readonly fresh: readonly Arrived[];
  /** Exact repeats. */
  readonly repeats: number;
  /** Same identity, other content: the first one stands. */
  readonly conflicts: readonly Arrived[];
}

const nothing: readonly Arrived[] = [];

/** Nearly every group: the pump's own events, ascending, all behind what was folded. */
const isPlain = (state: PumpState, group: readonly Arrived[]): boolean => {
  let { boot, seq } = state.last ?? { boot: 0, seq: 0 };
  for (const { event } of group) {
    if (event.entry > 0 || event.boot < boot || (event.boot === boot && event.seq <= seq)) return false;
    ({ boot, seq } = event);
  }
  return true;
};

const keyOf = ({ boot, seq, entry }: EventIdentity): string => `${boot}:${seq}:${entry}`;

/** By place, of one place in log order: what repeats another is then right behind it. */
const inOrder = (group: readonly Arrived[]): readonly Arrived[] => group.toSorted((a, b) => compareOrder(a.event, b.event));

const samePlace = (a: Arrived | undefined, b: Arrived): boolean => a !== undefined && compareOrder(a.event, b.event) === 0;

/** Whether this identity may be in the archive: a person's record always, a pump's event where its place was counted in. */
const maybeArchived = (state: PumpState, { event }: Arrived): boolean => event.entry > 0 || hasPlace(state.completeness, event);

/** Which of a group must be looked up in the archive before it can be sifted. */
export const doubtful = (state: PumpState, group: readonly Arrived[]): readonly EventIdentity[] => {
  if (isPlain(state, group)) return [];
  const asked: EventIdentity[] = [];
  let former: Arrived | undefined;
  for (const arrived of inOrder(group)) {
    if (!samePlace(former, arrived) && maybeArchived(state, arrived)) asked.push(arrived.event);
    former = arrived;
  }
  return asked;
};

/** The archive holds no text for a place that was counted in: what is in memory is not what is stored. */
export class ArchiveMismatch extends Error {
  readonly code = 'archive-mismatch';
  readonly retriable = true;

  constructor(readonly identity: EventIdentity) {
    super(`pump ${identity.pumpId}: event ${keyOf(identity)} was counted in but is not in the archive`);
    this.name = 'ArchiveMismatch';
  }
}

const isRepeatOf = (text: string, arrived: Arrived): boolean => text === arrived.text || sameContent(text, arrived.text);

/** The stored text of an event that may be known; undefined when it is new. */
const standingText = (state: PumpState, arrived: Arrived, archived: Lookup): string | undefined => {
  if (!maybeArchived(state, arrived)) return undefined;
  const text = archived(arrived.event);
  if (text === undefined && arrived.event.entry === 0) throw new ArchiveMismatch(arrived.event);
  return text;
};

/** The archived text of an identity, for those that `doubtful` named. */
export type Lookup = (identity: EventIdentity) => string | undefined;

const siftMixed = (state: PumpState, group: readonly Arrived[], archived: Lookup): Sifted => {
  const fresh: Arrived[] = [];
  const conflicts: Arrived[] = [];
  let former: Arrived | undefined;
  let standing: string | undefined;
  for (const arrived of inOrder(group)) {
    if (!samePlace(former, arrived)) standing = standingText(state, arrived, archived);
    former = arrived;
    if (standing === undefined) {
      fresh.push(arrived);
      standing = arrived.text;
    } else if (!isRepeatOf(standing, arrived)) conflicts.push(arrived);
  }
  return { fresh, repeats: group.length - fresh.length - conflicts.length, conflicts };
};

/**
 * Tells new events from repeats and from conflicts.
 * @throws ArchiveMismatch (retriable: load the pump anew)
 */
export const sift = (state: PumpState, group: readonly Arrived[], archived: Lookup): Sifted =>
  isPlain(state, group) ? { fresh: group, repeats: 0, conflicts: nothing } : siftMixed(state, group, archived);
