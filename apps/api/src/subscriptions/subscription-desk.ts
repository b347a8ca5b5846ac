import { randomBytes, randomUUID } from 'node:crypto';
import {
  rotateSecret,
  subscriptionDraftFaults,
  subscriptionPatchFaults,
  type SubscriptionChannel,
  type SubscriptionDraft,
  type SubscriptionPatch,
  type SubscriptionView,
} from '@cisterna/contract';
import {
  changeSubscription,
  createSubscription,
  loadPumps,
  type ReadModel,
  type StoredSubscription,
  type SubscriptionTerms,
} from '@cisterna/read-model';
import { maySee, type Principal } from '../access/principal.ts';
import { invalidBody, Problem, type Fault } from '../http/problem.ts';
import type { ServiceTime } from '../service-time.ts';
import { subscriptionView } from './subscription-view.ts';
import { targetFaults, type TargetRules } from './target.ts';

/** How long the former secret signs beside the new one. */
const formerSecretMs = 24 * 3_600_000;
const secretBytes = 32;

const newSecret = (): string => `whsec_${randomBytes(secretBytes).toString('base64')}`;

const requireSound = (faults: readonly Fault[]): void => {
  if (faults.length > 0) throw invalidBody(faults);
};

const secretFaults = (channel: SubscriptionChannel, secret: unknown): Fault[] =>
  channel !== 'webhook' && typeof secret === 'string' ? [{ pointer: '/secret', detail: 'is for webhooks only' }] : [];

const quietFaults = (channel: SubscriptionChannel, hours: unknown): Fault[] =>
  channel !== 'email' && (hours ?? null) !== null
    ? [{ pointer: '/quietHours', detail: 'are for e-mail only: a webhook carries every change' }]
    : [];

/** The clinics whose alerts a caller may ask for; throws `not-found` for another's. */
const clinicsFor = ({ clinicIds }: Principal, asked: readonly string[] | null): readonly string[] | null => {
  if (clinicIds === null) return asked;
  const foreign = (asked ?? []).filter(clinicId => !clinicIds.includes(clinicId));
  if (foreign.length > 0) throw new Problem('not-found', `There is no clinic ${foreign.join(', ')}.`);
  return asked ?? clinicIds;
};

/** Reads what callers say about subscriptions, and keeps it. All of it may throw DatabaseUnavailable. */
export class SubscriptionDesk {
  constructor(
    private readonly model: ReadModel,
    private readonly rules: TargetRules,
    private readonly time: ServiceTime,
  ) {}

  /** Makes a subscription; throws `invalid-body` naming every fault, `not-found` for a clinic or a pump of others. */
  async add(principal: Principal, body: unknown): Promise<SubscriptionView> {
    const faults: Fault[] = subscriptionDraftFaults(body);
    requireSound(faults.length > 0 ? faults : await this.draftFaults(body as SubscriptionDraft));
    const draft = body as SubscriptionDraft;
    const terms = termsOf(draft, clinicsFor(principal, draft.clinicIds ?? null));
    await this.requireVisible(principal, terms);
    const { channel } = draft;
    const secret = channel === 'webhook' ? (draft.secret ?? newSecret()) : null;
    const createdAt = this.time.wallNow();
    const stored = await createSubscription(this.model, {
      ...terms,
      id: `sub_${randomUUID().replaceAll('-', '')}`,
      channel,
      secret,
      createdAt,
      createdBy: principal.name,
    });
    return subscriptionView(stored, createdAt, secret);
  }

  /** Changes a subscription; throws as `add` does, and `subscription-not-found` when it was deleted meanwhile. */
  async change(principal: Principal, stored: StoredSubscription, body: unknown): Promise<SubscriptionView> {
    const faults: Fault[] = subscriptionPatchFaults(body);
    requireSound(faults.length > 0 ? faults : await this.patchFaults(stored, body as SubscriptionPatch));
    const patch = body as SubscriptionPatch;
    const clinicIds = patch.clinicIds === undefined ? stored.clinicIds : clinicsFor(principal, patch.clinicIds);
    const terms = termsOf({ ...stored, ...patch }, clinicIds);
    if (patch.pumpIds !== undefined) await this.requireVisible(principal, terms);
    const at = this.time.wallNow();
    const next = patch.secret === rotateSecret ? newSecret() : (patch.secret ?? null);
    const changed = await changeSubscription(this.model, {
      ...terms,
      id: stored.id,
      at,
      secret: next === null ? null : { next, formerUntil: at + formerSecretMs },
      revive: patch.status === 'active',
    });
    if (changed === null) throw new Problem('subscription-not-found', `There is no subscription ${stored.id}.`);
    return subscriptionView(changed, at, next);
  }

  private async draftFaults({ channel, target, secret, quietHours }: SubscriptionDraft): Promise<Fault[]> {
    return [
      ...(await targetFaults(channel, target, this.rules)),
      ...secretFaults(channel, secret),
      ...quietFaults(channel, quietHours),
    ];
  }

  private async patchFaults(
    { channel }: StoredSubscription,
    { target, secret, quietHours }: SubscriptionPatch,
  ): Promise<Fault[]> {
    const faults = target === undefined ? [] : await targetFaults(channel, target, this.rules);
    return [...faults, ...secretFaults(channel, secret), ...quietFaults(channel, quietHours)];
  }

  /** Who is bound to clinics may name their pumps only, and learns nothing of others'. */
  private async requireVisible(principal: Principal, { pumpIds }: SubscriptionTerms): Promise<void> {
    if (principal.clinicIds === null || pumpIds === null) return;
    const pumps = await loadPumps(this.model, pumpIds);
    const visible = new Set(pumps.filter(({ clinicId }) => maySee(principal, clinicId)).map(({ pumpId }) => pumpId));
    const foreign = pumpIds.filter(pumpId => !visible.has(pumpId));
    if (foreign.length > 0) throw new Problem('pump-not-found', `There is no pump ${foreign.join(', ')}.`);
  }
}

type Said = Pick<SubscriptionDraft, 'name' | 'target'> & {
  readonly [Key in Exclude<keyof SubscriptionTerms, 'name' | 'target' | 'clinicIds'>]?:
    SubscriptionTerms[Key] | undefined;
};

const termsOf = (said: Said, clinicIds: readonly string[] | null): SubscriptionTerms => ({
  name: said.name,
  target: said.target,
  clinicIds,
  pumpIds: said.pumpIds ?? null,
  kinds: said.kinds ?? null,
  minPriority: said.minPriority ?? null,
  escalateAfterSeconds: said.escalateAfterSeconds ?? null,
  repeatEverySeconds: said.repeatEverySeconds ?? null,
  quietHours: said.quietHours ?? null,
});
