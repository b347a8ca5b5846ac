import {
  alertCommandFaults,
  parseTime,
  type AlertCommandBody,
  type AlertCommandCall,
} from '@cisterna/contract';
import type { AlertCommand } from '@cisterna/domain';
import { withNameFaults } from '../access/acting-person.ts';
import type { Principal } from '../access/principal.ts';
import { invalidBody, type Problem } from '../http/problem.ts';

/** Of a shelf's end, which only the alert's own clock can judge. */
export const endOutOfRange = (): Problem =>
  invalidBody([{ pointer: '/until', detail: 'must lie ahead, by at most 24 hours' }]);

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
  // Only the way back from a shelf needs no name.
  const all = withNameFaults(faults, body, { principal, required: call !== 'unshelve' });
  if (all.length > 0) throw invalidBody(all);
  return commandOf(call, body, principal.name);
};
