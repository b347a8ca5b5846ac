import type { AlertView, EpochMs } from '@cisterna/contract';
import { prepared } from '../database/prepared.ts';
import { arraysOf, unnestOf, type Column } from '../database/row-set.ts';
import type { ReadModel } from '../read-model.ts';
import type { StoredSubscription } from '../subscriptions/subscription.ts';
import { nowMs } from './delivery-channel.ts';
import { laneColumns, type ChangeRow, type UndispatchedChange } from './dispatch-statements.ts';
import { floodMs, type Fate } from './fate.ts';
import type { Lane } from './lanes.ts';

/** What is known when it is decided whether a change is worth an e-mail. */
export interface MailContext {
  /** The alert before the change; null: it is the first. */
  readonly former: AlertView | null;
  /** The alert has meanwhile come to its end. */
  readonly isOver: boolean;
  /** An e-mail told this subscriber of the alert, or is about to; the summary of quiet hours too. */
  readonly told: boolean;
  /** When an e-mail about it is to go out already. */
  readonly heldUntil: EpochMs | null;
  /** How many e-mails went to the subscriber about the pumps of this clinic in the last 10 minutes. */
  readonly recent: number;
  /** Why e-mail is held back now but for high priority, in a sentence; null: the subscriber's hours are not quiet. */
  readonly quiet: string | null;
}

/** Decides on one change for one subscriber of e-mail; pure. */
export type DecideMail = (subscription: StoredSubscription, change: UndispatchedChange, context: MailContext) => Fate;

interface AlertPlace {
  readonly alertId: string;
  readonly version: number;
}
interface Background extends AlertPlace {
  readonly former: string | null;
  readonly isOver: boolean;
}
interface LaneState extends Lane {
  readonly told: boolean;
  readonly heldUntil: EpochMs | null;
}

const placeColumns: readonly Column<AlertPlace>[] = [
  { name: 'alert_id', type: 'text', of: place => place.alertId },
  { name: 'version', type: 'int4', of: place => place.version },
];
const backgroundText = {
  name: 'cisterna-mail-background',
  text: `select r.alert_id as "alertId", r.version, f.doc as former, coalesce(a.condition = 'inactive', false) as "isOver"
    from ${unnestOf(placeColumns)} left join alert_change f on f.alert_id = r.alert_id and f.version = r.version - 1
      left join alert a on a.alert_id = r.alert_id`,
};
const lanesText = {
  name: 'cisterna-mail-lanes',
  text: `select d.subscription_id as "subscriptionId", d.alert_id as "alertId", bool_or(d.status in ('waiting', 'delivered') or (d.summary = 'quiet-hours' and d.summary_id is not null)) as told,
      min(d.timer_ms) filter (where d.status = 'held') as "heldUntil"
    from delivery d join ${unnestOf(laneColumns)} on d.subscription_id = r.subscription_id and d.alert_id = r.alert_id
    where d.channel = 'email' group by 1, 2`,
};

/** How many e-mails went, or are on their way, to each of the subscribers `$1` about each clinic in the last 10 minutes. */
export const recentText = {
  name: 'cisterna-mail-recent',
  text: `select d.subscription_id as "subscriptionId", coalesce(p.clinic_id, c.clinic_id) as "clinicId", count(*)::int as count
    from delivery d join alert_change c on c.alert_id = d.alert_id and c.version = d.version left join pump p on p.pump_id = c.pump_id
    where d.subscription_id = any($1::text[]) and d.channel = 'email' and d.body is null and d.status in ('waiting', 'delivered', 'given-up')
      and d.begun_ms > ${nowMs} - ${floodMs} group by 1, 2`,
};

/** One subscriber's e-mails about one clinic. */
export interface RecentMail {
  readonly subscriptionId: string;
  readonly clinicId: string;
  readonly count: number;
}

const keyOf = (...parts: readonly (string | number)[]): string => parts.join(' ');

const unknownAlert = { former: null, isOver: false };
const untold = { told: false, heldUntil: null };

/** A change for one subscriber, as far as its context goes. */
export interface MailPair {
  readonly subscriptionId: string;
  readonly change: ChangeRow;
}

/** What is known about changes for subscribers of e-mail, kept up while their fates are decided one after the other. */
export class MailBackground {
  private constructor(
    private readonly alerts: ReadonlyMap<string, Background>,
    private readonly lanes: Map<string, LaneState>,
    private readonly recent: Map<string, number>,
  ) {}

  /** Reads all that is needed for these pairs. Throws DatabaseUnavailable. */
  static async read(model: ReadModel, pairs: readonly MailPair[]): Promise<MailBackground> {
    const lanes = pairs.map(({ subscriptionId, change }): Lane => ({ subscriptionId, alertId: change.alertId }));
    const [alerts, states, recent] = await Promise.all([
      prepared<Background>(
        model,
        backgroundText,
        arraysOf(
          placeColumns,
          pairs.map(({ change }) => change),
        ),
      ),
      prepared<LaneState>(model, lanesText, arraysOf(laneColumns, lanes)),
      prepared<RecentMail>(model, recentText, [[...new Set(pairs.map(({ subscriptionId }) => subscriptionId))]]),
    ]);
    return new MailBackground(
      new Map(alerts.map(alert => [keyOf(alert.alertId, alert.version), alert])),
      new Map(states.map(state => [keyOf(state.subscriptionId, state.alertId), state])),
      new Map(recent.map(({ subscriptionId, clinicId, count }) => [keyOf(subscriptionId, clinicId), count])),
    );
  }

  contextOf({ subscriptionId, change }: MailPair): Omit<MailContext, 'quiet'> {
    const { former, isOver } = this.alerts.get(keyOf(change.alertId, change.version)) ?? unknownAlert;
    const { told, heldUntil } = this.lanes.get(keyOf(subscriptionId, change.alertId)) ?? untold;
    const recent = this.recent.get(keyOf(subscriptionId, change.clinicId)) ?? 0;
    return { former: former === null ? null : (JSON.parse(former) as AlertView), isOver, told, heldUntil, recent };
  }

  /** What was decided counts for the changes that come after it. */
  note({ subscriptionId, change }: MailPair, fate: Fate): void {
    const { alertId, clinicId } = change;
    const key = keyOf(subscriptionId, alertId);
    const { told, heldUntil } = this.lanes.get(key) ?? untold;
    const isSent = fate.status === 'waiting';
    const until = fate.status === 'held' ? fate.timerAt : heldUntil;
    this.lanes.set(key, { subscriptionId, alertId, told: told || isSent, heldUntil: until });
    const place = keyOf(subscriptionId, clinicId);
    if (isSent) this.recent.set(place, (this.recent.get(place) ?? 0) + 1);
  }
}
