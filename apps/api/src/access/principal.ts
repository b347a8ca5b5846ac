import type { Role } from '@cisterna/contract';

export type { Role } from '@cisterna/contract';

/** Who calls. */
export interface Principal {
  readonly name: string;
  readonly role: Role;
  /** The clinics whose pumps the caller may see; null: all, and what belongs to none. */
  readonly clinicIds: readonly string[] | null;
  /** The pumps for which a device may post; null: all that its clinics have. */
  readonly pumpIds: readonly string[] | null;
  /** Nobody said who it is: what is done in a person's name must name that person. */
  readonly anonymous?: true;
  /** When the caller's token is refused at last, ms since 1970; left out where that never is. */
  readonly untilMs?: number;
}

/** What a route is for; each needs one of some roles. */
export type Access = 'public' | 'read' | 'record' | 'subscribe' | 'configure' | 'telemetry' | 'admin';

/** Which roles may call what; `public` needs none. */
export const rolesFor: Readonly<Record<Exclude<Access, 'public'>, readonly Role[]>> = {
  read: ['viewer', 'technician', 'clinician', 'admin'],
  record: ['technician', 'clinician', 'admin'],
  subscribe: ['clinician', 'admin'],
  configure: ['clinician', 'admin'],
  telemetry: ['device', 'technician', 'clinician', 'admin'],
  admin: ['admin'],
};

/** The caller under `CISTERNA_AUTH=open`, and the holder of the admin key. */
export const administrator = (name: string): Principal => ({ name, role: 'admin', clinicIds: null, pumpIds: null });

/** Whether the caller may see what belongs to a clinic; what belongs to none is the admin's. */
export const maySee = ({ clinicIds }: Principal, clinicId: string | null): boolean =>
  clinicIds === null || (clinicId !== null && clinicIds.includes(clinicId));

/** The clinics that a query may look into: those asked for, as far as the caller may see them; null: all. */
export const visibleClinics = ({ clinicIds }: Principal, asked: readonly string[] | null): readonly string[] | null => {
  if (clinicIds === null) return asked;
  return asked === null ? clinicIds : asked.filter(clinicId => clinicIds.includes(clinicId));
};
