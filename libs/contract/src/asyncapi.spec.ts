import { asyncApiDocument, defaultTopics } from './asyncapi.ts';
import { eventDataSchemas } from './events/pump-event.ts';

type Json = Readonly<Record<string, unknown>>;

const document = JSON.parse(JSON.stringify(asyncApiDocument('1.2.3'))) as Json;

/** What a JSON pointer of the document leads to; undefined where it leads nowhere. */
const follow = (pointer: string, root: unknown = document): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((at, name) => (at as Json | undefined)?.[name], root);

const referencesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : referencesIn(member),
  );
};

const payloadOf = (message: string): Json => follow(`#/components/messages/${message}/payload`) as Json;

describe('asyncApiDocument', () => {
  it('is of version 3.0.0 and says what it describes', () => {
    expect(document).toMatchObject({ asyncapi: '3.0.0', info: { title: 'Cisterna', version: '1.2.3' } });
  });

  it('has a channel for each topic under its default name', () => {
    const addresses = Object.values(document['channels'] as Record<string, Json>).map(({ address }) => address);
    expect(addresses).toEqual(['pump.telemetry.v1', 'pump.alerts.v1', 'pump.telemetry.dlq.v1']);
  });

  it('names the topics as the settings do', () => {
    const renamed = asyncApiDocument('1.2.3', { ...defaultTopics, alerts: 'ward.alerts' });
    expect(renamed.channels.alerts.address).toBe('ward.alerts');
  });

  it('refers only to what it holds', () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter(reference => follow(reference) === undefined)).toEqual([]);
  });

  it('lets every operation speak of messages of its own channel', () => {
    const operations = Object.values(document['operations'] as Record<string, Json>);
    for (const { channel, messages } of operations) {
      const [of] = referencesIn(channel);
      expect(referencesIn(messages).filter(reference => !reference.startsWith(`${of ?? ''}/messages/`))).toEqual([]);
    }
  });

  it('has a message for every event type, whose payload names the type', () => {
    const messages = follow('#/channels/telemetry/messages') as Json;
    expect(Object.keys(messages)).toEqual(Object.keys(eventDataSchemas));
    for (const type of Object.keys(messages)) {
      expect(payloadOf(type)).toMatchObject({ properties: { type: { const: type }, data: { type: 'object' } } });
    }
  });

  it('has a message for every change of an alert, whose payload holds the alert', () => {
    const changes = ['raised', 'updated', 'acknowledged', 'shelved', 'unshelved', 'reset', 'cleared', 'withdrawn'];
    const messages = follow('#/channels/alerts/messages') as Json;
    expect(Object.keys(messages)).toEqual(changes.map(change => `alert.${change}.v1`));
    expect(payloadOf('alert.raised.v1')).toMatchObject({ properties: { data: { properties: { onsetAt: {} } } } });
  });

  it('describes the headers of dead letters', () => {
    const headers = follow('#/components/messages/record.set-aside/headers') as Json;
    expect(headers['required']).toEqual(['cisterna-error', 'cisterna-error-detail', 'cisterna-origin', 'cisterna-at']);
  });

  it('holds nothing that is not JSON Schema: no marks of the schema library', () => {
    expect(JSON.stringify(document)).not.toContain('~');
  });
});
