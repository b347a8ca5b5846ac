import { createHash, timingSafeEqual } from 'node:crypto';
import type { OidcSettings } from '@cisterna/platform';
import { Problem } from '../http/problem.ts';
import { administrator, type Principal } from './principal.ts';
import { principalOf } from './token-claims.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** Says who calls, from the `authorization` header; throws `unauthenticated`. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

/** Finds the holder of a key by the key's hash; null when there is none. */
export type FindKey = (hash: string) => Promise<Principal | null>;

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** How a key is stored: SHA-256 in hexadecimal. Keys are long and random, so that a slow hash would add nothing. */
export const hashKey = (key: string): string => digest(key).toString('hex');

const bearer = (authorization: string | undefined): string | null =>
  /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;

/** Lets everybody in as an administrator; for a service that only its own machine can reach. */
export const openAccess: Authenticate = () => Promise.resolve({ ...administrator('open'), anonymous: true });

/** Asks for `Authorization: Bearer <key>`: the administrator's key or one that was made. */
export const keyAccess = (adminKey: string, findKey: FindKey): Authenticate => {
  const adminDigest = digest(adminKey);
  return async authorization => {
    const key = bearer(authorization);
    if (key !== null && timingSafeEqual(digest(key), adminDigest)) return administrator('admin');
    const holder = key === null ? null : await findKey(hashKey(key));
    if (holder !== null) return holder;
    const detail = key === null ? 'Send a key: Authorization: Bearer <key>.' : 'The key is not known.';
    throw new Problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer' } });
  };
};

/** Three parts in base64url, the first a JSON object, the signature perhaps missing (RFC 7519). Keys that the service makes have no dots. */
const isToken = (text: string): boolean => /^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/** Asks for a token of the issuer; a bearer of anything else is left to `keys`, where keys are taken beside tokens. */
export const oidcAccess =
  (issuer: Pick<TokenIssuer, 'claimsOf'>, claims: OidcSettings['claims'], keys: Authenticate | null): Authenticate =>
  async authorization => {
    const text = bearer(authorization);
    if (text !== null && isToken(text)) return principalOf(await issuer.claimsOf(text), claims);
    if (keys !== null) return keys(authorization);
    const detail = text === null ? 'Send a token: Authorization: Bearer <token>.' : 'That is no token.';
    throw new Problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer' } });
  };
