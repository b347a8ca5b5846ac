import { randomUUID } from 'node:crypto';
import { formatTime, type EpochMs, type QuietHours } from '@cisterna/contract';
import { inTransaction, type Session } from '../database/transaction.ts';
import type { ReadModel } from '../read-model.ts';
import { quietUntil } from '../subscriptions/quiet-hours.ts';
import { nowMs } from './delivery-channel.ts';
import type { MailSummary } from './fate.ts';
import { addMessage } from './new-message.ts';

/** One change in a summary, with the alert as it was then. */
export interface SummaryItem {
  readonly alertId: string;
  readonly pumpId: string;
  readonly title: string;
  readonly priority: string;
  readonly onsetAt: string;
  readonly change: string;
  /** The alert has come to its end. */
  readonly isOver: boolean;
  readonly reason: string;
}

/** The body of a summary: the first 200 of `count` alerts, each with the newest of its changes that are told. */
export interface SummaryMessage {
  readonly type: `summary.${MailSummary}`;
  readonly timestamp: string;
  readonly clinicId: string | null;
  readonly count: number;
  readonly items: readonly SummaryItem[];
}

interface Group {
  readonly subscriptionId: string;
  readonly summary: MailSummary;
  readonly clinicId: string | null;
  readonly ids: readonly string[];
  readonly alerts: number;
  /** Some of it is of high priority in a flood. */
  readonly urgent: boolean;
  readonly quietHours: QuietHours | null;
  /** The wall clock's time. */
  readonly at: EpochMs;
}

/** How often a subscriber gets each summary at most; that of quiet hours comes at each end of them. */
export interface SummaryQuery {
  readonly everyMs: Readonly<Record<Exclude<MailSummary, 'quiet-hours'>, number>>;
}

/** One process at a time gathers: "summary!" in ASCII. */
const gatherLock = `select pg_advisory_xact_lock(8319395806850841121)`;

/**
 * All that waits for a summary, where it has waited long enough and no such summary went of late; an alert of high priority in a flood does not wait for
 * that. A flood is told once some of it has waited; a digest once nothing more is added to it, or some of it has waited as long as the next one would.
 */
const groupsText = {
  name: 'cisterna-mail-summaries-due',
  text: `with waiting as (
      select d.id, d.alert_id, d.subscription_id, d.summary, d.due_ms, d.summary = 'flood' and c.doc::jsonb ->> 'priority' = 'high' as urgent, s.quiet_hours,
        case when d.summary = 'flood' then coalesce(p.clinic_id, c.clinic_id) end as clinic_id
      from delivery d join subscription s on s.id = d.subscription_id and s.status = 'active'
        join alert_change c on c.alert_id = d.alert_id and c.version = d.version left join pump p on p.pump_id = c.pump_id
      where d.status = 'summarised' and d.summary_id is null)
    select w.subscription_id as "subscriptionId", w.summary, w.clinic_id as "clinicId", array_agg(w.id order by w.id) as ids, count(distinct w.alert_id)::int as alerts,
      bool_or(w.urgent) as urgent, w.quiet_hours as "quietHours", ${nowMs} as at
    from waiting w group by 1, 2, 3, w.quiet_hours
    having (case w.summary when 'digest' then least(max(w.due_ms), min(w.due_ms) + $1::bigint) else min(w.due_ms) end) <= ${nowMs} and (w.summary = 'quiet-hours' or bool_or(w.urgent) or not exists (
      select from delivery e where e.channel = 'email' and e.subscription_id = w.subscription_id
        and e.type = 'summary.' || w.summary and (w.clinic_id is null or e.body::jsonb ->> 'clinicId' = w.clinic_id)
        and e.created_ms > ${nowMs} - (case w.summary when 'digest' then $1::bigint else $2::bigint end)))`,
};
const itemsText = {
  name: 'cisterna-mail-summary-items',
  text: `select * from (select distinct on (d.alert_id) d.alert_id as "alertId", c.pump_id as "pumpId", v.title, v.priority, v."onsetAt", c.change,
        coalesce(a.condition = 'inactive', false) as "isOver", coalesce(d.reason, '') as reason
      from delivery d join alert_change c on c.alert_id = d.alert_id and c.version = d.version left join alert a on a.alert_id = d.alert_id
        cross join lateral jsonb_to_record(c.doc::jsonb) as v(title text, priority text, "onsetAt" text)
      where d.id = any($1::text[]) order by d.alert_id, d.version desc) told
    order by array_position(array['high', 'medium', 'low'], told.priority), told."onsetAt", told."alertId" limit 200`,
};
const toldText = {
  name: 'cisterna-mail-summarised',
  text: `update delivery set summary_id = $2, due_ms = null, finished_ms = ${nowMs} where id = any($1::text[])`,
};

/** What was held back in quiet hours and is no news at their end; the end of an alert that was told before them is. */
const settledText = {
  name: 'cisterna-mail-settled-in-quiet-hours',
  text: `update delivery d set status = 'suppressed', due_ms = null, finished_ms = ${nowMs},
      reason = 'Held back in quiet hours; at their end ' || case when a.condition = 'inactive' or not a.is_open then 'the alert was over.'
        when a.is_acknowledged then 'somebody had acknowledged the alert.' else 'the alert was suppressed: ' || (a.doc::jsonb #>> '{suppressedBy,0,reason}') || '.' end
    from alert a, alert_change c where d.id = any($1::text[]) and a.alert_id = d.alert_id and c.alert_id = d.alert_id and c.version = d.version
      and c.change not in ('cleared', 'reset', 'withdrawn')
      and (a.condition = 'inactive' or not a.is_open or a.is_acknowledged or a.doc::jsonb -> 'suppressedBy' <> '[]'::jsonb) returning d.id`,
};

const dueGroups = async (session: Session, { everyMs }: SummaryQuery): Promise<Group[]> => {
  const groups = await session.rows<Group>(groupsText, [everyMs.digest, everyMs.flood]);
  return groups.filter(({ urgent, quietHours, at }) => urgent || quietUntil(quietHours, at) === null);
};

/** The groups that are due, without what the quiet hours have settled by themselves. */
const groupsToTell = async (session: Session, query: SummaryQuery): Promise<Group[]> => {
  const due = await dueGroups(session, query);
  const held = due.filter(({ summary }) => summary === 'quiet-hours').flatMap(({ ids }) => ids);
  if (held.length === 0) return due;
  const settled = await session.rows(settledText, [held]);
  return settled.length === 0 ? due : dueGroups(session, query);
};

const send = async (
  session: Session,
  { subscriptionId, summary, clinicId, ids, alerts, at }: Group,
): Promise<string> => {
  const items = await session.rows<SummaryItem>(itemsText, [ids]);
  const type = `summary.${summary}` as const;
  const message: SummaryMessage = { type, timestamp: formatTime(at), clinicId, count: alerts, items };
  const lane = `${type}:${randomUUID()}`;
  const body = JSON.stringify(message);
  const id = await addMessage(session, {
    subscriptionId,
    channel: 'email',
    lane,
    version: 1,
    type,
    test: false,
    body,
    at,
  });
  await session.write(toldText, [ids, id]);
  return id;
};

/** Makes the summaries that are due, each telling all that waits for it; gives the ids of their deliveries. Throws DatabaseUnavailable. */
export const sendSummaries = (model: ReadModel, query: SummaryQuery): Promise<string[]> =>
  inTransaction(model, async session => {
    await session.client.query(gatherLock);
    const groups = await groupsToTell(session, query);
    const sent: string[] = [];
    for (const group of groups) sent.push(await send(session, group));
    return sent;
  });
