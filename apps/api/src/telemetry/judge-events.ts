import {
  decodeEventText,
  parseTime,
  splitBatch,
  type EpochMs,
  type EventsAnswer,
  type PumpEvent,
} from '@cisterna/contract';
import type { JsonBody } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';

/** The media type of one event. */
export const eventMediaType = 'application/cloudevents+json';
/** The media type of a list of events. */
export const batchMediaType = 'application/cloudevents-batch+json';
/** How many events a batch holds at most. */
export const batchLimit = 1000;

/** An event that was not taken; `index` is its place in the batch, 0 for a single one. */
export type RejectedEvent = EventsAnswer['rejected'][number];

/** An event that can go into the log, with its JSON text exactly as written. */
export interface TakenEvent {
  readonly index: number;
  readonly event: PumpEvent;
  readonly text: string;
}

/** What is to be appended and what was refused, each in the order received. */
export interface JudgedEvents {
  readonly taken: TakenEvent[];
  readonly rejected: RejectedEvent[];
}

/** Says when an event counts as received, given its own time (null when it has none that can be read). */
export type ReceiptRule = (eventTime: EpochMs | null) => EpochMs;

/** One event of a body: its value, and its text as written. */
export interface WrittenEvent {
  readonly value: unknown;
  readonly text: string;
}

const timeOf = (value: unknown): EpochMs | null => {
  const time = typeof value === 'object' && value !== null && 'time' in value ? value.time : null;
  return typeof time === 'string' ? parseTime(time) : null;
};

/**
 * The events of a body; throws `invalid-body` when it is neither an object nor the list that its media type asks for,
 * `payload-too-large` for a batch over 1 000.
 */
export const eventsOf = ({ mediaType, value, text }: JsonBody): readonly WrittenEvent[] => {
  if (typeof value !== 'object' || value === null) throw wrongBody('must be an object or a list');
  if (mediaType === eventMediaType) return [{ value, text: text.trim() }];
  if (!Array.isArray(value)) throw wrongBody('must be a list, as its media type says');
  if (value.length > batchLimit) {
    throw new Problem('payload-too-large', `A batch holds at most ${batchLimit} events, this one ${value.length}.`);
  }
  return splitBatch(text).map((item, index) => ({ value: value[index] as unknown, text: item }));
};

const wrongBody = (detail: string): Problem =>
  new Problem('invalid-body', `The body ${detail}.`, { faults: [{ pointer: '', detail }] });

/** Checks each event as the projector will; unknown fields stay in the text. */
export const judgeEvents = (events: readonly WrittenEvent[], receipt: ReceiptRule): JudgedEvents => {
  const judged: JudgedEvents = { taken: [], rejected: [] };
  events.forEach(({ value, text }, index) => {
    const decoded = decodeEventText(text, receipt(timeOf(value)));
    if (decoded.ok) judged.taken.push({ index, event: decoded.event, text: decoded.text });
    else judged.rejected.push({ index, code: decoded.code, detail: decoded.detail });
  });
  return judged;
};
