import type { DeadLetterCode, EpochMs, PumpId } from '@cisterna/contract';
import { In } from 'typeorm';
import { headersOf } from '../batch/stored-headers.ts';
import { explained } from '../database/failure.ts';
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

/** Where a dead letter stands in a list, and how much its key and value weigh. */
export interface DeadLetterPlace {
  readonly id: string;
  readonly at_ms: EpochMs;
  readonly bytes: number;
}

/** The columns of a DeadLetterPlace. */
export const placeColumns = 'id, at_ms, coalesce(octet_length(key), 0) + coalesce(octet_length(value), 0) as bytes';

/** A page's values together; a poisoned log may hold records of any size. */
const pageBytes = 8 * 1024 * 1024;

/** How many of these, from the first on, one page can hold; at least one. */
export const fitting = (places: readonly DeadLetterPlace[]): number => {
  let bytes = 0;
  const tooMany = places.findIndex((place, index) => (bytes += place.bytes) > pageBytes && index > 0);
  return tooMany < 0 ? places.length : tooMany;
};

const storedDeadLetter = ({ atMs, redrivenAtMs, headers, ...letter }: DeadLetterEntity): StoredDeadLetter => ({
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

/** These dead letters in this order; unknown ids are left out. Throws DatabaseUnavailable. */
export const deadLettersById = async (model: ReadModel, ids: readonly string[]): Promise<StoredDeadLetter[]> => {
  if (ids.length === 0) return [];
  try {
    const found = await model.dataSource.getRepository(DeadLetterEntity).findBy({ id: In([...ids]) });
    const letters = new Map(found.map(letter => [letter.id, letter]));
    return ids.flatMap(id => letters.get(id) ?? []).map(storedDeadLetter);
  } catch (error) {
    throw explained(error);
  }
};
