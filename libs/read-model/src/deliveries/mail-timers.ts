import type { AlertPriority, EpochMs, QuietHours } from '@cisterna/contract';
import { inTransaction, type Session } from '../database/transaction.ts';
import type { ReadModel } from '../read-model.ts';
import type { JudgedAt } from '../queries/pump-judgement.ts';
import { deliveriesChannel, nowMs } from './delivery-channel.ts';
import { deliveryIdOf, messageIdOf } from './delivery-id.ts';
import { repeatLane } from './dispatch-statements.ts';
import { quietReason } from '../subscriptions/quiet-hours.ts';
import { gatherMs, type MailSummary } from './fate.ts';
import { recentText, type RecentMail } from './mail-context.ts';

/** A held e-mail whose time has come. */
interface DueTimer {
  readonly id: string;
  readonly subscriptionId: string;
  readonly clinicId: string;
  readonly alertId: string;
  readonly version: number;
  readonly type: string;
  readonly timerAt: EpochMs;
  readonly repeatEverySeconds: number | null;
  readonly quietHours: QuietHours | null;
  readonly priority: AlertPriority;
  /** The wall clock's time. */
  readonly wallNow: EpochMs;
  /** Why it is not sent; null: it is. */
  readonly obstacle: string | null;
}

/** What became of a held e-mail: `waiting` to be sent, `cancelled`, or `summarised` because too many went before it, or in quiet hours. */
export interface FiredTimer {
  readonly id: string;
  readonly becomes: 'waiting' | 'cancelled' | 'summarised';
  readonly reason: string | null;
}

/** Locked, so that of two processes one fires it. The alert is judged as it is now. */
const dueText = {
  name: 'cisterna-mail-timers-due',
  text: `select d.id, d.subscription_id as "subscriptionId", coalesce(p.clinic_id, a.clinic_id) as "clinicId", d.alert_id as "alertId", d.version,
      d.type, d.timer_ms as "timerAt", s.repeat_every_seconds as "repeatEverySeconds",
      s.quiet_hours as "quietHours", a.priority, ${nowMs} as "wallNow",
      case when s.status <> 'active' then 'The subscription ended.'
        when a.condition = 'inactive' or not a.is_open then 'The alert was over by then.'
        when a.is_acknowledged then 'Somebody acknowledged the alert in time.'
        when a.doc::jsonb -> 'suppressedBy' <> '[]'::jsonb then 'Suppressed by then: ' || (a.doc::jsonb #>> '{suppressedBy,0,reason}') || '.'
        when exists (select from delivery n where n.channel = 'email' and n.subscription_id = d.subscription_id and n.alert_id = d.alert_id
          and n.status = 'held' and n.version > d.version) then 'A later change of the alert takes its place.'
      end as obstacle
    from delivery d join subscription s on s.id = d.subscription_id join alert a on a.alert_id = d.alert_id
      left join pump p on p.pump_id = a.pump_id left join partition c on c.topic = $1 and c.partition = p.partition
    where d.status = 'held' and d.timer_ms <= coalesce($2::bigint, c.clock_ms, 0)
    order by d.timer_ms limit $3 for update of d skip locked`,
};
const fireText = {
  name: 'cisterna-mail-timer-fired',
  text: `update delivery set status = $2, reason = $3, begun_ms = ${nowMs},
      summary = $4, suppressed_by = case when $4 = 'quiet-hours' then $4 end,
      due_ms = case $2 when 'waiting' then ${nowMs} when 'summarised' then ${nowMs} + ${gatherMs} end,
      finished_ms = case when $2 = 'cancelled' then ${nowMs} end
    where id = $1`,
};
const nextText = {
  name: 'cisterna-mail-next-repeat',
  text: `insert into delivery (id, subscription_id, channel, message_id, type, alert_id, version, test, change_at_ms, written_ms, created_ms, begun_ms,
      status, reason, timer_ms, attempts)
    select $2, subscription_id, channel, $3, 'alert.repeated', alert_id, version, false, change_at_ms, written_ms, ${nowMs}, ${nowMs},
      'held', $4, $5::bigint, 0 from delivery where id = $1 on conflict (id) do nothing`,
};

