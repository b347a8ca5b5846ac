import { isJsonObject } from '@cisterna/contract';
import { isTrustworthy } from '@cisterna/platform';

/** The issuer does not answer, or not as OpenID Connect Discovery 1.0 asks; another try may succeed. */
export class IssuerUnavailable extends Error {
  readonly code = 'issuer-unavailable';
  readonly retriable = true;

  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'IssuerUnavailable';
  }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};

const fetchObject = async (url: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> => {
  const asked = fetch(url, { signal, redirect: 'manual', headers: { accept: 'application/json' } });
  const answer = await asked.catch((error: unknown) => {
    throw new IssuerUnavailable(`${url} does not answer: ${reasonOf(error)}`, { cause: error });
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.status === 200 && isJsonObject(body)) return body;
  throw new IssuerUnavailable(`${url} answers ${answer.status} without the JSON object that it should`);
};

/** Section 4 of OpenID Connect Discovery 1.0: a slash at the issuer's end is left out. */
const discoveryOf = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

const keysAddress = (issuer: string, found: Readonly<Record<string, unknown>>): string => {
  const { issuer: named, jwks_uri: address } = found;
  if (named !== issuer)
    throw new IssuerUnavailable(`${discoveryOf(issuer)} speaks of the issuer ${String(named)}, not of ${issuer}`);
  if (typeof address === 'string' && URL.canParse(address) && isTrustworthy(address)) return address;
  throw new IssuerUnavailable(`${discoveryOf(issuer)} names no jwks_uri with https`);
};

/** The keys that an issuer publishes now, found through its discovery document. @throws IssuerUnavailable */
export const fetchKeySet = async (issuer: string, signal: AbortSignal): Promise<object> => {
  const address = keysAddress(issuer, await fetchObject(discoveryOf(issuer), signal));
  const keySet = await fetchObject(address, signal);
  if (Array.isArray(keySet['keys'])) return keySet;
  throw new IssuerUnavailable(`${address} has no keys`);
};
