import type { DeadLetterCode, EpochMs, List, PumpId } from '@cisterna/contract';
import { headersOf } from '../batch/stored-headers.ts';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { explained } from '../database/failure.ts';
import { pageOf } from '../database/page.ts';
import { DeadLetterEntity } from '../entities/dead-letter.entity.ts';
import type { ReadModel } from '../read-model.ts';

/** A record that was set aside, as it was received. */
export interface StoredDeadLetter {
  readonly id: string;
  readonly partition: number;
  readonly at: EpochMs;
  readonly code: DeadLetterCode;
  readonly detail: string;
  readonly origin: string;
  readonly pumpId: PumpId | null;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, Uint8Array>>;
  readonly redrivenAt: EpochMs | null;
}

const list = 'dead letters';

/** The entity as the lib shows it. */
export const storedDeadLetter = ({ atMs, redrivenAtMs, headers, ...letter }: DeadLetterEntity): StoredDeadLetter => ({
  id: letter.id,
  partition: letter.partition,
  at: atMs,
  code: letter.code as DeadLetterCode,
  detail: letter.detail,
  origin: letter.origin,
  pumpId: letter.pumpId,
  key: letter.key,
  value: letter.value,
  headers: headersOf(headers),
  redrivenAt: redrivenAtMs,
});

/** Which dead letters: of these codes; absent: any. */
export interface DeadLetterQuery {
  readonly codes?: readonly DeadLetterCode[] | undefined;
  readonly limit: number;
  readonly cursor: string | null;
}

/** One page of dead letters, the newest first. Throws InvalidCursor, DatabaseUnavailable. */
export const listDeadLetters = async (
  model: ReadModel,
  { codes, limit, cursor }: DeadLetterQuery,
): Promise<List<StoredDeadLetter>> => {
  const place = decodeCursor<[number, string]>(list, cursor, [0, '']);
  const query = model.dataSource.getRepository(DeadLetterEntity).createQueryBuilder('letter');
  if (codes !== undefined) query.andWhere('letter.code = any(:codes)', { codes });
  if (place !== null) query.andWhere('(letter.atMs, letter.id) < (:at, :id)', { at: place[0], id: place[1] });
  query.orderBy('letter.atMs', 'DESC').addOrderBy('letter.id', 'DESC');
  try {
    const rows = await query.limit(limit + 1).getMany();
    return pageOf(rows, limit, { item: storedDeadLetter, cursor: last => encodeCursor(list, [last.atMs, last.id]) });
  } catch (error) {
    throw explained(error);
  }
};

/** One dead letter; null when there is none of that id. Throws DatabaseUnavailable. */
export const findDeadLetter = async (model: ReadModel, id: string): Promise<StoredDeadLetter | null> => {
  try {
    const letter = await model.dataSource.getRepository(DeadLetterEntity).findOneBy({ id });
    return letter === null ? null : storedDeadLetter(letter);
  } catch (error) {
    throw explained(error);
  }
};

/** Notes when a dead letter last went to the log again. Throws DatabaseUnavailable. */
export const markRedriven = async (model: ReadModel, id: string, at: EpochMs): Promise<void> => {
  try {
    await model.dataSource.getRepository(DeadLetterEntity).update({ id }, { redrivenAtMs: at });
  } catch (error) {
    throw explained(error);
  }
};
