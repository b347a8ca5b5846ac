import type { LoggedRecord } from '../../event-log.ts';
import { eventually } from '../../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../../testing/recording-owner.ts';
import { testLog } from '../../testing/test-log.ts';
import { KafkaEventLog } from '../event-log.kafka.ts';
import type { KafkaSettings } from '../settings.kafka.ts';
import { freshSettings } from './fresh-settings.ts';

/** Reads any topic from its beginning until it has `count` records. */
export const readTopic = async (
  settings: KafkaSettings,
  topic: string,
  count: number,
): Promise<readonly LoggedRecord[]> => {
  const { group } = freshSettings('', 1);
  const log = new KafkaEventLog({ ...settings, group, topics: { ...settings.topics, telemetry: topic } }, testLog);
  const owner = new RecordingOwner();
  log.consume(owner);
  await eventually(`${count} records of ${topic}`, () => owner.shelf.records.length >= count).finally(() =>
    log.close(),
  );
  return owner.shelf.records.map(({ record }) => record);
};

export const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();
