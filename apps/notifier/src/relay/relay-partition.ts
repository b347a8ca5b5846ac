import type { Publisher, PublishRecord } from '@cisterna/event-log';
import {
  markChangesPublished,
  markDeadLettersPublished,
  unpublishedChanges,
  unpublishedDeadLetters,
  type ReadModel,
  type StoredDeadLetter,
  type UnpublishedChange,
} from '@cisterna/read-model';
import { formatTime, toAlertEvent, type AlertView } from '@cisterna/contract';

/** So many at a time: a portion is published whole before it is marked. */
const portion = 500;

const changeRecord = ({ pumpId, change, at, doc }: UnpublishedChange): PublishRecord => ({
  key: pumpId,
  value: JSON.stringify(toAlertEvent(JSON.parse(doc) as AlertView, change, at)),
  headers: { 'content-type': 'application/cloudevents+json' },
});

const letterRecord = ({ key, value, headers, code, detail, origin, at }: StoredDeadLetter): PublishRecord => ({
  key,
  value,
  headers: { ...headers, 'cisterna-error': code, 'cisterna-error-detail': detail, 'cisterna-origin': origin, 'cisterna-at': formatTime(at) },
});

const relayChanges = async (model: ReadModel, publisher: Publisher, partition: number): Promise<number> => {
  const changes = await unpublishedChanges(model, partition, portion);
  if (changes.length === 0) return 0;
  await publisher.publish('alerts', changes.map(changeRecord));
  await markChangesPublished(model, changes);
  return changes.length;
};

const relayLetters = async (model: ReadModel, publisher: Publisher, partition: number): Promise<number> => {
  const letters = await unpublishedDeadLetters(model, partition, portion);
  if (letters.length === 0) return 0;
  await publisher.publish('deadLetters', letters.map(letterRecord));
  await markDeadLettersPublished(model, letters.map(letter => letter.id));
  return letters.length;
};

/**
 * Publishes what a partition's outbox holds, until it is empty or the signal aborts: alert changes in version order per alert,
 * dead letters untouched with their reason in headers. At least once: what was published but not yet marked goes again.
 */
export const relayPartition = async (model: ReadModel, publisher: Publisher, partition: number, signal: AbortSignal): Promise<void> => {
  for (const relay of [relayChanges, relayLetters]) {
    let published = 1;
    while (published > 0 && !signal.aborted) published = await relay(model, publisher, partition);
  }
};
