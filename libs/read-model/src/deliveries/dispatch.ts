import type { SubscriptionChannel } from '@cisterna/contract';
import { arraysOf } from '../database/row-set.ts';
import { prepared } from '../database/prepared.ts';
import type { ReadModel } from '../read-model.ts';
import type { StoredSubscription } from '../subscriptions/subscription.ts';
import { deliveryIdOf } from './delivery-id.ts';
import {
  changesText,
  deliveryArrays,
  knownText,
  laneColumns,
  subscribersText,
  waitingText,
  writeText,
  type ChangeRow,
  type NewDelivery,
  type UndispatchedChange,
} from './dispatch-statements.ts';
import { promoteLanes, type Lane } from './lanes.ts';
import { wasOverAt, type Snapshot } from './snapshot.ts';

/** Whether a subscriber gets a change: `followed` only if it got the alert's change before. */
export type Choose = (subscription: StoredSubscription, change: UndispatchedChange) => 'yes' | 'no' | 'followed';

interface Pair {
  readonly subscription: StoredSubscription;
  readonly change: ChangeRow;
  readonly followed: boolean;
}

type Subscriber = StoredSubscription & { readonly startSnapshot: string };

const laneKey = ({ subscriptionId, alertId }: Lane): string => `${subscriptionId} ${alertId}`;

/** The pairs whose subscriber gets the change, `followed` ones only behind a delivery of the version before. */
const chosenPairs = async (model: ReadModel, pairs: readonly Pair[]): Promise<Pair[]> => {
  const formerId = ({ subscription, change }: Pair): string =>
    deliveryIdOf(subscription.id, change.alertId, change.version - 1);
  const asked = pairs.filter(({ followed }) => followed).map(formerId);
  const rows = asked.length === 0 ? [] : await prepared<{ id: string }>(model, knownText, [asked]);
  const known = new Set(rows.map(({ id }) => id));
  return pairs.filter(pair => {
    const taken = !pair.followed || known.has(formerId(pair));
    if (taken) known.add(deliveryIdOf(pair.subscription.id, pair.change.alertId, pair.change.version));
    return taken;
  });
};

const laneOf = ({ subscription, change }: Pair): Lane => ({ subscriptionId: subscription.id, alertId: change.alertId });

/** The deliveries of these pairs, and the lanes in which others wait before them. */
const deliveriesOf = async (
  model: ReadModel,
  pairs: readonly Pair[],
): Promise<{ readonly rows: readonly NewDelivery[]; readonly behind: readonly Lane[] }> => {
  const lanes = new Map(pairs.map(pair => [laneKey(laneOf(pair)), laneOf(pair)]));
  const behind =
    lanes.size === 0 ? [] : await prepared<Lane>(model, waitingText, arraysOf(laneColumns, [...lanes.values()]));
  const taken = new Set(behind.map(laneKey));
  const rows = pairs.map((pair): NewDelivery => {
    const lane = laneOf(pair);
    const first = !taken.has(laneKey(lane));
    taken.add(laneKey(lane));
    return { ...lane, channel: pair.subscription.channel, change: pair.change, first };
  });
  return { rows, behind };
};

const pairsOf = (changes: readonly ChangeRow[], subscriptions: readonly Subscriber[], choose: Choose): Pair[] => {
  const starts = new Map<string, Snapshot>();
  return changes.flatMap(change =>
    subscriptions.flatMap(subscription => {
      const choice = choose(subscription, change);
      if (
        choice === 'no' ||
        wasOverAt(starts, subscription.startSnapshot, BigInt(change.changedXid), BigInt(change.next))
      )
        return [];
      return [{ subscription, change, followed: choice === 'followed' }];
    }),
  );
};

/** What came of one portion: how many changes it held, and how many deliveries were made of them. */
export interface Dispatched {
  readonly changes: number;
  readonly deliveries: number;
}

/** Which changes to dispatch, and to whom. */
export interface DispatchQuery {
  readonly limit: number;
  /** The channels that carry every change. */
  readonly channels: readonly SubscriptionChannel[];
  readonly choose: Choose;
}

/**
 * Makes the deliveries of the next changes, all or none. Of each alert and subscriber only the earliest waiting delivery may be tried. What changed
 * before a subscription was made is not sent to it. Two at once, of two processes, do no harm: ids are those of the changes. Throws DatabaseUnavailable.
 */
export const dispatchChanges = async (
  model: ReadModel,
  { limit, channels, choose }: DispatchQuery,
): Promise<Dispatched> => {
  const changes = await prepared<ChangeRow>(model, changesText, [limit]);
  if (changes.length === 0) return { changes: 0, deliveries: 0 };
  const subscriptions = await prepared<Subscriber>(model, subscribersText, [[...channels]]);
  const pairs = await chosenPairs(model, pairsOf(changes, subscriptions, choose));
  const { rows, behind } = await deliveriesOf(model, pairs);
  const [alertIds, versions] = [changes.map(({ alertId }) => alertId), changes.map(({ version }) => version)];
  await prepared(model, writeText, [...deliveryArrays(rows), alertIds, versions]);
  // A former change may have been finished meanwhile, by someone who did not see these yet.
  await promoteLanes(model, behind);
  return { changes: changes.length, deliveries: pairs.length };
};
