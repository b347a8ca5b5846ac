import { compareOrder, decodeArchived, type EventOrder, type PumpId } from '@cisterna/contract';
import type { PumpState } from '@cisterna/domain';
import { unappendedRecords, type PersonRecord, type ReadModel } from '@cisterna/read-model';

/** More than people ever record while the projector is behind. */
const limit = 1000;

/** What people recorded about a pump that the read models do not show yet. Throws DatabaseUnavailable. */
export const pendingRecords = async (model: ReadModel, pumpId: PumpId): Promise<readonly PersonRecord[]> => {
  const records = await unappendedRecords(model, { madeBefore: Number.MAX_SAFE_INTEGER, limit });
  return records.filter(record => record.pumpId === pumpId);
};

type VoidRecord = PumpState['voids'][number];

/** The voids among them. */
export const pendingVoids = (records: readonly PersonRecord[]): readonly VoidRecord[] =>
  records.flatMap(record => {
    const event = record.call === 'voids' ? decodeArchived(record.event, record.createdAt) : null;
    return event?.type === 'record.voided.v1' ? [{ own: record, target: event.data.entryOf }] : [];
  });

/** Whether one of the records has this place. */
export const hasPlaceAmong = (records: readonly EventOrder[], place: EventOrder): boolean =>
  records.some(record => compareOrder(record, place) === 0);
