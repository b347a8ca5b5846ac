import Type, { type Static, type TSchema } from 'typebox';
import { field, nullable } from '../fields.ts';
import { deadLetterCodes } from '../codec/log-record.ts';

/** One page of a list; `nextCursor` is null on the last. */
export const listOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(field.text) });

/** One page of a list. */
export interface List<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** One bucket of `GET /v1/pumps/{id}/series`; `at` is its start, `n` how many readings it holds. */
export const seriesBucket = Type.Object({
  at: field.time,
  min: Type.Number(),
  mean: Type.Number(),
  max: Type.Number(),
  n: field.count,
});

const bytes = Type.Union([Type.String(), Type.Object({ base64: field.text })]);
const deadLetterCode = Type.Enum([...deadLetterCodes]);

/** A record that was set aside; bytes that are no UTF-8 are given as base64. */
export const deadLetterView = Type.Object({
  id: Type.String({ description: 'topic:partition:offset' }),
  at: field.time,
  code: deadLetterCode,
  detail: field.text,
  origin: Type.String({ description: 'topic/partition/offset' }),
  key: nullable(bytes),
  value: nullable(bytes),
  headers: Type.Record(Type.String(), nullable(bytes)),
  redrivenAt: nullable(field.time),
});

/** The answer to a redrive. */
export const redriven = Type.Object({ id: field.text, redrivenAt: field.time });

const counts = <Name extends string>(...names: Name[]) =>
  Type.Object(Object.fromEntries(names.map(name => [name, field.count])) as Record<Name, typeof field.count>);

/** `GET /v1/fleet`. */
export const fleetView = Type.Object({
  pumps: field.count,
  deliveryState: counts('delivering', 'not-delivering', 'unknown'),
  refillStatus: counts('ok', 'due-soon', 'due', 'overdue', 'unknown'),
  catheterStatus: counts('no-suspicion', 'suspected', 'confirmed', 'not-assessable'),
  openAlerts: counts('high', 'medium', 'low'),
  lag: Type.Object({ events: field.count, seconds: Type.Number({ minimum: 0 }) }),
});

const fault = Type.Object({ pointer: field.text, detail: field.text });

/** An error answer after RFC 9457 with a stable `code`; `errors` names every fault of a bad input. */
export const problem = Type.Object({
  type: field.text,
  title: field.text,
  status: Type.Integer(),
  detail: Type.Optional(field.text),
  instance: Type.Optional(field.text),
  code: field.text,
  errors: Type.Optional(Type.Array(fault)),
});

/** The answer to `POST /v1/events`; `index` is the event's place in the batch, 0 for a single one. */
export const eventsAnswer = Type.Object({
  accepted: field.count,
  rejected: Type.Array(Type.Object({ index: field.count, code: deadLetterCode, detail: field.text })),
});

/** An item of `GET /v1/generations`. */
export const generationView = Type.Object({
  name: Type.Enum(['live', 'next', 'former']),
  pumps: field.count,
  events: Type.Integer({ minimum: 0, description: 'Distinct events folded in.' }),
  behind: Type.Integer({
    minimum: 0,
    description: 'Log records that the live generation has read and this one has not.',
  }),
});

export type SeriesBucket = Static<typeof seriesBucket>;
export type DeadLetterView = Static<typeof deadLetterView>;
export type Redriven = Static<typeof redriven>;
export type GenerationView = Static<typeof generationView>;
export type FleetView = Static<typeof fleetView>;
export type Problem = Static<typeof problem>;
export type EventsAnswer = Static<typeof eventsAnswer>;
