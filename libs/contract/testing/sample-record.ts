import { type LogRecord, parseTime } from '../src/index.ts';

const utf8 = new TextEncoder();

/** The receipt of every sample, one minute after its event. */
export const sampleReceipt = parseTime('2026-03-01T08:01:00Z') ?? NaN;

/** A sound report as it goes over the wire; `changes` replace attributes, undefined takes one away. */
export const sampleEvent = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  specversion: '1.0',
  id: 'P-7:2:41',
  source: '/pumps/P-7',
  type: 'delivery.reported.v1',
  subject: 'P-7',
  time: '2026-03-01T08:00:00Z',
  boot: 2,
  seq: 41,
  datacontenttype: 'application/json',
  data: sampleReport(),
  ...changes,
});

/** The data of a sound report. */
export const sampleReport = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  periodStart: '2026-03-01T07:00:00Z',
  periodSeconds: 3600,
  programmedNl: 20_833,
  deliveredNl: 20_811,
  reservoirSensedNl: null,
  catheterPressure: { meanPa: 1320, pulsationPa: 180 },
  ...changes,
});

/** Bytes of a text in UTF-8. */
export const bytes = (text: string): Uint8Array => utf8.encode(text);

/** The log record that carries a value in structured mode; objects are written as JSON. */
export const structuredRecord = (value: unknown, changes: Partial<LogRecord> = {}): LogRecord => ({
  key: bytes('P-7'),
  value: bytes(typeof value === 'string' ? value : JSON.stringify(value)),
  headers: { 'content-type': bytes('application/cloudevents+json') },
  receivedAt: sampleReceipt,
  ...changes,
});

/** The log record that carries an event in binary mode: attributes in headers, its data as the value. */
export const binaryRecord = (event: Record<string, unknown>, changes: Partial<LogRecord> = {}): LogRecord => {
  const { data, datacontenttype, ...attributes } = event;
  const headers = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    key: bytes('P-7'),
    value: bytes(JSON.stringify(data)),
    headers: {
      ...Object.fromEntries(headers.map(([name, value]) => [`ce_${name}`, bytes(String(value))])),
      ...(typeof datacontenttype === 'string' ? { 'content-type': bytes(datacontenttype) } : {}),
    },
    receivedAt: sampleReceipt,
    ...changes,
  };
};
