import type { SettingValues } from './settings.table.ts';

/** Whose tokens open the door, and which of their claims say what the bearer may do. */
export interface OidcSettings {
  readonly kind: 'oidc';
  /** As the tokens' `iss` has it, to the letter. */
  readonly issuer: string;
  /** What the tokens' `aud` must name. */
  readonly audience: string;
  /** Names of claims, or paths to them with dots. */
  readonly claims: { readonly role: string; readonly clinics: string; readonly pumps: string };
  /** The first key, where keys are taken beside tokens; null: they are not. */
  readonly adminKey: string | null;
}

/** Who may call. */
export type AccessSettings =
  { readonly kind: 'open' } | { readonly kind: 'keys'; readonly adminKey: string } | OidcSettings;

/** Reads who may call from values that hold together. */
export const accessOf = (values: SettingValues): AccessSettings => {
  const { auth, adminKey, oidcIssuer, oidcAudience, oidcRoleClaim, oidcClinicsClaim, oidcPumpsClaim } = values;
  if (auth === 'open') return { kind: 'open' };
  if (auth === 'keys') return { kind: 'keys', adminKey: adminKey ?? '' };
  return {
    kind: 'oidc',
    issuer: oidcIssuer ?? '',
    audience: oidcAudience ?? '',
    claims: { role: oidcRoleClaim, clinics: oidcClinicsClaim, pumps: oidcPumpsClaim },
    adminKey,
  };
};
