import type { Fault } from '../codec/fault.ts';
import { isJsonObject } from '../codec/json-object.ts';

/** Names the members of an object that are none of `known`; the same `detail` says so of each. */
export const strangerFaults = (known: object, body: unknown, detail: string, pointer = ''): Fault[] =>
  isJsonObject(body)
    ? Object.keys(body)
        .filter(member => !Object.hasOwn(known, member))
        .map(member => ({ pointer: `${pointer}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`, detail }))
    : [];
