import { compareOrder, decodeArchived, type EventOrder, type PumpEvent, type PumpId } from '@cisterna/contract';
import { parsePump, refoldPlace, type PumpState } from '@cisterna/domain';
import { eventsAfter, snapshotsBefore, type ReadModel } from '@cisterna/read-model';
import { baseBefore, type PumpEntry } from '../pumps/pump-entry.ts';

/** Where a pump must be folded again from, because new events came late or change what was before them. */
export interface RefoldNeed {
  readonly pumpId: PumpId;
  readonly entry: PumpEntry;
  readonly place: EventOrder;
}

/** A state to fold on from, and the archived events behind it. */
export interface RefoldBase {
  readonly base: PumpState | null;
  readonly archived: readonly PumpEvent[];
}

/** The earliest place whose meaning these events change; null when they simply come next. Events are in order. */
export const refoldNeed = (state: PumpState, events: readonly PumpEvent[]): EventOrder | null => {
  let earliest: EventOrder | null = null;
  for (const event of events) {
    const place = refoldPlace(state, event);
    if (place !== null && (earliest === null || compareOrder(place, earliest) < 0)) earliest = place;
  }
  return earliest;
};

const beginning: EventOrder = { boot: 0, seq: 0, entry: 0 };

const basesOf = async (model: ReadModel, needs: readonly RefoldNeed[]): Promise<ReadonlyMap<PumpId, PumpState | null>> => {
  const bases = new Map<PumpId, PumpState | null>();
  const unknown: { pumpId: PumpId; order: EventOrder }[] = [];
  for (const { pumpId, entry, place } of needs) {
    const base = baseBefore(entry, place);
    if (base !== undefined) bases.set(pumpId, base);
    else unknown.push({ pumpId, order: place });
  }
  if (unknown.length === 0) return bases;
  const snapshots = await snapshotsBefore(model, unknown);
  for (const { pumpId } of unknown) {
    const text = snapshots.get(pumpId);
    bases.set(pumpId, text === undefined ? null : parsePump(text));
  }
  return bases;
};

/** Loads what the refolds need: bases from memory, else from the snapshots; the events behind them from the archive, in one query. */
export const loadRefolds = async (model: ReadModel, needs: readonly RefoldNeed[]): Promise<ReadonlyMap<PumpId, RefoldBase>> => {
  const refolds = new Map<PumpId, RefoldBase>();
  if (needs.length === 0) return refolds;
  const bases = await basesOf(model, needs);
  const rows = await eventsAfter(model, [...bases].map(([pumpId, base]) => ({ pumpId, order: base?.last ?? beginning })));
  for (const [pumpId, base] of bases) {
    const archived = (rows.get(pumpId) ?? []).map(row => decodeArchived(row.text, row.receivedAt));
    refolds.set(pumpId, { base, archived });
  }
  return refolds;
};
