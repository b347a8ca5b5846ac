import type { EpochMs, SubscriptionChannel } from '@cisterna/contract';
import { arraysOf } from '../database/row-set.ts';
import { prepared } from '../database/prepared.ts';
import type { ReadModel } from '../read-model.ts';
import { quietReason } from '../subscriptions/quiet-hours.ts';
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
import { sentNow, type Fate } from './fate.ts';
import { promoteLanes, type Lane } from './lanes.ts';
import { MailBackground, type DecideMail } from './mail-context.ts';
import { wasOverAt, type Snapshot } from './snapshot.ts';

/** Whether a subscriber gets a change: `followed` only if it got the alert's change before. */
export type Choose = (subscription: StoredSubscription, change: UndispatchedChange) => 'yes' | 'no' | 'followed';

interface Pair {
  readonly subscription: Subscriber;
  readonly change: ChangeRow;
  readonly followed: boolean;
}

interface Fated extends Pair {
  readonly fate: Fate;
  readonly repeat: boolean;
}

/** `readAt`: the wall clock's time, one clock for all replicas. */
type Subscriber = StoredSubscription & { readonly startSnapshot: string; readonly readAt: EpochMs };

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
  pairs: readonly Fated[],
): Promise<{ readonly rows: readonly NewDelivery[]; readonly behind: readonly Lane[] }> => {
  const waiting = pairs.filter(({ fate }) => fate.status === 'waiting');
  const lanes = new Map(waiting.map(pair => [laneKey(laneOf(pair)), laneOf(pair)]));
  const behind =
    lanes.size === 0 ? [] : await prepared<Lane>(model, waitingText, arraysOf(laneColumns, [...lanes.values()]));
  const taken = new Set(behind.map(laneKey));
  const rows = pairs.map((pair): NewDelivery => {
    const lane = laneOf(pair);
    const { fate, repeat, change } = pair;
    const first = !taken.has(laneKey(lane));
    if (fate.status === 'waiting') taken.add(laneKey(lane));
    return { ...lane, channel: pair.subscription.channel, change, first, fate, repeat };
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

/** What becomes of each pair; an e-mail that is to be repeated has its first repeat beside it. */
const fatesOf = async (model: ReadModel, pairs: readonly Pair[], decide: DecideMail): Promise<Fated[]> => {
  const mails = pairs
    .filter(({ subscription }) => subscription.channel === 'email')
    .map(pair => ({ ...pair, subscriptionId: pair.subscription.id }));
  const background = mails.length === 0 ? null : await MailBackground.read(model, mails);
  return pairs.flatMap(pair => {
    const { subscription, change } = pair;
    if (background === null || subscription.channel !== 'email') return [{ ...pair, fate: sentNow, repeat: false }];
    const mail = { subscriptionId: subscription.id, change };
    const quiet = quietReason(subscription.quietHours, subscription.readAt);
    const fate = decide(subscription, change, { ...background.contextOf(mail), quiet });
    background.note(mail, fate);
    return [{ ...pair, fate, repeat: false }, ...repeatOf(pair, fate)];
  });
};

const ends: ReadonlySet<string> = new Set(['cleared', 'reset', 'withdrawn']);

const repeatOf = (pair: Pair, fate: Fate): Fated[] => {
  const { repeatEverySeconds } = pair.subscription;
  if (repeatEverySeconds === null || fate.status !== 'waiting' || ends.has(pair.change.change)) return [];
  const timerAt = pair.change.at + repeatEverySeconds * 1000;
  const held: Fate = {
    status: 'held',
    reason: `Repeated after ${repeatEverySeconds} s unless somebody acts.`,
    timerAt,
  };
  return [{ ...pair, fate: held, repeat: true }];
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
  /** Left out: e-mails are sent of every change. */
  readonly decideMail?: DecideMail;
}

/**
 * Makes the deliveries of the next changes, all or none. Of each alert and subscriber only the earliest waiting delivery may be tried. What changed
 * before a subscription was made is not sent to it. Two at once, of two processes, do no harm: ids are those of the changes. Throws DatabaseUnavailable.
 */
export const dispatchChanges = async (
  model: ReadModel,
  { limit, channels, choose, decideMail }: DispatchQuery,
): Promise<Dispatched> => {
  const changes = await prepared<ChangeRow>(model, changesText, [limit]);
  if (changes.length === 0) return { changes: 0, deliveries: 0 };
  const subscriptions = await prepared<Subscriber>(model, subscribersText, [[...channels]]);
  const pairs = await chosenPairs(model, pairsOf(changes, subscriptions, choose));
  const fated = await fatesOf(model, pairs, decideMail ?? (() => sentNow));
  const { rows, behind } = await deliveriesOf(model, fated);
  const [alertIds, versions] = [changes.map(({ alertId }) => alertId), changes.map(({ version }) => version)];
  await prepared(model, writeText, [...deliveryArrays(rows), alertIds, versions]);
  // A former change may have been finished meanwhile, by someone who did not see these yet.
  await promoteLanes(model, behind);
  return { changes: changes.length, deliveries: pairs.length };
};
