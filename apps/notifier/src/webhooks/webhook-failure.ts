/** What went wrong between us and a subscriber, by the code that the system or the client library gives it. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection-refused: nothing listens there',
  ECONNRESET: 'connection-reset: the connection was cut before an answer',
  UND_ERR_SOCKET: 'connection-reset: the connection was cut before an answer',
  UND_ERR_CONNECT_TIMEOUT: 'timeout: no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'timeout: no answer in time',
  UND_ERR_BODY_TIMEOUT: 'timeout: the answer did not end in time',
  ENOTFOUND: 'unknown-host: the name does not exist',
  EAI_AGAIN: 'unknown-host: the name can not be looked up now',
  EHOSTUNREACH: 'unreachable: no way leads there',
  ENETUNREACH: 'unreachable: no way leads there',
  'private-address': 'private-address: the target is not on the public internet',
};

const tls = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/;

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

const isObject = (error: unknown): error is Failure => typeof error === 'object' && error !== null;

const isTimeout = (error: unknown): boolean =>
  isObject(error) && (error.name === 'TimeoutError' || error.name === 'AbortError');

/** The first code that is a text among the error, its causes and the failures it sums up. */
const codeOf = (error: unknown, depth = 0): string => {
  if (!isObject(error) || depth > 4) return '';
  return typeof error.code === 'string' ? error.code : codeOf(error.errors?.[0] ?? error.cause, depth + 1);
};

/** One line for the delivery log: a word that is the same for the same kind of failure, a colon, and what it means. */
export const failureText = (error: unknown): string => {
  if (isTimeout(error)) return 'timeout: no answer in time';
  const code = codeOf(error);
  if (tls.test(code)) return `tls: ${code}`;
  return meanings[code] ?? `network: ${code === '' ? 'unknown failure' : code}`;
};
