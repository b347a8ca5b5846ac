import type { AlertChange, EpochMs, PumpId } from '@cisterna/contract';
import { binaryArray } from '../database/binary-array.ts';
import { select } from '../database/select.ts';
import {
  deadLettersById,
  fitting,
  placeColumns,
  type DeadLetterPlace,
  type StoredDeadLetter,
} from '../queries/stored-dead-letter.ts';
import type { ReadModel } from '../read-model.ts';

/** One change of one alert that the alerts topic has not got yet; `doc` is the alert after it, JSON. */
export interface UnpublishedChange {
  readonly alertId: string;
  readonly version: number;
  readonly pumpId: PumpId;
  readonly change: AlertChange;
  readonly at: EpochMs;
  readonly doc: string;
}

/** The partitions whose outbox holds anything, ascending. Throws DatabaseUnavailable. */
export const unpublishedPartitions = async (model: ReadModel): Promise<number[]> => {
  const rows = await select<{ partition: number }>(
    model,
    `select partition from alert_change where not published union select partition from dead_letter where not published order by partition`,
    [],
  );
  return rows.map(({ partition }) => partition);
};

/** The next changes of a partition's alerts to publish, each alert's in the order of its versions. Throws DatabaseUnavailable. */
export const unpublishedChanges = (model: ReadModel, partition: number, limit: number): Promise<UnpublishedChange[]> =>
  select<UnpublishedChange>(
    model,
    `select alert_id as "alertId", version, pump_id as "pumpId", change, at_ms as at, doc from alert_change
      where not published and partition = $1 order by alert_id, version limit $2`,
    [partition, limit],
  );

/** Notes that these changes are published; again does no harm. Throws DatabaseUnavailable. */
export const markChangesPublished = async (
  model: ReadModel,
  changes: readonly Pick<UnpublishedChange, 'alertId' | 'version'>[],
): Promise<void> => {
  await select(
    model,
    `update alert_change c set published = true from unnest($1::text[], $2::int4[]) as r (alert_id, version)
      where c.alert_id = r.alert_id and c.version = r.version and not c.published`,
    [
      binaryArray(
        'text',
        changes.map(change => change.alertId),
      ),
      binaryArray(
        'int4',
        changes.map(change => change.version),
      ),
    ],
  );
};

/**
 * The next dead letters of a partition that the dead-letter topic has not got yet, the oldest first; fewer than `limit` where they are large.
 * Throws DatabaseUnavailable.
 */
export const unpublishedDeadLetters = async (
  model: ReadModel,
  partition: number,
  limit: number,
): Promise<StoredDeadLetter[]> => {
  const places = await select<DeadLetterPlace>(
    model,
    `select ${placeColumns} from dead_letter where not published and partition = $1 order by at_ms, id limit $2`,
    [partition, limit],
  );
  const ids = places.slice(0, fitting(places)).map(({ id }) => id);
  return deadLettersById(model, ids);
};

/** Notes that these dead letters are published; again does no harm. Throws DatabaseUnavailable. */
export const markDeadLettersPublished = async (model: ReadModel, ids: readonly string[]): Promise<void> => {
  await select(model, `update dead_letter set published = true where id = any($1::text[]) and not published`, [
    binaryArray('text', ids),
  ]);
};
