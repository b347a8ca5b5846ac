import { AppendRejected, LogUnavailable, asError } from '../log-errors.ts';

const refusals = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_TIMESTAMP',
  'INVALID_RECORD',
  'INVALID_TOPIC_EXCEPTION',
  'TOPIC_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'POLICY_VIOLATION',
]);
const deepest = 8;

/** The type of the broker's error that lies at the bottom of what the client threw, such as `MESSAGE_TOO_LARGE`; null without one. */
export const brokerErrorType = (thrown: unknown, depth = 0): string | null => {
  if (typeof thrown !== 'object' || thrown === null || depth > deepest) return null;
  if ('type' in thrown && typeof thrown.type === 'string') return thrown.type;
  return 'cause' in thrown ? brokerErrorType(thrown.cause, depth + 1) : null;
};

/** Whether the broker found a record too large. */
export const isTooLarge = (thrown: unknown): boolean => {
  const type = brokerErrorType(thrown);
  return type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE';
};

/** What the client threw, in the port's words: refused for good, or worth another try. */
export const toLogError = (thrown: unknown): AppendRejected | LogUnavailable => {
  if (thrown instanceof AppendRejected || thrown instanceof LogUnavailable) return thrown;
  const type = brokerErrorType(thrown);
  if (type !== null && refusals.has(type)) return new AppendRejected(`Kafka refuses the records: ${type}`, thrown);
  return new LogUnavailable(`Kafka can't be reached: ${asError(thrown).message}`, thrown);
};
