import { alertCommandSchemas, maxNesting, schemas, type AlertCommandCall } from '@cisterna/contract';
import { named, page } from '../http/list.routes.ts';
import { namesParameter, wordParameter, wordsParameter } from '../http/parameter.ts';
import type { ProblemCode } from '../http/problem.ts';
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
  answers: { 200: { description: 'The alert; its `ETag` is its version.', schema: named('Alert') } },
  problems: ['alert-not-found'],
});

const headers = {
  'If-Match': 'The version that the caller has seen, `"3"`: 409 `version-conflict` when the alert is at another one. Without it the command applies to the alert as it is.',
};
const problems: readonly ProblemCode[] = ['alert-not-found', 'version-conflict', 'invalid-body', 'invalid-parameter'];

const commandRoute = (call: AlertCommandCall, summary: string, more: readonly ProblemCode[] = []) =>
  defineRoute({
    method: 'POST',
    path: `/v1/alerts/{alertId}/${call}`,
    summary,
    access: 'record',
    query: {},
    headers,
    body: { content: { 'application/json': alertCommandSchemas[call] }, nesting: maxNesting },
    answers: { 200: { description: 'The alert as it now is; its `ETag` is its version.', schema: named('Alert') } },
    problems: [...problems, ...more],
  });

export const acknowledgeRoute = commandRoute('acknowledge', 'Somebody has seen the alert: ends escalation and repeats');
export const shelveRoute = commandRoute('shelve', 'Silences the alert until a time at most 24 hours ahead, when it comes back by itself');
export const unshelveRoute = commandRoute('unshelve', 'Ends the shelf before its time');
export const resetRoute = commandRoute('reset', 'Ends a latched alert whose cause is over, and counts as acknowledgement', [
  'condition-still-active',
]);

/** What can be read about alerts, and done with them. */
export const alertRoutes = [listAlertsRoute, getAlertRoute, acknowledgeRoute, shelveRoute, unshelveRoute, resetRoute];
