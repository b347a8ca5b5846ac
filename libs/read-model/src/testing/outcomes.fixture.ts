import { DatabaseUnavailable, DatabaseUnfit, type UnfitReason } from '../read-model.error.ts';

/** The error that a promise rejects with; throws where it does not. */
export const rejection = async (promise: Promise<unknown>): Promise<unknown> => {
  const value = await promise.then(
    result => ({ result }),
    (error: unknown) => ({ error }),
  );
  if ('error' in value) return value.error;
  throw new Error(`Expected a rejection, got ${JSON.stringify(value.result)}.`);
};

/** The error of a promise that must reject as DatabaseUnavailable. */
export const databaseUnavailable = async (promise: Promise<unknown>): Promise<DatabaseUnavailable> => {
  const error = await rejection(promise);
  if (error instanceof DatabaseUnavailable) return error;
  throw error;
};

/** The reason of a promise that must reject as DatabaseUnfit. */
export const databaseUnfitReason = async (promise: Promise<unknown>): Promise<UnfitReason> => {
  const error = await rejection(promise);
  if (error instanceof DatabaseUnfit) return error.reason;
  throw error;
};
