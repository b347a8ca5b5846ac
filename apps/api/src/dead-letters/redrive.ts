import { decodeRecord, sameContent, type Accepted, type EpochMs } from '@cisterna/contract';
import type { EventLog } from '@cisterna/event-log';
import { findEvents, markRedriven, type ReadModel, type StoredDeadLetter } from '@cisterna/read-model';
import { Problem } from '../http/problem.ts';

/** The stores that a redrive reads and writes. */
export interface RedriveStores {
  readonly model: ReadModel;
  readonly log: EventLog;
}

const conflicting = (letter: StoredDeadLetter): Problem =>
  new Problem(
    'conflicting-duplicate',
    `The archive holds another event under the identity of ${letter.id}; the first one stands.`,
  );

const refuseConflict = async (model: ReadModel, letter: StoredDeadLetter, { event, text }: Accepted): Promise<void> => {
  const [archived] = await findEvents(model, [event]);
  if (archived !== undefined && !sameContent(archived.text, text)) throw conflicting(letter);
};

/**
 * Reads a record again as if it had come now and appends it, key, value and headers as they were.
 * Throws a problem with the code for which it still can't be taken.
 */
export const redrive = async ({ model, log }: RedriveStores, letter: StoredDeadLetter, now: EpochMs): Promise<void> => {
  const decoded = decodeRecord({ key: letter.key, value: letter.value, headers: letter.headers, receivedAt: now });
  if (!decoded.ok) throw new Problem(decoded.code, decoded.detail);
  await refuseConflict(model, letter, decoded);
  await log.append([
    { key: decoded.event.pumpId, value: letter.value ?? '', headers: letter.headers, receivedAt: now },
  ]);
  await markRedriven(model, letter.id, now);
};
