import { Pool } from 'pg';

/** Looks into the tables of a service under test. */
export class Database {
  private readonly pool: Pool;

  constructor(url: string) {
    this.pool = new Pool({ connectionString: url, max: 2 });
    this.pool.on('error', () => undefined); // a server that a test kills closes idle connections
  }

  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(text, [...values]);
    return rows;
  }

  /** The number that a query gives in its first column. */
  async count(text: string, values: readonly unknown[] = []): Promise<number> {
    const [row] = await this.rows<Record<string, string>>(text, values);
    return Number(Object.values(row ?? {})[0]);
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
