import { apiKeyBody, maxNesting } from '@cisterna/contract';
import { named, page } from '../http/list.routes.ts';
import { defineRoute } from '../http/route.ts';

export const addKeyRoute = defineRoute({
  method: 'POST',
  path: '/v1/keys',
  summary: 'Makes a key; it is shown this once',
  access: 'admin',
  query: {},
  body: { content: { 'application/json': apiKeyBody }, nesting: maxNesting },
  answers: { 201: { description: 'The key, with who may do what with it.', schema: named('NewApiKey') } },
  problems: ['invalid-body'],
});

export const listKeysRoute = defineRoute({
  method: 'GET',
  path: '/v1/keys',
  summary: 'The keys that were made, the oldest first, without the keys themselves',
  access: 'admin',
  query: page,
  answers: { 200: { description: 'One page.', schema: named('ApiKeyList') } },
  problems: [],
});

export const removeKeyRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/keys/{keyId}',
  summary: 'Ends a key at once',
  access: 'admin',
  query: {},
  answers: { 204: { description: 'The key is no more.', schema: {} } },
  problems: ['not-found'],
});

/** Who may call. The administrator’s own key comes from the settings and is not among them. */
export const keyRoutes = [addKeyRoute, listKeysRoute, removeKeyRoute];
