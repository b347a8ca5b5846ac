import { compareOrder, maxOrdinal, type EventOrder, type ReconciliationView } from '@cisterna/contract';
import { judgeRefill, parsePump, type PumpState } from '@cisterna/domain';
import type { ListedPump, ReadModel } from '@cisterna/read-model';
import { foldStretch } from '../pumps/pump-history.ts';
import type { RecordDraft, RecordPlace } from './record-draft.ts';

/** The pump as it is before the place: its row where that comes last, else folded up to there. */
const stateBefore = async (
  model: ReadModel,
  pump: ListedPump,
  { boot, seq }: RecordPlace,
): Promise<PumpState | null> => {
  const current = parsePump(pump.state);
  const end: EventOrder = { boot, seq, entry: maxOrdinal };
  const isLast = current.last !== null && compareOrder(current.last, end) <= 0;
  return isLast ? current : foldStretch(model, { pumpId: pump.pumpId, through: end, knownAt: null });
};

/** How a refill would be judged at its place; null for a first refill. Stores nothing. Throws DatabaseUnavailable. */
export const judgeDraft = async (
  model: ReadModel,
  pump: ListedPump,
  draft: RecordDraft,
  place: RecordPlace,
): Promise<ReconciliationView | null> => {
  const state = await stateBefore(model, pump, place);
  const { aspiratedNl } = draft.data as { aspiratedNl: Parameters<typeof judgeRefill>[1]['aspiratedNl'] };
  return state === null ? null : judgeRefill(state, { aspiratedNl, at: place.at });
};
