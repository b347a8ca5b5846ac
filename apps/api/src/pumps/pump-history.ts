import { decodeArchived, type EpochMs, type PumpEvent, type PumpId } from '@cisterna/contract';
import { foldHistory, type AlertRules, type PumpState } from '@cisterna/domain';
import { eventHistory, lastOrderAt, type HistoryQuery, type ReadModel } from '@cisterna/read-model';

/** Which part of a history: as at a time of the pump, and as the service knew it; null: all. */
export interface Moment {
  readonly asOf: EpochMs | null;
  readonly knownAt: EpochMs | null;
}

/** Folds a stretch of a pump's history from its beginning, by the rules of its clinic or the default; null when no event lies in it. */
export const foldStretch = async (model: ReadModel, query: Omit<HistoryQuery, 'after'>, rules?: AlertRules): Promise<PumpState | null> => {
  const events: PumpEvent[] = [];
  for await (const portion of eventHistory(model, { ...query, after: null }))
    for (const { text, receivedAt } of portion) events.push(decodeArchived(text, receivedAt));
  return events.length === 0 ? null : foldHistory(null, query.pumpId, events, rules).state;
};

/**
 * The fold of a pump at a moment, first by receipt, then the prefix through the last event, in order, whose `time` is not after `asOf`.
 * Always folded from the archive: snapshots know of later voids and registrations. Null when no event is left.
 */
export const foldAt = async (
  model: ReadModel,
  pumpId: PumpId,
  { asOf, knownAt }: Moment,
  rules: AlertRules,
): Promise<PumpState | null> => {
  if (asOf === null) return foldStretch(model, { pumpId, through: null, knownAt }, rules);
  const through = await lastOrderAt(model, { pumpId, at: asOf, knownAt });
  return through === null ? null : foldStretch(model, { pumpId, through, knownAt }, rules);
};
