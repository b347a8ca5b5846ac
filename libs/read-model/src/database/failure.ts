import { isNativeError } from 'node:util/types';
import { QueryFailedError } from 'typeorm';
import { DatabaseUnavailable, Fenced, StaleState } from '../read-model.error.ts';

/** What PostgreSQL reports: five characters that say the class of the fault (SQLSTATE). */
export interface ServerError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly detail?: string;
  readonly constraint?: string;
}

/** Faults that pass by themselves, by class: connection, resources, shutdown and restart of the server. */
const passingClasses = new Set(['08', '53', '57']);
/** One by one: read-only (a failover is under way), idle too long inside a transaction, serialization, deadlock, lock not available, I/O. */
const passingCodes = new Set(['25006', '25P03', '40001', '40P01', '55P03', '58030']);
/** In the class of shutdowns, but for good: the database was dropped. */
const lastingCodes = new Set(['57P04']);

/** The fault that the server reported, taken out of TypeORM's wrapping; null when it was not the server that spoke. */
export const serverError = (error: unknown): ServerError | null => {
  const inner: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return isNativeError(inner) && 'severity' in inner && 'code' in inner ? (inner as ServerError) : null;
};

/** Whether the error is of the client library, a socket or TypeORM saying that the connection is gone: those have a system code or no class of their own. */
const isConnectionLoss = (error: unknown): boolean => {
  if (error instanceof QueryFailedError) return isConnectionLoss(error.driverError);
  if (!isNativeError(error)) return false;
  if ('code' in error) return typeof error.code === 'string' && error.code.startsWith('E');
  return error.name === 'Error' || error.name === 'QueryRunnerAlreadyReleasedError';
};

const isPassing = (code: string): boolean =>
  passingCodes.has(code) || (passingClasses.has(code.slice(0, 2)) && !lastingCodes.has(code));

const isOurs = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable || error instanceof Fenced || error instanceof StaleState;

/** The error to throw on: DatabaseUnavailable with the cause where trying again can help, else the error itself. */
export const explained = (error: unknown): unknown => {
  if (isOurs(error)) return error;
  const server = serverError(error);
  const passes = server === null ? isConnectionLoss(error) : isPassing(server.code);
  return passes ? new DatabaseUnavailable(error) : error;
};

/** Whether the server refused a row because its key is there already. */
export const isUniqueViolation = (error: unknown): boolean => serverError(error)?.code === '23505';
