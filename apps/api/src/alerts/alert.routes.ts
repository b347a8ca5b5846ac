import { schemas } from '@cisterna/contract';
import { named, page } from '../http/list.routes.ts';
import { namesParameter, wordParameter, wordsParameter } from '../http/parameter.ts';
import { defineRoute } from '../http/route.ts';

const { kind, priority } = schemas.Alert.properties;

export const listAlertsRoute = defineRoute({
  method: 'GET',
  path: '/v1/alerts',
  summary: 'Alerts, the last raised first',
  access: 'read',
  query: {
    state: wordParameter('Open ones, or all that ever were.', ['open', 'all'], 'open'),
    pumpId: namesParameter('Only alerts of these pumps.'),
    clinicId: namesParameter('Only alerts of pumps of these clinics.'),
    kind: wordsParameter('Only these kinds.', kind.enum),
    priority: wordsParameter('Only these priorities.', priority.enum),
    ...page,
  },
  answers: { 200: { description: 'One page.', schema: named('AlertList') } },
  problems: [],
});

export const getAlertRoute = defineRoute({
  method: 'GET',
  path: '/v1/alerts/{alertId}',
  summary: 'One alert with its whole history',
  access: 'read',
  query: {},
  answers: { 200: { description: 'The alert.', schema: named('Alert') } },
  problems: ['alert-not-found'],
});

/** What can be read about alerts. */
export const alertRoutes = [listAlertsRoute, getAlertRoute];
