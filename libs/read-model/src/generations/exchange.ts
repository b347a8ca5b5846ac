import { writeAlerts, type AlertWrite } from '../batch/alert-rows.ts';
import { currentXid } from '../batch/current-xid.ts';
import { inTransaction, type Session } from '../database/transaction.ts';
import { changesChannel } from '../feed/changes-channel.ts';
import type { ReadModel } from '../read-model.ts';
import { formerSchema, generationTables, nextSchema } from './generation.ts';

/** What is done between the moment at which the live generation stands still and the exchange. */
export interface ExchangeWork {
  /** Brings the next generation to exactly these positions, by partition. Nobody can write a partition meanwhile. */
  readonly reach: (positions: ReadonlyMap<number, bigint>) => Promise<void>;
  /** The changes of alerts that the next generation asks for. */
  readonly alerts: () => Promise<readonly AlertWrite[]>;
}

const others = generationTables.filter(table => table !== 'partition');

/** Batches, deadlines and takings-over of partitions begin with this table: once the lock is given none of them is half done. Readers go on. */
const holdPartitions = `lock table partition in share row exclusive mode`;
/** In this order, pumps first, as people's commands do: nobody waits in a circle. */
const holdTheRest = `lock table ${others.join(', ')}, partition in access exclusive mode`;

/** What the live generation alone knows: what was done with dead letters, what the clock has decided, and outages of the log. */
const handOver = [
  `update ${nextSchema}.dead_letter n set published = l.published, redriven_at_ms = l.redriven_at_ms from dead_letter l where l.id = n.id`,
  `insert into ${nextSchema}.dead_letter select l.* from dead_letter l where not exists (select from ${nextSchema}.dead_letter n where n.id = l.id)`,
  `update ${nextSchema}.pump n set calendar = l.calendar, silent_at_ms = l.silent_at_ms,
    due_at_ms = case when n.state::jsonb = l.state::jsonb then l.due_at_ms else 0 end,
    changed_xid = case when n.state::jsonb = l.state::jsonb then n.changed_xid else ${currentXid} end
    from pump l where l.pump_id = n.pump_id`,
  `update ${nextSchema}.pump n set due_at_ms = 0, changed_xid = ${currentXid} where not exists (select from pump l where l.pump_id = n.pump_id)`,
  `update ${nextSchema}.partition n set clock_ms = l.clock_ms, outages = l.outages from partition l where l.topic = n.topic and l.partition = n.partition`,
];

/** Above every epoch that was ever given, so that whoever holds a partition opens it again and reads on from its stored position. */
const fence = `update ${nextSchema}.partition n set epoch = greatest(n.epoch, l.epoch) + 1 from partition l where l.topic = n.topic and l.partition = n.partition`;

const move = (from: string, to: string): string[] =>
  generationTables.map(table => `alter table ${from}.${table} set schema ${to}`);

const run = async (session: Session, statements: readonly string[]): Promise<void> => {
  for (const text of statements) await session.client.query(text);
};

/** Stored as told to everybody, on the topic and to subscribers: nobody is notified. */
const storeSilently = async (session: Session, writes: readonly AlertWrite[]): Promise<number> => {
  const changes = writes.reduce((sum, { alertChanges }) => sum + alertChanges.length, 0);
  if (changes === 0) return 0;
  await writeAlerts(session, writes);
  await session.client.query(
    `update alert_change set published = true, dispatched = true where changed_xid = ${currentXid}`,
  );
  return changes;
};

const liveSchema = async ({ client }: Session): Promise<string> => {
  const { rows } = await client.query<{ name: string }>('select quote_ident(current_schema()) as name');
  return rows[0]?.name ?? 'public';
};

const standingAt = async ({ client }: Session, topic: string): Promise<ReadonlyMap<number, bigint>> => {
  const text = 'select partition, position::text from partition where topic = $1 and position is not null';
  const { rows } = await client.query<{ partition: number; position: string }>(text, [topic]);
  return new Map(rows.map(({ partition, position }) => [partition, BigInt(position)]));
};

/** What was live goes where the next one was, beside the alerts that the building of it left there: so it can be read on and come back. */
const swap = async (session: Session): Promise<void> => {
  const live = await liveSchema(session);
  const leaving = 'cisterna_leaving';
  await run(session, [
    fence,
    `create schema ${leaving}`,
    ...move(live, leaving),
    ...move(nextSchema, live),
    ...move(leaving, nextSchema),
  ]);
  await run(session, [
    `drop schema ${leaving}`,
    `drop schema if exists ${formerSchema} cascade`,
    `alter schema ${nextSchema} rename to ${formerSchema}`,
    `select pg_notify('${changesChannel}', '')`,
  ]);
};

/** A long reach must not end the transaction that holds everybody. */
const patient = `set local idle_in_transaction_session_timeout = 0`;

/**
 * Makes the next generation the live one in one transaction, and keeps the former: partitions stand still, the next one is brought to the same
 * positions, alerts are brought in line without telling anybody, and the tables change places. All or nothing. Gives the number of changes of alerts.
 * Throws DatabaseUnavailable.
 */
export const exchangeGenerations = (live: ReadModel, topic: string, { reach, alerts }: ExchangeWork): Promise<number> =>
  inTransaction(live, async session => {
    await run(session, [patient, holdPartitions]);
    await reach(await standingAt(session, topic));
    await run(session, [holdTheRest]);
    const changes = await storeSilently(session, await alerts());
    await run(session, handOver);
    await swap(session);
    return changes;
  });
