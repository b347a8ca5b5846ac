import Type from 'typebox';
import { type EventType, eventDataSchemas } from '../events/pump-event.ts';
import { writtenAttributes } from './encode.ts';

const structuredSchema = (type: EventType) =>
  Type.Object({
    ...writtenAttributes.properties,
    type: Type.Literal(type),
    data: eventDataSchemas[type],
  });

/** The names of all event types. */
export const eventTypes = Object.keys(eventDataSchemas) as EventType[];

/** The JSON Schema of the structured CloudEvent of every event type, as Cisterna writes it. */
export const cloudEventSchemas: Readonly<Record<EventType, ReturnType<typeof structuredSchema>>> = Object.fromEntries(
  eventTypes.map(type => [type, structuredSchema(type)]),
) as Record<EventType, ReturnType<typeof structuredSchema>>;
