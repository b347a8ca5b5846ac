import type { PumpEvent, PumpId } from '@cisterna/contract';
import { maySee, rolesFor, type Principal, type Role } from '../access/principal.ts';
import { Problem, type Fault } from '../http/problem.ts';
import type { TakenEvent } from './judge-events.ts';

/** The clinic of a pump's newest registration; null for a pump that has none. */
export type ClinicOf = (pumpId: PumpId) => string | null;

const speakers: readonly Role[] = ['device', 'admin'];

const roleRefusal = (role: Role, { entry }: PumpEvent): string | null => {
  if (entry > 0) return rolesFor.record.includes(role) ? null : `a ${role} may not record what people do`;
  return speakers.includes(role) ? null : `a ${role} may not speak for a pump`;
};

const isOwn = (principal: Principal, pumpId: PumpId, clinicOf: ClinicOf): boolean =>
  principal.pumpIds === null ? maySee(principal, clinicOf(pumpId)) : principal.pumpIds.includes(pumpId);

const refusalOf = (principal: Principal, event: PumpEvent, clinicOf: ClinicOf): string | null => {
  const refusal = roleRefusal(principal.role, event);
  if (refusal !== null) return refusal;
  if (!isOwn(principal, event.pumpId, clinicOf)) return `${event.pumpId} is not a pump of this key`;
  const movesTo = event.type === 'pump.registered.v1' ? event.data.clinicId : null;
  return movesTo !== null && !maySee(principal, movesTo) ? `${movesTo} is not a clinic of this key` : null;
};

/** Refuses a whole request, with every fault, when the caller may not post one of its events; administrators may post all. */
export const requireTelemetryAccess = (
  principal: Principal,
  taken: readonly TakenEvent[],
  clinicOf: ClinicOf,
): void => {
  if (principal.role === 'admin') return;
  const faults = taken.flatMap(({ index, event }): Fault[] => {
    const detail = refusalOf(principal, event, clinicOf);
    return detail === null ? [] : [{ pointer: `/${index}`, detail }];
  });
  if (faults.length > 0)
    throw new Problem('forbidden', 'The key may not post some of these events; none was taken.', { faults });
};
