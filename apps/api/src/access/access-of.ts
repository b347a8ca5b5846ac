import type { ApiDependencies } from '../api.ts';
import { keyHolder } from '../keys/key-holder.ts';
import { keyAccess, oidcAccess, openAccess, type Authenticate } from './authenticate.ts';
import { TokenIssuer } from './token-issuer.ts';

/** Longer than the issuer may take. */
const checkWithinMs = 4_000;

/** How callers are known, by the settings; the issuer of tokens becomes a dependency of the process's health. */
export const accessOf = ({ settings, readModel, health, clock, log }: ApiDependencies): Authenticate => {
  const { access } = settings;
  if (access.kind === 'open') return openAccess;
  const holderOf = keyHolder(readModel);
  if (access.kind === 'keys') return keyAccess(access.adminKey, holderOf);
  const keys = access.adminKey === null ? null : keyAccess(access.adminKey, holderOf);
  const issuer = new TokenIssuer(access, clock, log);
  health.register('issuer', () => issuer.check(), checkWithinMs);
  return oidcAccess(issuer, access.claims, keys);
};
