import { DatabaseUnavailable, StaleState } from '../read-model.error.ts';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { databaseUnavailable, rejection } from '../testing/outcomes.fixture.ts';
import { select } from './select.ts';
import { inTransaction, type Session } from './transaction.ts';

let database: TestDatabase;
let url: string;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  url = await database.empty();
  model = await database.open(url, 2);
  await database.sql('create table note (n int primary key)', url);
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  await database.sql('truncate note', url);
});

const put = { name: 'put', text: 'insert into note values ($1)' };
const count = { name: 'count', text: 'select count(*)::int as notes from note' };
const notes = async (): Promise<number | undefined> => (await select<{ notes: number }>(model, count.text))[0]?.notes;
const cut = (session: Session) =>
  session.rows({ name: 'cut', text: 'select pg_terminate_backend(pg_backend_pid())' }, []);

describe('a transaction', () => {
  it('sees its own writes, and others do once it is over', async () => {
    const inside = await inTransaction(model, async session => {
      expect(await session.write(put, [1])).toBe(1);
      expect(await notes()).toBe(0);
      return session.rows(count, []);
    });
    expect(inside).toEqual([{ notes: 1 }]);
    expect(await notes()).toBe(1);
  });

  it('leaves nothing when its work throws, and throws that on', async () => {
    const fault = new StaleState(['P-1']);
    const work = inTransaction(model, async session => {
      await session.write(put, [1]);
      throw fault;
    });
    expect(await rejection(work)).toBe(fault);
    expect(await notes()).toBe(0);
  });

  it('leaves nothing when a statement fails', async () => {
    const work = inTransaction(model, async session => {
      await session.write(put, [1]);
      await session.write(put, [1]);
    });
    expect(await rejection(work)).toMatchObject({ code: '23505', constraint: 'note_pkey' });
    expect(await notes()).toBe(0);
  });

  it('is unavailable when its connection is cut, whatever it was about to do', async () => {
    const error = await databaseUnavailable(
      inTransaction(model, async session => {
        await session.write(put, [1]);
        await cut(session);
      }),
    );
    expect(error).toMatchObject({ code: 'database-unavailable', retriable: true });
    expect(error.message).toContain("can't be used now");
    expect(await notes()).toBe(0);
  });

  it('is unavailable when its connection is cut while its own work goes on elsewhere', async () => {
    const work = inTransaction(model, async session => {
      await cut(session).catch(() => undefined);
      await session.write(put, [1]);
    });
    expect(await rejection(work)).toBeInstanceOf(DatabaseUnavailable);
    expect(await notes()).toBe(0);
  });

  it('gives its connection back however it ends: twenty failures leave a pool of two usable', async () => {
    const failures = Array.from({ length: 20 }, (_, index) =>
      inTransaction(model, async session => {
        if (index % 2 === 0) await cut(session);
        else await session.rows({ name: `bad-${index}`, text: 'select 1 / 0' }, []);
      }).catch((error: unknown) => error),
    );
    const errors = await Promise.all(failures);
    expect(errors.filter(error => error instanceof DatabaseUnavailable)).toHaveLength(10);
    await Promise.all([1, 2, 3, 4].map(n => inTransaction(model, session => session.write(put, [n]))));
    expect(await notes()).toBe(4);
  });
});

describe('a session of ours', () => {
  it('has read-committed transactions and gives its locks back after a while, whatever the server’s defaults', async () => {
    const name = url.replace(/^.*\//, '');
    await database.sql(`alter database ${name} set default_transaction_isolation = serializable`);
    const fresh = await database.open(url);
    const settings = [
      'default_transaction_isolation',
      'idle_in_transaction_session_timeout',
      'jit',
      'application_name',
    ];
    const [row] = await select<object>(
      fresh,
      `select ${settings.map(setting => `current_setting('${setting}') as ${setting}`).join(', ')}`,
    );
    expect(row).toEqual({
      default_transaction_isolation: 'read committed',
      idle_in_transaction_session_timeout: '1min',
      jit: 'off',
      application_name: 'cisterna',
    });
  });

  it('gives its connection back when a query fails', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await rejection(select(model, 'select 1 / 0'))).toMatchObject({ driverError: { code: '22012' } });
    expect(await notes()).toBe(0);
  });
});
