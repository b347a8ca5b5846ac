import { AppendRejected, LogUnavailable, asError } from '../log-errors.ts';

/** SQLSTATE class of values that a column can't hold. */
const dataException = '22';

/** What the driver threw, in the port's words: refused for good, or worth another try. */
export const toLogError = (thrown: unknown): AppendRejected | LogUnavailable => {
  if (thrown instanceof AppendRejected || thrown instanceof LogUnavailable) return thrown;
  const error = asError(thrown);
  const refused = 'code' in error && typeof error.code === 'string' && error.code.startsWith(dataException);
  if (refused) return new AppendRejected(`PostgreSQL refuses the records: ${error.message}`, thrown);
  return new LogUnavailable(`the log's tables can't be reached: ${error.message}`, thrown);
};
