import { named } from '../http/list.routes.ts';
import { defineRoute } from '../http/route.ts';

export const fleetRoute = defineRoute({
  method: 'GET',
  path: '/v1/fleet',
  summary: 'How many pumps are in which state, open alerts, and how far the read models are behind',
  access: 'read',
  query: {},
  answers: { 200: { description: 'The counts.', schema: named('Fleet') } },
  problems: [],
});
