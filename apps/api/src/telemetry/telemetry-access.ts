import type { PumpEvent, PumpId } from '@cisterna/contract';
import { maySee, rolesFor, type Principal } from '../access/principal.ts';
import { Problem, type Fault } from '../http/problem.ts';
import type { TakenEvent } from './judge-events.ts';

/** The clinic of a pump's newest registration; null for a pump that has none. */
export type ClinicOf = (pumpId: PumpId) => string | null;

const own = ['device', 'admin'];

const refusalOf = (principal: Principal, event: PumpEvent, clinicOf: ClinicOf): string | null => {
  const { role, pumpIds } = principal;
  const isRecord = event.entry > 0;
  if (isRecord ? !rolesFor.record.includes(role) : !own.includes(role)) {
    return isRecord ? `a ${role} may not record what people do` : `a ${role} may not speak for a pump`;
  }
  const isOwn = pumpIds === null ? maySee(principal, clinicOf(event.pumpId)) : pumpIds.includes(event.pumpId);
  if (!isOwn) return `${event.pumpId} is not a pump of this key`;
  const movesTo = event.type === 'pump.registered.v1' ? event.data.clinicId : null;
  return movesTo !== null && !maySee(principal, movesTo) ? `${movesTo} is not a clinic of this key` : null;
};

/** Refuses a whole request, with every fault, when the caller may not post one of its events; administrators may post all. */
export const requireTelemetryAccess = (principal: Principal, taken: readonly TakenEvent[], clinicOf: ClinicOf): void => {
  if (principal.role === 'admin') return;
  const faults = taken.flatMap(({ index, event }): Fault[] => {
    const detail = refusalOf(principal, event, clinicOf);
    return detail === null ? [] : [{ pointer: `/${index}`, detail }];
  });
  if (faults.length > 0) throw new Problem('forbidden', 'The key may not post some of these events; none was taken.', { faults });
};
