import type { AlertChange, EpochMs, PumpId } from '@cisterna/contract';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import { clockMs, pumpsWithClock } from '../queries/pump-judgement.ts';
import { changedSystemEvents, type FeedSystemEvent } from './system-events.ts';
import { listedPump, pumpRowColumns, type ListedPump, type PumpRow } from '../queries/stored-pump.ts';
import type { ReadModel } from '../read-model.ts';
import { feedBounds, knownPosition, type FeedPosition } from './feed-position.ts';

/** Whose changes; absent: all. `clinicIds` are those of the pumps' newest registration. */
export interface FeedQuery {
  /** The telemetry topic, whose partitions' clocks come with the pumps. */
  readonly topic: string;
  readonly pumpIds?: readonly PumpId[] | undefined;
  readonly clinicIds?: readonly string[] | undefined;
  /** How many pumps and how many alert changes at least, where there are so many; what one transaction wrote is never cut. */
  readonly limit: number;
}

/** One change of one alert; `doc` is the alert after it, JSON. */
export interface FeedAlertChange {
  readonly alertId: string;
  readonly version: number;
  readonly pumpId: PumpId;
  readonly change: AlertChange;
  readonly at: EpochMs;
  readonly doc: string;
}

/** What changed, pumps in the order of their transactions, each alert's changes in that of its versions, and from where to ask on. `more`: the limit cut it short. */
export interface FeedPage {
  readonly pumps: readonly ListedPump[];
  readonly alertChanges: readonly FeedAlertChange[];
  readonly systemEvents: readonly FeedSystemEvent[];
  readonly position: FeedPosition;
  readonly more: boolean;
}

interface Span {
  readonly from: bigint;
  readonly below: bigint;
}

interface Marked {
  readonly changed_xid: number;
}

const matching = (table: string, { pumpIds, clinicIds }: FeedQuery, parameters: Parameters): string =>
  [
    ...(pumpIds === undefined ? [] : [`and ${table}.pump_id = any(${parameters.add(pumpIds)}::text[])`]),
    ...(clinicIds === undefined ? [] : [`and p.clinic_id = any(${parameters.add(clinicIds)}::text[])`]),
  ].join(' ');

const within = (table: string, { from, below }: Span, parameters: Parameters): string =>
  `${table}.changed_xid >= ${parameters.add(from)}::bigint and ${table}.changed_xid < ${parameters.add(below)}::bigint`;

const changedPumps = (
  model: ReadModel,
  query: FeedQuery,
  span: Span,
): Promise<(PumpRow & Marked & { clock_ms: EpochMs })[]> => {
  const parameters = new Parameters();
  const from = pumpsWithClock(query.topic, parameters);
  const text = `select ${pumpRowColumns}, ${clockMs} as clock_ms, p.changed_xid from ${from}
    where ${within('p', span, parameters)} ${matching('p', query, parameters)}
    order by p.changed_xid fetch first (${parameters.add(query.limit)}::int) rows with ties`;
  return select(model, text, parameters.values);
};

const changedAlerts = (model: ReadModel, query: FeedQuery, span: Span): Promise<(FeedAlertChange & Marked)[]> => {
  const parameters = new Parameters();
  const join = query.clinicIds === undefined ? '' : 'join pump p on p.pump_id = a.pump_id';
  const text = `select a.alert_id as "alertId", a.version, a.pump_id as "pumpId", a.change, a.at_ms as at, a.doc, a.changed_xid
    from alert_change a ${join} where ${within('a', span, parameters)} ${matching('a', query, parameters)}
    order by a.changed_xid fetch first (${parameters.add(query.limit)}::int) rows with ties`;
  return select(model, text, parameters.values);
};

/** Where rows that reached the limit end the span: behind their last transaction. */
const cutBy = (rows: readonly Marked[], limit: number, { below }: Span): bigint => {
  const last = rows.at(-1);
  return rows.length < limit || last === undefined ? below : BigInt(last.changed_xid) + 1n;
};

/** Alerts in the order of their first change here, and each one's changes in the order of its versions. */
const inVersionOrder = (changes: readonly (FeedAlertChange & Marked)[]): FeedAlertChange[] => {
  const alerts = new Map<string, FeedAlertChange[]>();
  for (const { changed_xid: _xid, ...change } of changes)
    alerts.set(change.alertId, [...(alerts.get(change.alertId) ?? []), change]);
  return [...alerts.values()].flatMap(alert => alert.sort((a, b) => a.version - b.version));
};

/**
 * What changed since a position: each pump once, as it is now, and every alert change. Goes no further than the oldest transaction that
 * still runs, so that none which commits late is skipped; a pump may come again unchanged. Throws FeedPositionUnknown, DatabaseUnavailable.
 */
export const changesSince = async (model: ReadModel, position: FeedPosition, query: FeedQuery): Promise<FeedPage> => {
  const bounds = await feedBounds(model);
  const from = knownPosition(position, bounds);
  const whole: Span = { from, below: BigInt(bounds.settled) };
  if (whole.below <= from) return { pumps: [], alertChanges: [], systemEvents: [], position, more: false };
  const [pumps, alerts, system] = await Promise.all([
    changedPumps(model, query, whole),
    changedAlerts(model, query, whole),
    changedSystemEvents(model, query, whole),
  ]);
  const cuts = [pumps, alerts, system].map(rows => cutBy(rows, query.limit, whole));
  const below = cuts.reduce((a, b) => (b < a ? b : a));
  const isInside = ({ changed_xid }: Marked): boolean => changed_xid < below;
  return {
    pumps: pumps.filter(isInside).map(listedPump),
    alertChanges: inVersionOrder(alerts.filter(isInside)),
    systemEvents: system.filter(isInside).map(({ changed_xid: _xid, ...event }) => event),
    position: below.toString(),
    more: below < whole.below,
  };
};
