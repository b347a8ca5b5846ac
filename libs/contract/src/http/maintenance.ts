import Type, { type Static } from 'typebox';
import { faultsOf, type Fault } from '../codec/fault.ts';
import { textFaults } from '../codec/text.ts';
import { field, nullable, optional } from '../fields.ts';
import { strangerFaults } from './strangers.ts';
import { actor, words } from './words.ts';

/** The body of `POST /v1/maintenance`: of one pump, or without `pumpId` of all pumps of a clinic. */
export const maintenanceDraft = Type.Object({
  clinicId: field.name,
  pumpId: optional(field.name),
  startsAt: optional(field.time),
  endsAt: Type.String({ format: 'date-time', description: 'At most 24 hours after its start.' }),
  reason: words(2_000, 'What is being done; stands in each alert that it keeps silent.'),
  by: actor,
});

/** One maintenance; `endsAt` is when it ended where somebody, `endedBy`, ended it early. */
export const maintenanceView = Type.Object({
  id: field.text,
  clinicId: field.name,
  pumpId: nullable(field.name),
  startsAt: field.time,
  endsAt: field.time,
  state: Type.Enum(['scheduled', 'in-force', 'over']),
  reason: field.text,
  by: field.text,
  createdAt: field.time,
  endedBy: nullable(field.text),
});

/** Names every fault of a new maintenance's body, members that nobody knows included: a `pumpId` misspelt would silence a whole clinic. */
export const maintenanceFaults = (body: unknown): Fault[] => [
  ...faultsOf(maintenanceDraft, body),
  ...strangerFaults(maintenanceDraft.properties, body, 'is not a member of a maintenance'),
  ...textFaults(body),
];

export type MaintenanceDraft = Static<typeof maintenanceDraft>;
export type MaintenanceView = Static<typeof maintenanceView>;
