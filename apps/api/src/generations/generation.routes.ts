import { named } from '../http/list.routes.ts';
import { defineRoute } from '../http/route.ts';

export const listGenerationsRoute = defineRoute({
  method: 'GET',
  path: '/v1/generations',
  summary:
    'The generations of the read models: the live one, one that is being built, and the former one, where there are such',
  access: 'admin',
  query: {},
  answers: { 200: { description: 'All of them, the live one first.', schema: named('GenerationList') } },
  problems: [],
});
