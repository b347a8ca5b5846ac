import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import type { CheckResult, Clock, Logger, OidcSettings } from '@cisterna/platform';
import { Problem } from '../http/problem.ts';
import { fetchKeySet } from './key-set.ts';

/** How far the clocks of issuer and service may be apart. */
export const clockToleranceSeconds = 30;

/** How the issuer is asked. */
export interface Asking {
  /** Discovery document and keys together must be there in this time. */
  readonly answerWithinMs: number;
  /** For so long after an answer, a token that names an unknown key does not make the issuer be asked again. */
  readonly coolDownMs: number;
}

const usual: Asking = { answerWithinMs: 3_000, coolDownMs: 30_000 };

/** A key that the issuer takes back opens no door after this time. */
const keepKeysMs = 600_000;

/** Signatures that only the issuer can make. With a shared secret (HS…) whoever checks a token could make one. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Faults of the key set, not of the token. */
const keySetCodes: readonly string[] = [errors.JWKSInvalid.code, errors.JWKSTimeout.code, errors.JOSEError.code];

const faultOf = (error: errors.JOSEError): string => {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `The token is not for this service: its claim ${error.claim} is missing or another.`;
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)
    return 'The token is not signed by the issuer.';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The token is signed in a way that is not taken.';
  return 'The token can not be read.';
};

const problemOf = (error: unknown): Problem => {
  if (error instanceof errors.JOSEError && !keySetCodes.includes(error.code))
    return new Problem('unauthenticated', faultOf(error), {
      cause: error,
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  return new Problem('unavailable', 'The issuer of tokens does not answer; try again.', {
    cause: error,
    headers: { 'retry-after': '1' },
  });
};

/**
 * Checks tokens of one OpenID Connect issuer by the keys that it publishes. Keys are kept for ten minutes, and asked for
 * again when a token names one that is not among them, at most every 30 s.
 */
export class TokenIssuer {
  private readonly keys: RemoteJWKSet;
  private away = false;

  constructor(
    private readonly settings: Pick<OidcSettings, 'issuer' | 'audience'>,
    private readonly clock: Clock,
    private readonly log: Pick<Logger, 'info' | 'warn'>,
    { answerWithinMs, coolDownMs } = usual,
  ) {
    this.keys = createRemoteJWKSet(new URL(settings.issuer), {
      timeoutDuration: answerWithinMs,
      cooldownDuration: coolDownMs,
      cacheMaxAge: keepKeysMs,
      [customFetch]: (_, { signal }) => this.fetchKeys(signal),
    });
  }

  /** The claims of a token; throws `unauthenticated`, or `unavailable` where the issuer's keys are not known and not to be had. */
  async claimsOf(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.settings;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(this.clock.now()),
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      throw problemOf(error);
    }
  }

  /** Whether tokens can be checked; asks the issuer unless it answered lately. Rejects with the reason where it does not. */
  async check(): Promise<CheckResult> {
    if (this.away || !this.keys.fresh) await this.keys.reload();
    return { ok: true };
  }

  private async fetchKeys(signal: AbortSignal): Promise<Response> {
    const { issuer } = this.settings;
    try {
      const keySet = await fetchKeySet(issuer, signal);
      if (this.away) this.log.info({ issuer }, 'oidc.issuer-answers-again');
      this.away = false;
      return Response.json(keySet);
    } catch (error) {
      if (!this.away) this.log.warn({ issuer, err: error }, 'oidc.issuer-unavailable');
      this.away = true;
      throw error;
    }
  }
}
