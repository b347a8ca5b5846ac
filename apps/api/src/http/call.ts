import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { readJsonBody, type JsonBody } from './json-body.ts';
import type { ParameterTable, ParameterValues } from './parameter.ts';
import { readQuery, type RawQuery } from './query.ts';
import { routeKey, type Route } from './route.ts';

/** A request after access was granted and all of it was read and found well-formed. */
export interface Call<Query extends ParameterTable = ParameterTable> {
  readonly principal: Principal;
  /** The varying parts of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: ParameterValues<Query>;
  /** Request headers, names in lower case. */
  readonly headers: FastifyRequest['headers'];
  /** The body; without media type and value where the route takes none. */
  readonly body: JsonBody;
}

/** The call of a route that `defineRoute` made. */
export type CallOf<R extends Route> = Call<R['query']>;

/** What the access guard leaves on a request. */
export interface Admitted {
  principal?: Principal;
}

const noBody: JsonBody = { mediaType: '', value: undefined, text: '' };

const bytesOf = (body: unknown): Uint8Array | null => (body instanceof Uint8Array ? body : null);

/** Reads a request by its route's declaration; throws a Problem that names every fault. */
export const readCall = (request: FastifyRequest & Admitted, route: Route): Call => {
  const { principal } = request;
  if (principal === undefined) throw new TypeError(`No guard admitted the call of ${route.path}.`);
  const query = readQuery(route.query, request.query as RawQuery);
  const body = route.body === undefined ? noBody : readJsonBody(bytesOf(request.body), request.headers, route.body);
  return { principal, path: request.params as Record<string, string>, query, headers: request.headers, body };
};

/** Hands a controller's method its `Call`. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const route = Reflect.getMetadata(routeKey, context.getHandler()) as Route;
  return readCall(context.switchToHttp().getRequest<FastifyRequest & Admitted>(), route);
});
