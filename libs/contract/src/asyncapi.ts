import Type, { type TSchema } from 'typebox';
import { alertEventSchema } from './codec/alert-event.ts';
import { cloudEventSchemas } from './codec/cloud-event.ts';
import { deadLetterCodes } from './codec/log-record.ts';
import { field } from './fields.ts';
import { alertChange } from './http/alert-view.ts';

/** The names of the three topics. */
export interface Topics {
  readonly telemetry: string;
  readonly alerts: string;
  readonly deadLetters: string;
}

/** The topics' names unless the settings change them. */
export const defaultTopics: Topics = {
  telemetry: 'pump.telemetry.v1',
  alerts: 'pump.alerts.v1',
  deadLetters: 'pump.telemetry.dlq.v1',
};

interface Reference {
  readonly $ref: string;
}

interface Message {
  readonly name: string;
  readonly title: string;
  readonly contentType: string;
  readonly headers: TSchema;
  readonly payload: TSchema;
  readonly bindings: object;
}

interface Channel {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly messages: Readonly<Record<string, Reference>>;
  readonly bindings: object;
}

interface Operation {
  readonly action: 'send' | 'receive';
  readonly channel: Reference;
  readonly title: string;
  readonly messages: readonly Reference[];
}

/** An AsyncAPI 3.0 document, as far as Cisterna uses the format. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly defaultContentType: string;
  readonly channels: Readonly<Record<keyof Topics, Channel>>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

type Messages = Readonly<Record<string, Message>>;

const bindingVersion = '0.5.0';
const structured = 'application/cloudevents+json';
const key = Type.String({ description: 'The pump id.' });
const structuredHeaders = Type.Object({ 'content-type': Type.Literal(structured) });

const deadLetterHeaders = Type.Object({
  'cisterna-error': Type.Enum([...deadLetterCodes]),
  'cisterna-error-detail': field.text,
  'cisterna-origin': Type.String({ description: 'topic/partition/offset' }),
  'cisterna-at': field.time,
});

const cloudEvent = (name: string, payload: TSchema): [string, Message] => [
  name,
  {
    name,
    title: name,
    contentType: structured,
    headers: structuredHeaders,
    payload,
    bindings: { kafka: { key, bindingVersion } },
  },
];

const telemetryMessages: Messages = Object.fromEntries(
  Object.entries(cloudEventSchemas).map(([type, schema]) => cloudEvent(type, schema)),
);

// The device's own alarm.raised.v1 and the service's alert.raised.v1 have different names, so that one list holds both.
const alertMessages: Messages = Object.fromEntries(
  alertChange.enum.map(change => cloudEvent(`alert.${change}.v1`, alertEventSchema(change))),
);

const deadLetterMessages: Messages = {
  'record.set-aside': {
    name: 'record.set-aside',
    title: 'A record that could not be taken',
    contentType: 'application/octet-stream',
    headers: deadLetterHeaders,
    payload: Type.Unknown({ description: 'The value as received; empty when it was too large for the topic.' }),
    bindings: { kafka: { bindingVersion } },
  },
};

const channel = (address: string, title: string, description: string, messages: Messages): Channel => ({
  address,
  title,
  description,
  messages: Object.fromEntries(Object.keys(messages).map(name => [name, { $ref: `#/components/messages/${name}` }])),
  bindings: { kafka: { topic: address, bindingVersion } },
});

const operation = (action: Operation['action'], on: keyof Topics, title: string, messages: Messages): Operation => ({
  action,
  channel: { $ref: `#/channels/${on}` },
  title,
  messages: Object.keys(messages).map(name => ({ $ref: `#/channels/${on}/messages/${name}` })),
});

const texts = {
  telemetry:
    "A pump's history: CloudEvents 1.0, structured or binary (ce_ headers), keyed by pump id. (subject, boot, seq, entry) identifies an event.",
  alerts: 'Every change of an alert, at least once, in version order per alert.',
  deadLetters:
    'Records that could not be taken, key, value and headers as received, with the reason in further headers.',
} as const;

/** Describes the three topics and every message on them, as an AsyncAPI 3.0 document that is plain JSON when serialised. */
export const asyncApiDocument = (version: string, topics: Topics = defaultTopics): AsyncApiDocument => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Cisterna',
    version,
    description: 'Telemetry of implanted intrathecal drug pumps and the alerts that follow from it.',
  },
  defaultContentType: structured,
  channels: {
    telemetry: channel(topics.telemetry, 'Telemetry', texts.telemetry, telemetryMessages),
    alerts: channel(topics.alerts, 'Alert changes', texts.alerts, alertMessages),
    deadLetters: channel(topics.deadLetters, 'Dead letters', texts.deadLetters, deadLetterMessages),
  },
  operations: {
    receiveTelemetry: operation('receive', 'telemetry', 'Folds telemetry into read models', telemetryMessages),
    sendAlerts: operation('send', 'alerts', 'Publishes changes of alerts', alertMessages),
    sendDeadLetters: operation('send', 'deadLetters', 'Sets records aside', deadLetterMessages),
  },
  components: { messages: { ...telemetryMessages, ...alertMessages, ...deadLetterMessages } },
});
