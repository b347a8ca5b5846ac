import { apiKeyBodyFaults, isJsonObject, type ApiKeyBody, type Role } from '@cisterna/contract';
import type { OidcSettings } from '@cisterna/platform';
import { Problem } from '../http/problem.ts';
import type { Principal } from './principal.ts';
import { clockToleranceSeconds } from './token-issuer.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What may do more comes first: it counts where a token names several roles. */
const byWeight: readonly Role[] = ['admin', 'clinician', 'technician', 'viewer', 'device'];

const own = (claims: unknown, name: string): unknown =>
  isJsonObject(claims) && Object.hasOwn(claims, name) ? claims[name] : undefined;

/** The claim of that whole name, as `https://id.example/roles`, else what the path leads to, as `realm_access.roles`. */
const claimAt = (claims: Claims, path: string): unknown => own(claims, path) ?? path.split('.').reduce<unknown>(own, claims);

/** A list of texts as it is, one text as a list of it; undefined where the claim is not there. */
const listAt = (claims: Claims, path: string): unknown => {
  const value = claimAt(claims, path) ?? undefined;
  return typeof value === 'string' ? [value] : value;
};

const roleOf = (claims: Claims, path: string): Role => {
  const named = listAt(claims, path);
  const role = byWeight.find(one => Array.isArray(named) && named.includes(one));
  if (role !== undefined) return role;
  throw new Problem('forbidden', `The token's claim ${path} names no role of ${byWeight.join(', ')}.`);
};

/** Who acts, as alerts and records will say. */
const nameOf = (claims: Claims): unknown =>
  ['preferred_username', 'email', 'sub'].map(name => own(claims, name)).find(name => typeof name === 'string' && name !== '');

const requireFitting = (body: object, names: OidcSettings['claims']): void => {
  const [fault] = apiKeyBodyFaults(body);
  if (fault === undefined) return;
  const claims: Readonly<Record<string, string>> = { clinicIds: names.clinics, pumpIds: names.pumps, name: 'sub' };
  const field = fault.pointer.split('/')[1] ?? '';
  throw new Problem('forbidden', `The token's claim ${claims[field] ?? field} ${fault.detail}.`);
};

/**
 * Who calls, by the claims of a token that was found good: role, clinics and pumps by the same rules as those of a key.
 * Throws `forbidden` that names the claim which does not fit.
 */
export const principalOf = (claims: Claims, names: OidcSettings['claims']): Principal => {
  const role = roleOf(claims, names.role);
  const asked = { name: nameOf(claims), role, clinicIds: listAt(claims, names.clinics), pumpIds: listAt(claims, names.pumps) };
  const body = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  requireFitting(body, names);
  const { name, clinicIds: clinics = null, pumpIds: pumps = null } = body as unknown as ApiKeyBody;
  const end = own(claims, 'exp');
  return { name, role, clinicIds: clinics, pumpIds: pumps, ...(typeof end === 'number' ? { untilMs: 1_000 * (end + clockToleranceSeconds) } : {}) };
};
