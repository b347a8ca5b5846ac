import { deadLetterCodes } from '@cisterna/contract';
import { named, page } from '../http/list.routes.ts';
import { wordsParameter } from '../http/parameter.ts';
import { defineRoute } from '../http/route.ts';

export const listDeadLettersRoute = defineRoute({
  method: 'GET',
  path: '/v1/dead-letters',
  summary: 'Records that were set aside, the newest first',
  access: 'admin',
  query: { code: wordsParameter('Only those set aside for these reasons.', deadLetterCodes), ...page },
  answers: { 200: { description: 'One page.', schema: named('DeadLetterList') } },
  problems: [],
});

export const redriveRoute = defineRoute({
  method: 'POST',
  path: '/v1/dead-letters/{deadLetterId}/redrive',
  summary: 'Reads a record again and, if it can be taken now, appends it to the log',
  access: 'admin',
  query: {},
  answers: { 200: { description: 'It is in the log again; the letter stays listed.', schema: named('Redriven') } },
  problems: ['not-found', ...deadLetterCodes],
});

/** What can be done about records that were set aside. */
export const deadLetterRoutes = [listDeadLettersRoute, redriveRoute];
