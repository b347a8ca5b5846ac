import { randomInt } from 'node:crypto';
import pg from 'pg';
import { murmur2 } from '../partitioner.ts';
import { channel } from './append.postgres.ts';

const lockClass = (name: string): number => murmur2(Buffer.from(name)) & 0x7fffffff;

/**
 * A connection that holds this reader's place in its group and its partitions, as advisory locks: PostgreSQL takes
 * them back by itself when the connection or the process ends. It needs a session of its own (no pooler in between).
 */
export class GroupSession {
  private readonly client: pg.Client;
  private readonly membersClass: number;
  private readonly partitionsClass: number;
  private readonly member = randomInt(2 ** 31);
  private readonly failure = new AbortController();

  constructor(url: string, group: string, heard: (partition: number) => void) {
    this.client = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
    });
    this.membersClass = lockClass(`cisterna log members of ${group}`);
    this.partitionsClass = lockClass(`cisterna log partitions of ${group}`);
    this.client.on('error', error => {
      this.failure.abort(error);
    });
    this.client.on('end', () => {
      this.failure.abort(new Error('the connection ended'));
    });
    this.client.on('notification', ({ payload }) => {
      for (const partition of payload?.split(',') ?? []) heard(Number(partition));
    });
  }

  /** Aborted when the connection is lost, and with it all locks. */
  get lost(): AbortSignal {
    return this.failure.signal;
  }

  /** Connects, takes a place in the group and listens. */
  async begin(): Promise<void> {
    await this.client.connect();
    await this.client.query('select pg_advisory_lock($1::integer, $2::integer)', [this.membersClass, this.member]);
    await this.client.query(`listen ${channel}`);
  }

  /** This member's fair share of the partitions, as the group stands now. */
  async share(partitions: readonly number[]): Promise<readonly number[]> {
    const { rows } = await this.client.query<{ member: string }>(
      `select objid as member from pg_locks
       where locktype = 'advisory' and granted and objsubid = 2 and classid = $1
         and database = (select oid from pg_database where datname = current_database())
       order by objid`,
      [this.membersClass],
    );
    const place = rows.findIndex(({ member }) => Number(member) === this.member);
    return place < 0 ? [] : partitions.filter((_, index) => index % rows.length === place);
  }

  /** Takes those of the partitions that nobody else holds. */
  async take(partitions: readonly number[]): Promise<readonly number[]> {
    const { rows } = await this.client.query<{ partition: number; taken: boolean }>(
      'select partition, pg_try_advisory_lock($1::integer, partition) as taken from unnest($2::integer[]) as partition',
      [this.partitionsClass, partitions],
    );
    return rows.filter(({ taken }) => taken).map(({ partition }) => partition);
  }

  /** Lets others have these partitions. */
  async give(partitions: readonly number[]): Promise<void> {
    await this.client.query(
      'select pg_advisory_unlock($1::integer, partition) from unnest($2::integer[]) as partition',
      [this.partitionsClass, partitions],
    );
  }

  /** Gives everything back. */
  async end(): Promise<void> {
    await this.client.end();
  }
}
