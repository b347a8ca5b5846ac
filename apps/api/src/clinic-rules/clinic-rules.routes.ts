import { alertRulesBody, maxNesting } from '@cisterna/contract';
import { named } from '../http/list.routes.ts';
import { defineRoute, type Route } from '../http/route.ts';

const path = '/v1/clinics/{clinicId}/alert-rules';

export const getAlertRulesRoute = defineRoute({
  method: 'GET',
  path,
  summary:
    'The rules by which alerts of a clinic are decided: what it has set, the whole table with the reason of each default, and the bounds',
  access: 'read',
  query: {},
  answers: { 200: { description: 'The rules; their `ETag` is their version.', schema: named('AlertRules') } },
  problems: ['not-found'],
});

export const putAlertRulesRoute = defineRoute({
  method: 'PUT',
  path,
  summary:
    'Sets priorities by kind, and thresholds, in place of all that the clinic has set; what is left out is as the table says. Applies to what is decided from then on',
  access: 'configure',
  query: {},
  headers: {
    'If-Match':
      'The version that the caller has seen, `"3"` (`"0"`: none): 409 `version-conflict` when another is in force. Without it the rules are replaced as they are.',
  },
  body: { content: { 'application/json': alertRulesBody }, nesting: maxNesting },
  answers: {
    200: { description: 'The rules as they are now; their `ETag` is their version.', schema: named('AlertRules') },
  },
  problems: ['not-found', 'invalid-body', 'invalid-parameter', 'version-conflict'],
});

/** What can be read about a clinic's rules, and set. */
export const clinicRulesRoutes: readonly Route[] = [getAlertRulesRoute, putAlertRulesRoute];
