import { webhooks } from './webhooks.ts';
import { problemKind, type ProblemCode } from '../http/problem.ts';
import type { JsonSchema, Parameter } from '../http/parameter.ts';
import type { Route, RouteAnswer } from '../http/route.ts';

/** An OpenAPI 3.1 document, as JSON. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

/** What the document says about the service as a whole. */
export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** Problems that any call may end in. */
const everywhere: readonly ProblemCode[] = ['unavailable', 'internal'];
const behindAccess: readonly ProblemCode[] = ['unauthenticated', 'forbidden'];

const queryParameter = ([name, { description, schema, required }]: [string, Parameter<unknown>]): JsonSchema => ({
  name,
  in: 'query',
  required: required === true,
  description,
  schema,
  ...('type' in schema && schema.type === 'array' ? { style: 'form', explode: false } : {}),
});

const pathParameters = (path: string): readonly JsonSchema[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(match => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const headerParameters = (headers: Route['headers']): readonly JsonSchema[] =>
  Object.entries(headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));

const problemsOf = (route: Route): readonly ProblemCode[] => [
  ...route.problems,
  ...(Object.keys(route.query).length > 0 ? (['invalid-parameter'] as const) : []),
  ...(route.body === undefined ? [] : (['malformed-json', 'unsupported-media-type', 'payload-too-large'] as const)),
  ...(route.access === 'public' ? [] : behindAccess),
  ...everywhere,
];

interface Answer {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

const answerOf = ({ description, schema, mediaType }: RouteAnswer): Answer => ({
  description,
  content: { [mediaType ?? 'application/json']: { schema } },
});

const problemAnswer = (codes: readonly ProblemCode[]): Answer => ({
  description: codes.map(code => `\`${code}\`: ${problemKind(code).meaning}.`).join(' '),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** A status may be an answer and a problem too, told apart by the media type. */
const both = (a: Answer, b: Answer | undefined): Answer =>
  b === undefined ? a : { description: `${a.description} ${b.description}`, content: { ...a.content, ...b.content } };

const answersOf = (route: Route): Readonly<Record<string, Answer>> => {
  const codes = [...new Set(problemsOf(route))];
  const answers: Record<string, Answer> = {};
  for (const status of new Set(codes.map(code => problemKind(code).status)))
    answers[status] = problemAnswer(codes.filter(code => problemKind(code).status === status));
  for (const [status, answer] of Object.entries(route.answers))
    answers[status] = both(answerOf(answer), answers[status]);
  return answers;
};

const bodyOf = ({ body }: Route): JsonSchema =>
  body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: Object.fromEntries(Object.entries(body.content).map(([type, schema]) => [type, { schema }])),
        },
      };

const operationOf = (route: Route): JsonSchema => ({
  summary: route.summary,
  parameters: [
    ...pathParameters(route.path),
    ...Object.entries(route.query).map(queryParameter),
    ...headerParameters(route.headers),
  ],
  ...bodyOf(route),
  responses: answersOf(route),
  security: route.access === 'public' ? [] : [{ key: [] }],
});

/** Writes the document of a route table; `schemas` are what the routes' `$ref`s name. */
export const openApiDocument = (
  routes: readonly Route[],
  schemas: Readonly<Record<string, JsonSchema>>,
  info: ApiInfo,
): OpenApiDocument => {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    webhooks,
    components: {
      schemas,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, or under CISTERNA_AUTH=oidc a token of the issuer; not needed under CISTERNA_AUTH=open.' },
      },
    },
  };
};
