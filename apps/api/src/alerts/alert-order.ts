import {
  alertCommandFaults,
  parseTime,
  type AlertCommandBody,
  type AlertCommandCall,
  type Fault,
} from '@cisterna/contract';
import type { AlertCommand } from '@cisterna/domain';
import type { Principal } from '../access/principal.ts';
import { invalidBody, type Problem } from '../http/problem.ts';

/** Of a shelf's end, which only the alert's own clock can judge. */
export const endOutOfRange = (): Problem =>
  invalidBody([{ pointer: '/until', detail: 'must lie ahead, by at most 24 hours' }]);

const byOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'by' in body ? (body.by ?? undefined) : undefined;

/** Credentials say who acts; without any, the body must. Only the way back from a shelf needs no name. */
const nameFaults = (call: AlertCommandCall, body: unknown, { anonymous, name }: Principal): Fault[] => {
  const by = byOf(body);
  if (anonymous !== true)
    return by === undefined || by === name
      ? []
      : [{ pointer: '/by', detail: `must be ${name}, whose credentials these are, or left out` }];
  return by === undefined && call !== 'unshelve' ? [{ pointer: '/by', detail: 'is missing' }] : [];
};

const isObject = (body: unknown): boolean => typeof body === 'object' && body !== null && !Array.isArray(body);

const readers: { readonly [Call in AlertCommandCall]: (body: AlertCommandBody<Call>, by: string) => AlertCommand } = {
  acknowledge: ({ note }, by) => ({ kind: 'acknowledge', by, note: note ?? null }),
  shelve: ({ until, reason }, by) => ({ kind: 'shelve', by, until: parseTime(until) ?? 0, reason }),
  unshelve: (_, by) => ({ kind: 'unshelve', by }),
  reset: ({ note }, by) => ({ kind: 'reset', by, note }),
};

const commandOf = (call: AlertCommandCall, body: unknown, name: string): AlertCommand => {
  const { by } = body as AlertCommandBody<AlertCommandCall>;
  const read = readers[call] as (body: unknown, by: string) => AlertCommand;
  return read(body, by ?? name);
};

/** Reads what a person wants of an alert; throws `invalid-body` that names every fault. */
export const readOrder = (call: AlertCommandCall, body: unknown, principal: Principal): AlertCommand => {
  const faults = alertCommandFaults(call, body);
  const named = !isObject(body) || faults.some(({ pointer }) => pointer === '/by');
  const all = named ? faults : [...nameFaults(call, body, principal), ...faults];
  if (all.length > 0) throw invalidBody(all);
  return commandOf(call, body, principal.name);
};
