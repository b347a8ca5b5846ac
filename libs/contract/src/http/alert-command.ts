import Type, { type Static } from 'typebox';
import { type Fault, faultsOf } from '../codec/fault.ts';
import { textFaults } from '../codec/text.ts';
import { field, optional } from '../fields.ts';
import { actor as by, words } from './words.ts';

const note = words(2_000, 'What the person says about it; kept in the history.');

/** The body of each call by which a person acts on an alert. */
export const alertCommandSchemas = {
  acknowledge: Type.Object({ by, note: optional(note) }),
  shelve: Type.Object({ by, until: field.time, reason: note }),
  unshelve: Type.Object({ by }),
  reset: Type.Object({ by, note }),
} as const;

/** A call by which a person acts on an alert. */
export type AlertCommandCall = keyof typeof alertCommandSchemas;

/** The sound body of such a call. */
export type AlertCommandBody<Call extends AlertCommandCall> = Static<(typeof alertCommandSchemas)[Call]>;

/** Names every fault of a body, pointers from its root; empty means that it is an AlertCommandBody of that call. */
export const alertCommandFaults = (call: AlertCommandCall, body: unknown): Fault[] => [
  ...faultsOf(alertCommandSchemas[call], body),
  ...textFaults(body),
];
