import { compareOrder, type EpochMs, type EventOrder } from '@cisterna/contract';
import { defaultAlertRules, emptyCalendar, initialPump, parsePump, type AlertRules, type Calendar, type PumpState } from '@cisterna/domain';
import type { StoredPump } from '@cisterna/read-model';

/** One pump as the projector holds it in memory: what the rows say, or will say once the batches on their way are committed. */
export interface PumpEntry {
  readonly state: PumpState;
  /** How often the row was written; 0 while there is none. */
  readonly revision: number;
  readonly calendar: Calendar;
  /** When the clock alone will next decide something. */
  readonly dueAt: EpochMs | null;
  /** Former states, oldest first, to fold a late event again from without asking the database for a snapshot. */
  readonly bases: readonly PumpState[];
  /** By which it is decided now. */
  readonly rules: AlertRules;
  /** By which it was decided last, as far as memory goes. */
  readonly ruledBefore: AlertRules;
}

const plain = { rules: defaultAlertRules, ruledBefore: defaultAlertRules };

export const newEntry = (pumpId: string): PumpEntry => ({ state: initialPump(pumpId), revision: 0, calendar: emptyCalendar, dueAt: null, bases: [], ...plain });

export const storedEntry = (pump: StoredPump): PumpEntry => {
  const state = parsePump(pump.state);
  return { state, revision: pump.revision, calendar: JSON.parse(pump.calendar) as Calendar, dueAt: pump.dueAt, bases: [state], ...plain };
};

/** A base is kept for every so many events: most late events are late by less. */
const baseEvery = 64;
const keptBases = 2;

/** The entry after a plain fold: its former state becomes a base now and then. */
export const withBase = (entry: PumpEntry, next: PumpState): readonly PumpState[] => {
  const newest = entry.bases.at(-1);
  if (newest === undefined) return [next];
  return next.version - newest.version < baseEvery ? entry.bases : [...entry.bases, next].slice(-keptBases);
};

/** The entry once a fold is committed: its row was written once more. */
export const afterWrite = ({ state, calendar, dueAt, bases, before }: Pick<PumpEntry, 'state' | 'calendar' | 'dueAt' | 'bases'> & { readonly before: PumpEntry }): PumpEntry => ({
  state,
  calendar,
  dueAt,
  bases,
  revision: before.revision + 1,
  rules: before.rules,
  ruledBefore: before.rules,
});

/** The newest base that lies strictly before a place; undefined when memory holds none. */
export const baseBefore = ({ bases }: PumpEntry, place: EventOrder): PumpState | undefined =>
  bases.findLast(({ last }) => last !== null && compareOrder(last, place) < 0);
