import { flagParameter, limitParameter, namesParameter, requiredWordParameter } from '../http/parameter.ts';
import { defineRoute } from '../http/route.ts';
import { openApiDocument } from './openapi.ts';

const route = defineRoute({
  method: 'POST',
  path: '/v1/things/{thingId}/parts/{partId}',
  summary: 'Makes a part',
  access: 'record',
  query: { limit: limitParameter, ids: namesParameter('Which.'), kind: requiredWordParameter('Kind.', ['a', 'b']) },
  headers: { 'Idempotency-Key': 'Once.' },
  body: { content: { 'application/json': { type: 'object' } }, nesting: 9 },
  answers: {
    201: { description: 'Made.', schema: { $ref: '#/components/schemas/Part' } },
    422: { description: 'Half made.', schema: { type: 'null' } },
  },
  problems: ['pump-not-found', 'invalid-body', 'refill-already-recorded', 'idempotency-conflict'],
});
const open = defineRoute({
  ...route,
  method: 'GET',
  path: '/open',
  access: 'public',
  query: { really: flagParameter('') },
  problems: [],
});
const info = { title: 'Things', version: '1.2.3', description: 'All of them.' };

interface Response {
  readonly description: string;
  readonly content: object;
}

interface Operation {
  readonly parameters: object[];
  readonly responses: Record<string, Response>;
  readonly security: object[];
}

describe('openApiDocument', () => {
  const document = openApiDocument([route, open], { Part: { type: 'object' } }, info) as {
    readonly paths: Record<string, Record<string, Operation>>;
    readonly info: object;
  };
  const operation = document.paths['/v1/things/{thingId}/parts/{partId}']?.['post'];

  it('names every parameter with its place', () => {
    expect(operation?.parameters).toEqual([
      { name: 'thingId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'partId', in: 'path', required: true, schema: { type: 'string' } },
      expect.objectContaining({
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
      }),
      expect.objectContaining({ name: 'ids', style: 'form', explode: false }),
      expect.objectContaining({ name: 'kind', required: true }),
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }),
    ]);
  });

  it('lists answers and problems by status, and tells them apart by media type where they share one', () => {
    const responses: Operation['responses'] = operation?.responses ?? {};
    expect(Object.keys(responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '500',
      '503',
    ]);
    expect(Object.keys(responses['422']?.content ?? {})).toEqual(['application/json', 'application/problem+json']);
    expect(responses['409']?.description).toContain('`refill-already-recorded`');
    expect(responses['409']?.description).toContain('`idempotency-conflict`');
  });

  it('asks for no key where none is needed', () => {
    expect(operation?.security).toEqual([{ key: [] }]);
    expect(document.paths['/open']?.['get']?.security).toEqual([]);
    expect(Object.keys(document.paths['/open']?.['get']?.responses ?? {})).not.toContain('401');
  });

  it('describes what a subscriber is posted, with the headers that it verifies', () => {
    interface Posted {
      readonly post: { readonly parameters: readonly { readonly name: string }[]; readonly requestBody: object };
    }
    const { webhooks } = document as unknown as { readonly webhooks: Record<string, Posted> };
    expect(Object.keys(webhooks)).toEqual(['alert.changed', 'alert.test', 'subscription.changed']);
    for (const { post } of Object.values(webhooks)) {
      expect(post.parameters.map(({ name }) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    }
    expect(JSON.stringify(webhooks['subscription.changed']?.post.requestBody)).toContain('SubscriberMessage');
  });

  it('carries title, version and licence', () => {
    expect(document.info).toEqual({ ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } });
  });
});
