import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { Access } from '../access/principal.ts';
import type { JsonSchema, ParameterTable } from './parameter.ts';
import type { ProblemCode } from './problem.ts';

/** A body that a route takes. */
export interface RouteBody {
  /** Schema by media type; any other media type is 415. */
  readonly content: Readonly<Record<string, JsonSchema>>;
  /** How deep it may be nested. */
  readonly nesting: number;
}

/** An answer that is no problem. */
export interface RouteAnswer {
  readonly description: string;
  readonly schema: JsonSchema;
  /** `application/json` when left out. */
  readonly mediaType?: string;
}

/** One call of the HTTP interface: what the controller serves and what the OpenAPI document says about it. */
export interface Route<Query extends ParameterTable = ParameterTable> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for parts that vary. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly query: Query;
  /** Optional request headers and what they mean. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RouteBody;
  /** By status; the first is the usual one. */
  readonly answers: Readonly<Record<number, RouteAnswer>>;
  readonly problems: readonly ProblemCode[];
}

/** Where a handler's route is kept. */
export const routeKey = Symbol('route');

/** Keeps the exact type of a route's parameters. */
export const defineRoute = <Query extends ParameterTable>(route: Route<Query>): Route<Query> => route;

/** The path as the router writes it: `{id}` becomes `:id`. */
export const routerPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** The status that a handler's answer has unless it says otherwise. */
export const usualStatus = (route: Route): number => Number(Object.keys(route.answers)[0]);

/** Makes a controller's method the one that serves a route. */
export const Handles = (route: Route): MethodDecorator =>
  applyDecorators(
    RequestMapping({ method: RequestMethod[route.method], path: routerPath(route.path) }),
    HttpCode(usualStatus(route)),
    SetMetadata(routeKey, route),
  );
