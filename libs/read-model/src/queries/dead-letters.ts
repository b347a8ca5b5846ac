import type { DeadLetterCode, EpochMs, List } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { explained } from '../database/failure.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import { DeadLetterEntity } from '../entities/dead-letter.entity.ts';
import type { ReadModel } from '../read-model.ts';
import {
  deadLettersById,
  fitting,
  placeColumns,
  type DeadLetterPlace,
  type StoredDeadLetter,
} from './stored-dead-letter.ts';

const list = 'dead letters';

/** Which dead letters: of these codes; absent: any. */
export interface DeadLetterQuery {
  readonly codes?: readonly DeadLetterCode[] | undefined;
  readonly limit: number;
  readonly cursor: string | null;
}

const listedPlaces = (model: ReadModel, { codes, limit, cursor }: DeadLetterQuery): Promise<DeadLetterPlace[]> => {
  const parameters = new Parameters();
  const place = decodeCursor<[number, string]>(list, cursor, [0, '']);
  const conditions = [
    'true',
    ...(codes === undefined ? [] : [`code = any(${parameters.add(codes)}::text[])`]),
    ...(place === null
      ? []
      : [`(at_ms, id) < (${parameters.add(place[0])}::bigint, ${parameters.add(place[1])}::text)`]),
  ];
  const text = `select ${placeColumns} from dead_letter where ${conditions.join(' and ')}
    order by at_ms desc, id desc limit ${parameters.add(limit + 1)}`;
  return select<DeadLetterPlace>(model, text, parameters.values);
};

/** One page of dead letters, the newest first; shorter than its limit where the records are large. Throws InvalidCursor, DatabaseUnavailable. */
export const listDeadLetters = async (model: ReadModel, query: DeadLetterQuery): Promise<List<StoredDeadLetter>> => {
  const places = await listedPlaces(model, query);
  const { items, nextCursor } = pageOf(places, Math.min(fitting(places), query.limit), {
    item: place => place.id,
    cursor: last => encodeCursor(list, [last.at_ms, last.id]),
  });
  return { items: await deadLettersById(model, items), nextCursor };
};

/** One dead letter; null when there is none of that id. Throws DatabaseUnavailable. */
export const findDeadLetter = async (model: ReadModel, id: string): Promise<StoredDeadLetter | null> =>
  (await deadLettersById(model, [id]))[0] ?? null;

/** Notes when a dead letter last went to the log again. Throws DatabaseUnavailable. */
export const markRedriven = async (model: ReadModel, id: string, at: EpochMs): Promise<void> => {
  try {
    await model.dataSource.getRepository(DeadLetterEntity).update({ id }, { redrivenAtMs: at });
  } catch (error) {
    throw explained(error);
  }
};