type Outcome = Omit<FiredTimer, 'id'> & { readonly summary: MailSummary | null };

const outcomeOf = (timer: DueTimer, recent: number, most: number): Outcome => {
  const { obstacle, priority, quietHours, wallNow } = timer;
  if (obstacle !== null) return { becomes: 'cancelled', summary: null, reason: obstacle };
  const quiet = priority === 'high' ? null : quietReason(quietHours, wallNow);
  if (quiet !== null) return { becomes: 'summarised', summary: 'quiet-hours', reason: quiet };
  if (recent >= most)
    return { becomes: 'summarised', summary: 'flood', reason: `Over ${most} e-mails in 10 minutes: told in one summary.` };
  return { becomes: 'waiting', summary: null, reason: null };
};

/** One repeat after the other: the next is counted from when this one was due, but never into the past. */
const holdNext = async (session: Session, timer: DueTimer, now: EpochMs): Promise<void> => {
  const { id, subscriptionId, alertId, version, timerAt, repeatEverySeconds } = timer;
  if (repeatEverySeconds === null) return;
  const next = Math.max(timerAt + repeatEverySeconds * 1000, now);
  const lane = repeatLane(alertId, next);
  await session.write(nextText, [
    id,
    deliveryIdOf(subscriptionId, lane, version),
    messageIdOf(`${subscriptionId} ${lane}`, version),
    `Repeated after ${repeatEverySeconds} s unless somebody acts.`,
    next,
  ]);
};

export interface TimerQuery {
  /** By which clock timers are due. */
  readonly judgedAt: JudgedAt;
  readonly limit: number;
  /** More e-mails than this in 10 minutes to one subscriber about one clinic become a summary. */
  readonly mostInTenMinutes: number;
}

/** How many e-mails went to each subscriber about each clinic of late; counts up as more are sent. */
class RecentMails {
  private constructor(private readonly counts: Map<string, number>) {}

  static async read(session: Session, timers: readonly DueTimer[]): Promise<RecentMails> {
    const subscribers = [...new Set(timers.map(({ subscriptionId }) => subscriptionId))];
    const rows = await session.rows<RecentMail>(recentText, [subscribers]);
    return new RecentMails(new Map(rows.map(row => [`${row.subscriptionId} ${row.clinicId}`, row.count])));
  }

  of({ subscriptionId, clinicId }: DueTimer): number {
    return this.counts.get(`${subscriptionId} ${clinicId}`) ?? 0;
  }

  add(timer: DueTimer): void {
    this.counts.set(`${timer.subscriptionId} ${timer.clinicId}`, this.of(timer) + 1);
  }
}

/**
 * Fires the held e-mails whose time has come, each once whoever runs: escalations and repeats are sent where the alert is still open, not acknowledged and
 * not suppressed, else cancelled with the reason. Throws DatabaseUnavailable.
 */
export const fireMailTimers = (
  model: ReadModel,
  { judgedAt, limit, mostInTenMinutes }: TimerQuery,
): Promise<FiredTimer[]> =>
  inTransaction(model, async session => {
    const due = await session.rows<DueTimer>(dueText, [judgedAt.topic, judgedAt.now, limit]);
    if (due.length === 0) return [];
    const recent = await RecentMails.read(session, due);
    const fired: FiredTimer[] = [];
    for (const timer of due) {
      const { summary, ...outcome } = outcomeOf(timer, recent.of(timer), mostInTenMinutes);
      await session.write(fireText, [timer.id, outcome.becomes, outcome.reason, summary]);
      if (outcome.becomes !== 'cancelled') await holdNext(session, timer, judgedAt.now ?? timer.timerAt);
      if (outcome.becomes === 'waiting') recent.add(timer);
      fired.push({ id: timer.id, ...outcome });
    }
    await session.client.query(`select pg_notify('${deliveriesChannel}', '')`);
    return fired;
  });
