import Type, { type Static } from 'typebox';
import { type Fault, faultsOf } from '../codec/fault.ts';
import { textFaults } from '../codec/text.ts';
import { field, nullable, optional } from '../fields.ts';

/** What a key lets its holder do. */
export const roles = ['viewer', 'clinician', 'technician', 'device', 'admin'] as const;

export type Role = (typeof roles)[number];

const role = Type.Enum([...roles]);
const names = Type.Array(field.name, { minItems: 1, maxItems: 1000 });

/** The body of `POST /v1/keys`. Every role but `admin` is bound to clinics; `pumpIds` narrows a device to pumps of its own. */
export const apiKeyBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  role,
  clinicIds: optional(names),
  pumpIds: optional(names),
});

/** A key as it is listed; the key itself is shown once, when it is made. */
export const apiKeyView = Type.Object({
  id: field.text,
  name: field.text,
  role,
  clinicIds: nullable(Type.Array(field.name)),
  pumpIds: nullable(Type.Array(field.name)),
  createdAt: field.time,
});

/** The answer to `POST /v1/keys`. */
export const newApiKey = Type.Object({ ...apiKeyView.properties, key: field.text });

export type ApiKeyBody = Static<typeof apiKeyBody>;
export type ApiKeyView = Static<typeof apiKeyView>;
export type NewApiKey = Static<typeof newApiKey>;

const bindingFaults = ({ role: given, clinicIds, pumpIds }: Partial<Record<keyof ApiKeyBody, unknown>>): Fault[] => {
  const faults: Fault[] = [];
  if (given === 'admin' && clinicIds != null)
    faults.push({ pointer: '/clinicIds', detail: 'must be left out: an administrator has all clinics' });
  if (given !== 'admin' && clinicIds == null)
    faults.push({ pointer: '/clinicIds', detail: 'is missing: every role but admin is bound to clinics' });
  if (given !== 'device' && pumpIds != null)
    faults.push({ pointer: '/pumpIds', detail: 'must be left out: only a device is bound to pumps' });
  return faults;
};

/** Names every fault of a body; empty means that it is an ApiKeyBody. */
export const apiKeyBodyFaults = (body: unknown): Fault[] => {
  const faults = [...faultsOf(apiKeyBody, body), ...textFaults(body)];
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? [...faults, ...bindingFaults(body)]
    : faults;
};
