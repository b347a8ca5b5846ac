import { cloudEventSchemas } from '@cisterna/contract';
import { named } from '../http/list.routes.ts';
import type { JsonSchema } from '../http/parameter.ts';
import { defineRoute } from '../http/route.ts';
import { batchLimit, batchMediaType, eventMediaType } from './judge-events.ts';

const event: JsonSchema = { oneOf: Object.values(cloudEventSchemas) };
const answer = named('EventsAnswer');

export const postEventsRoute = defineRoute({
  method: 'POST',
  path: '/v1/events',
  summary: 'Appends one event or a batch of at most 1 000 to the log',
  access: 'telemetry',
  query: {},
  body: {
    content: { [eventMediaType]: event, [batchMediaType]: { type: 'array', maxItems: batchLimit, items: event } },
    // Each event is judged by itself, its nesting too; this only keeps a hostile body from costing seconds.
    nesting: 1000,
  },
  answers: {
    202: { description: 'The log has those that were accepted, durably.', schema: answer },
    422: { description: 'Nothing in it was accepted.', schema: answer },
  },
  problems: ['invalid-body'],
});
