/**
 * The alerts that a period concerns, from `$1` on and before `$2`: changed since it began (some of them open at its end), or open all along. `$3`: the
 * clinics by the pumps' newest registration, null: all.
 */
const concerned = `concerned as materialized (
    select a.alert_id, a.pump_id, a.kind, a.version, a.is_open, p.clinic_id
    from alert a join pump p on p.pump_id = a.pump_id
    where a.raised_at_ms < $2 and ($3::text[] is null or p.clinic_id = any($3::text[]))
      and (a.is_open or a.alert_id in (select alert_id from alert_change where at_ms >= $1)))`;

/** Each change with the episode it belongs to: the alert's first, second … raise. What became of the last one is in the alert's row. */
const changes = `changes as (
    select a.alert_id, a.pump_id, a.kind, a.clinic_id, c.version, c.change, c.at_ms,
      count(*) filter (where c.change = 'raised') over (partition by a.alert_id order by c.version) as episode,
      d.condition <> 'inactive' and jsonb_array_length(d."suppressedBy") = 0 and c.change in ('raised', 'updated', 'unshelved') as notifies,
      d.acknowledged is not null as seen,
      case when c.version = a.version then a.is_open
        else c.change <> 'withdrawn' and (d.condition <> 'inactive' or d.acknowledged is null) end as open
    from concerned a join alert_change c on c.alert_id = a.alert_id
      cross join lateral jsonb_to_record(c.doc::jsonb) as d(condition text, acknowledged jsonb, "suppressedBy" jsonb)
    where c.at_ms < $2)`;

/** An episode's times; `notified_ms` is null for what was suppressed all the time. */
const episodes = `episodes as (
    select alert_id, pump_id, kind, clinic_id, min(at_ms) as raised_ms, min(at_ms) filter (where notifies) as notified_ms,
      min(at_ms) filter (where change in ('acknowledged', 'reset')) as acknowledged_ms, bool_or(seen) as seen,
      bool_or(change = 'withdrawn') as withdrawn, coalesce(min(at_ms) filter (where not open), $2) as until_ms,
      (array_agg(open order by version desc))[1] as open
    from changes group by alert_id, episode, pump_id, kind, clinic_id)`;

/** Notified and not taken back; `counted` in the period itself. The neighbours in time tell chattering and floods. */
const alarms = `alarms as materialized (
    select *,
      notified_ms - lag(notified_ms, 2) over kind_wide as since_second_former_ms,
      lead(notified_ms, 2) over kind_wide - notified_ms as to_second_next_ms,
      lead(notified_ms) over kind_wide - lag(notified_ms) over kind_wide as around_ms
    from (select *, notified_ms >= $1 as counted from episodes where notified_ms is not null and not withdrawn) e
    window kind_wide as (partition by pump_id, kind, counted order by notified_ms, alert_id))`;

const hourMs = 3_600_000;
const dayMs = 86_400_000;
const chatters = `counted and (since_second_former_ms <= ${hourMs} or to_second_next_ms <= ${hourMs} or around_ms <= ${hourMs})`;

const notified = `notified as (
    select kind,
      count(*) filter (where counted)::int as raised,
      count(*) filter (where counted and seen)::int as acknowledged,
      (percentile_cont(0.5) within group (order by greatest(0, acknowledged_ms - notified_ms))
        filter (where counted and acknowledged_ms is not null) / 1000)::float8 as median,
      count(*) filter (where ${chatters})::int as chattering_alarms,
      count(distinct pump_id) filter (where ${chatters})::int as chattering_pumps,
      count(*) filter (where until_ms > $1 and until_ms - notified_ms > ${dayMs})::int as stale,
      count(*) filter (where open)::int as standing,
      count(*) filter (where open and $2 - notified_ms > ${dayMs})::int as standing_long
    from alarms group by grouping sets ((kind), ()))`;

const unnotified = `unnotified as (
    select kind, count(*) filter (where withdrawn)::int as withdrawn,
      count(*) filter (where not withdrawn and notified_ms is null)::int as suppressed
    from episodes where raised_ms >= $1 group by grouping sets ((kind), ()))`;

const episodesOfPeriod = `${concerned}, ${changes}, ${episodes}, ${alarms}`;

/** Counts by kind, and over all kinds (`kind` null). */
export const countsText = `with ${episodesOfPeriod}, ${notified}, ${unnotified}
  select coalesce(n.kind, u.kind) as kind, coalesce(n.raised, 0) as raised, coalesce(n.acknowledged, 0) as acknowledged, n.median,
    coalesce(n.chattering_alarms, 0) as "chatteringAlarms", coalesce(n.chattering_pumps, 0) as "chatteringPumps",
    coalesce(n.stale, 0) as stale, coalesce(n.standing, 0) as standing, coalesce(n.standing_long, 0) as "standingLong",
    coalesce(u.suppressed, 0) as suppressed, coalesce(u.withdrawn, 0) as withdrawn
  from notified n full join unnotified u on coalesce(u.kind, '') = coalesce(n.kind, '')`;

/** Times in which over 10 alarms came to a clinic within 10 minutes; such windows that share alarms are one. */
export const floodsText = `with ${episodesOfPeriod},
  numbered as (
    select clinic_id, notified_ms, row_number() over clinic_wide as n, lag(notified_ms, 10) over clinic_wide as tenth_former_ms
    from alarms where counted window clinic_wide as (partition by clinic_id order by notified_ms, alert_id)),
  crowded as (
    select *, case when n - 10 > lag(n) over (partition by clinic_id order by n) then 1 else 0 end as begins
    from numbered where notified_ms - tenth_former_ms <= 600000),
  grouped as (select *, sum(begins) over (partition by clinic_id order by n) as flood from crowded)
  select clinic_id as "clinicId", min(tenth_former_ms) as "from", max(notified_ms) as "to", (max(n) - min(n) + 11)::int as alarms
  from grouped group by clinic_id, flood order by 3, 1`;

/** The pumps that could alarm. */
export const pumpsText = `select count(*)::int as pumps, count(distinct clinic_id)::int as clinics from pump
  where registered and not explanted and ($1::text[] is null or clinic_id = any($1::text[]))`;
