import { HttpException } from '@nestjs/common';
import { parameterProblem } from './query.ts';
import { Problem, type ProblemCode } from './problem.ts';

/** Refusals of the HTTP server itself, by status; Nest hands them over as its own exceptions. */
const serverRefusals: Readonly<Record<number, readonly [ProblemCode, string]>> = {
  400: ['malformed-json', 'The body is not as long as its content-length says.'],
  404: ['not-found', 'There is no such path.'],
  413: ['payload-too-large', 'The body is over 8 MiB.'],
  414: ['not-found', 'The path is too long.'],
  415: ['unsupported-media-type', 'The content-type can not be read.'],
};

/** The router's own refusals, which pass Nest by. */
const routerRefusals: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_BAD_URL: ['not-found', 'The path can not be decoded.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 'The path is too long.'],
};

/** System and PostgreSQL codes of a store that is away, starting, stopping or out of connections; class 08 is the connection's. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const awayTexts =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|pool after calling end/i;

const codeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};

const saysRetriable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'retriable' in error && error.retriable === true;

/** What a failure hides: its cause, and the single failures of an aggregate. */
const within = (error: unknown): readonly unknown[] => {
  if (error instanceof AggregateError) return error.errors as unknown[];
  return error instanceof Error && error.cause !== undefined ? [error.cause] : [];
};

/** Whether a failure says that the log or the database does not answer, so that the same call may succeed later. */
export const isAway = (error: unknown, depth = 0): boolean => {
  const code = codeOf(error);
  if (saysRetriable(error) || awayCodes.has(code) || code.startsWith('08')) return true;
  if (error instanceof Error && awayTexts.test(error.message)) return true;
  return depth < 5 && within(error).some(inner => isAway(inner, depth + 1));
};

/** The problem that a failure is answered with; unknown failures become `internal` and keep their cause for the log. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (codeOf(error) === 'invalid-cursor')
    return parameterProblem('cursor', 'must be the nextCursor of this list with the same sort');
  const refusal = error instanceof HttpException ? serverRefusals[error.getStatus()] : routerRefusals[codeOf(error)];
  if (refusal !== undefined) return new Problem(refusal[0], refusal[1], { cause: error });
  if (isAway(error))
    return new Problem('unavailable', 'The log or the database does not answer; try again.', {
      cause: error,
      headers: { 'retry-after': '1' },
    });
  return new Problem('internal', 'The service failed; its log says why.', { cause: error });
};
