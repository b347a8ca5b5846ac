import type { AppendRecord } from '@cisterna/event-log';
import { readSettings } from '@cisterna/platform';
import { pino } from 'pino';
import { NoBrokersError, openKafka } from './open-kafka.ts';
import { LogSink } from './sink.log.ts';

describe('LogSink', () => {
  it('appends under the pump’s key, as a structured CloudEvent, stamped with the simulated arrival', async () => {
    const appended: AppendRecord[] = [];
    let closed = 0;
    const sink = new LogSink({
      append: records => {
        appended.push(...records);
        return Promise.resolve();
      },
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    });
    await sink.write([{ pumpId: 'P-1', arrivalAt: 1234, value: '{"a":1}' }]);
    await sink.close();
    expect(appended).toEqual([
      { key: 'P-1', value: '{"a":1}', receivedAt: 1234, headers: { 'content-type': 'application/cloudevents+json' } },
    ]);
    expect(closed).toBe(1);
  });
});

describe('openKafka', () => {
  const log = pino({ level: 'silent' });

  it('opens the topic that the settings name', async () => {
    const events = openKafka(
      readSettings({ CISTERNA_LOG: 'kafka', KAFKA_BROKERS: '127.0.0.1:9', CISTERNA_TOPIC_TELEMETRY: 'pumps' }),
      log,
    );
    expect(events.topic).toBe('pumps');
    await events.close();
  });

  it('refuses settings without Kafka', () => {
    expect(() => openKafka(readSettings({}), log)).toThrow(NoBrokersError);
  });
});
