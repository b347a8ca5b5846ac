import type { EpochMs, List } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { explained } from '../database/failure.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import { ApiKeyEntity } from '../entities/api-key.entity.ts';
import type { ReadModel } from '../read-model.ts';

/** A key as it is kept: who may do what with it, never the key itself. */
export interface ApiKey {
  readonly keyId: string;
  readonly name: string;
  readonly role: string;
  /** Null: all clinics. */
  readonly clinicIds: readonly string[] | null;
  /** Null: all pumps of the clinics. */
  readonly pumpIds: readonly string[] | null;
  readonly createdAt: EpochMs;
}

const columns = `key_id as "keyId", name, role, clinic_ids as "clinicIds", pump_ids as "pumpIds", created_ms as "createdAt"`;
const list = 'keys';

/** Keeps a new key; `hash` is its SHA-256 in hexadecimal. Throws DatabaseUnavailable. */
export const addApiKey = async (model: ReadModel, { createdAt, ...key }: ApiKey, hash: string): Promise<void> => {
  try {
    await model.dataSource.getRepository(ApiKeyEntity).insert({
      ...key,
      clinicIds: key.clinicIds === null ? null : [...key.clinicIds],
      pumpIds: key.pumpIds === null ? null : [...key.pumpIds],
      hash,
      createdMs: createdAt,
    });
  } catch (error) {
    throw explained(error);
  }
};

/** The key with this hash; null when there is none. Throws DatabaseUnavailable. */
export const apiKeyByHash = async (model: ReadModel, hash: string): Promise<ApiKey | null> =>
  (await select<ApiKey>(model, `select ${columns} from api_key where hash = $1`, [hash]))[0] ?? null;

/** One page of keys, the oldest first. Throws InvalidCursor, DatabaseUnavailable. */
export const listApiKeys = async (
  model: ReadModel,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
): Promise<List<ApiKey>> => {
  const parameters = new Parameters();
  const place = decodeCursor<[number, string]>(list, cursor, [0, '']);
  const behind =
    place === null
      ? ''
      : `where (created_ms, key_id) > (${parameters.add(place[0])}::bigint, ${parameters.add(place[1])}::text)`;
  const text = `select ${columns} from api_key ${behind} order by created_ms, key_id limit ${parameters.add(limit + 1)}`;
  const rows = await select<ApiKey>(model, text, parameters.values);
  return pageOf(rows, limit, { item: key => key, cursor: last => encodeCursor(list, [last.createdAt, last.keyId]) });
};

/** Forgets a key, which ends it at once; false when there was none. Throws DatabaseUnavailable. */
export const removeApiKey = async (model: ReadModel, keyId: string): Promise<boolean> => {
  const removed = await select<{ keyId: string }>(
    model,
    `with gone as (delete from api_key where key_id = $1 returning key_id as "keyId") select * from gone`,
    [keyId],
  );
  return removed.length > 0;
};
