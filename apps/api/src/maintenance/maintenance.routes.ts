import { maintenanceDraft, maxNesting } from '@cisterna/contract';
import { named, page } from '../http/list.routes.ts';
import { namesParameter, wordParameter } from '../http/parameter.ts';
import { defineRoute, type Route } from '../http/route.ts';

export const listMaintenanceRoute = defineRoute({
  method: 'GET',
  path: '/v1/maintenance',
  summary: 'Maintenance of pumps and clinics, the last made first',
  access: 'read',
  query: {
    state: wordParameter('What is in force or scheduled, or all that ever was.', ['open', 'all'], 'open'),
    clinicId: namesParameter('Only of these clinics and their pumps.'),
    pumpId: namesParameter('Only what concerns these pumps, that of their clinics included.'),
    ...page,
  },
  answers: { 200: { description: 'One page.', schema: named('MaintenanceList') } },
  problems: [],
});

export const addMaintenanceRoute = defineRoute({
  method: 'POST',
  path: '/v1/maintenance',
  summary:
    'Says that a pump, or without `pumpId` every pump of a clinic, is maintained for at most 24 hours: alerts are raised and told to webhooks, topic and stream as always, `suppressedBy` maintenance; e-mail waits, and tells what is still open at the end',
  access: 'record',
  query: {},
  body: { content: { 'application/json': maintenanceDraft }, nesting: maxNesting },
  answers: { 201: { description: 'The maintenance.', schema: named('Maintenance') } },
  problems: ['invalid-body', 'not-found', 'pump-not-found'],
});

export const endMaintenanceRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/maintenance/{maintenanceId}',
  summary: 'Ends maintenance before its time, or calls it off; one that is over stays as it is',
  access: 'record',
  query: {},
  answers: { 204: { description: 'It is over.', schema: {} } },
  problems: ['not-found'],
});

/** What can be read about maintenance, and done. */
export const maintenanceRoutes: readonly Route[] = [listMaintenanceRoute, addMaintenanceRoute, endMaintenanceRoute];
