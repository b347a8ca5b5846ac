import { isJsonObject, type Fault } from '@cisterna/contract';
import type { Principal } from './principal.ts';

/** Who calls, and whether the body must name a person where no credentials do. */
export interface ActingPerson {
  readonly principal: Principal;
  readonly required: boolean;
}

const nameFaults = (by: unknown, { principal: { anonymous, name }, required }: ActingPerson): Fault[] => {
  if (anonymous !== true)
    return by === undefined || by === name
      ? []
      : [{ pointer: '/by', detail: `must be ${name}, whose credentials these are, or left out` }];
  return by === undefined && required ? [{ pointer: '/by', detail: 'is missing' }] : [];
};

/** The faults of a body, that of its `by` included: credentials say who acts; without any, the body must. */
export const withNameFaults = (faults: readonly Fault[], body: unknown, person: ActingPerson): readonly Fault[] =>
  !isJsonObject(body) || faults.some(({ pointer }) => pointer === '/by')
    ? faults
    : [...nameFaults(body['by'] ?? undefined, person), ...faults];
