import Type, { type Static } from 'typebox';
import { faultsOf, type Fault } from '../codec/fault.ts';
import { textFaults } from '../codec/text.ts';
import { field, nullable, optional } from '../fields.ts';
import { alertKind, alertPriority } from './alert-view.ts';
import { quietHours } from './quiet-hours.ts';
import { strangerFaults } from './strangers.ts';

/** How a subscriber is reached. */
export const subscriptionChannel = Type.Enum(['webhook', 'email']);

const longestWaitSeconds = 7 * 86_400;
const shortestWaitSeconds = 60;
const longestList = 1_000;
const secretBytes = { min: 24, max: 64 } as const;

const listOfSome = <Item extends Parameters<typeof Type.Array>[0]>(item: Item) =>
  Type.Refine(
    Type.Array(item),
    list => list.length > 0 && list.length <= longestList,
    () => `must hold 1 to ${longestList} entries; leave it out for no limit`,
  );

const waitSeconds = Type.Integer({ minimum: shortestWaitSeconds, maximum: longestWaitSeconds });

/** Whether a text is a webhook secret as Standard Webhooks writes it: `whsec_` and 24 to 64 bytes in base64. */
const isWebhookSecret = (text: string): boolean => {
  const coded = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(text)?.[1];
  if (coded === undefined) return false;
  const bytes = (coded.length / 4) * 3 - (coded.endsWith('==') ? 2 : coded.endsWith('=') ? 1 : 0);
  return bytes >= secretBytes.min && bytes <= secretBytes.max;
};

/** The word that asks for a new secret, made by the service. */
export const rotateSecret = 'rotate';

const secretForm = `must be whsec_ and ${secretBytes.min} to ${secretBytes.max} bytes in base64`;
const ownSecret = Type.Refine(Type.String(), isWebhookSecret, () => secretForm);
const nextSecret = Type.Refine(
  Type.String(),
  text => text === rotateSecret || isWebhookSecret(text),
  () => `${secretForm}, or ${rotateSecret}`,
);

const name = Type.Refine(
  field.text,
  text => text.trim() !== '' && text.length <= 200,
  () => 'must be a text of 1 to 200 characters',
);

const choices = {
  clinicIds: optional(listOfSome(field.name)),
  pumpIds: optional(listOfSome(field.name)),
  kinds: optional(listOfSome(alertKind)),
  minPriority: optional(alertPriority),
  escalateAfterSeconds: optional(waitSeconds),
  repeatEverySeconds: optional(waitSeconds),
  quietHours: optional(quietHours),
} as const;

/** The body of `POST /v1/subscriptions`. A filter that is left out or null lets everything through. */
export const subscriptionDraft = Type.Object({
  name,
  channel: subscriptionChannel,
  target: field.text,
  ...choices,
  secret: optional(ownSecret),
});

/** The body of `PATCH /v1/subscriptions/{id}`: what it names is changed, null takes a filter away. */
export const subscriptionPatch = Type.Object({
  name: Type.Optional(name),
  target: Type.Optional(field.text),
  ...choices,
  secret: Type.Optional(nextSecret),
  status: Type.Optional(Type.Enum(['active'])),
});

/** One subscription as it is shown; `secret` only in the answer that made it. */
export const subscriptionView = Type.Object({
  id: field.text,
  name: field.text,
  channel: subscriptionChannel,
  target: field.text,
  clinicIds: nullable(Type.Array(field.name)),
  pumpIds: nullable(Type.Array(field.name)),
  kinds: nullable(Type.Array(alertKind)),
  minPriority: nullable(alertPriority),
  escalateAfterSeconds: nullable(Type.Integer()),
  repeatEverySeconds: nullable(Type.Integer()),
  quietHours: nullable(quietHours),
  status: Type.Enum(['active', 'failing', 'ended']),
  failingSince: nullable(field.time),
  endedBecause: nullable(field.text),
  formerSecretUntil: nullable(field.time),
  createdAt: field.time,
  createdBy: field.text,
  updatedAt: field.time,
  secret: Type.Optional(field.text),
});

const stranger = 'is not a member of a subscription that can be set';

/** Names every fault of a new subscription's body, members that nobody knows included: a filter misspelt would let everything through. */
export const subscriptionDraftFaults = (body: unknown): Fault[] => [
  ...faultsOf(subscriptionDraft, body),
  ...strangerFaults(subscriptionDraft.properties, body, stranger),
  ...textFaults(body),
];

/** Names every fault of a subscription's change. */
export const subscriptionPatchFaults = (body: unknown): Fault[] => [
  ...faultsOf(subscriptionPatch, body),
  ...strangerFaults(subscriptionPatch.properties, body, stranger),
  ...textFaults(body),
];

export type SubscriptionChannel = Static<typeof subscriptionChannel>;
export type SubscriptionDraft = Static<typeof subscriptionDraft>;
export type SubscriptionPatch = Static<typeof subscriptionPatch>;
export type SubscriptionView = Static<typeof subscriptionView>;
