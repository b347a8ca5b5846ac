import type { EpochMs, EventIdentity, PumpId } from '@cisterna/contract';
import { LessThan } from 'typeorm';
import { explained } from '../database/failure.ts';
import { select } from '../database/select.ts';
import { PersonRecordEntity } from '../entities/person-record.entity.ts';
import type { ReadModel } from '../read-model.ts';
import { personRecord, type PersonRecord } from './person-record.ts';
import { refillNearText, refillNearValues, type KnownRefill, type RefillNearQuery } from './refill-near.ts';

const recordsOf = (model: ReadModel) => model.dataSource.getRepository(PersonRecordEntity);

/** What an idempotency key was used for, at one pump and one call; null when it is new. Throws DatabaseUnavailable. */
export const findReservation = async (
  model: ReadModel,
  where: { readonly pumpId: PumpId; readonly call: string; readonly idempotencyKey: string },
): Promise<PersonRecord | null> => {
  try {
    const found = await recordsOf(model).findOneBy(where);
    return found === null ? null : personRecord(found);
  } catch (error) {
    throw explained(error);
  }
};

/** Notes that the log has a record. Throws DatabaseUnavailable. */
export const markAppended = async (model: ReadModel, { pumpId, boot, seq, entry }: EventIdentity): Promise<void> => {
  try {
    await recordsOf(model).update({ pumpId, boot, seq, entry }, { appended: true });
  } catch (error) {
    throw explained(error);
  }
};

/** Records that were made before a time and that the log may not have, the oldest first: to be appended again. Throws DatabaseUnavailable. */
export const unappendedRecords = async (
  model: ReadModel,
  { madeBefore, limit }: { readonly madeBefore: EpochMs; readonly limit: number },
): Promise<PersonRecord[]> => {
  try {
    const found = await recordsOf(model).find({
      where: { appended: false, createdMs: LessThan(madeBefore) },
      order: { createdMs: 'ASC' },
      take: limit,
    });
    return found.map(personRecord);
  } catch (error) {
    throw explained(error);
  }
};

/** The refill nearest to a time, within reach of it and not voided; null when there is none. Throws DatabaseUnavailable. */
export const refillNear = async (model: ReadModel, query: RefillNearQuery): Promise<KnownRefill | null> => {
  const [refill] = await select<KnownRefill>(model, refillNearText, refillNearValues(query));
  return refill ?? null;
};
