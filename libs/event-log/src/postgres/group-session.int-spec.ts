import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import pg from 'pg';
import { eventually } from '../../../../test/kit/eventually.ts';
import { channel } from './append.postgres.ts';
import { GroupSession } from './group-session.ts';

const all = [0, 1, 2, 3, 4];

describe('GroupSession', () => {
  let server: EmbeddedPostgres;
  let open: GroupSession[];

  const begin = async (group = 'one', heard: (partition: number) => void = () => undefined): Promise<GroupSession> => {
    const session = new GroupSession(server.url, group, heard);
    open.push(session);
    await session.begin();
    return session;
  };
  const asOperator = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };

  beforeAll(async () => {
    server = await startThrowawayPostgres();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    open = [];
  });
  afterEach(() => Promise.all(open.map(session => session.end())));

  it('divides the partitions fairly among the members of its group alone', async () => {
    const members = [await begin(), await begin(), await begin()];
    await begin('another group');
    const shares = await Promise.all(members.map(member => member.share(all)));
    expect(shares.flat().sort()).toEqual(all);
    expect(shares.map(({ length }) => length).sort()).toEqual([1, 2, 2]);
  });

  it('gives a share of those who end to those who stay', async () => {
    const [first, second] = [await begin(), await begin()];
    await second.end();
    await eventually('all are the first one’s', async () => (await first.share(all)).length === all.length);
  });

  it('holds a partition for one member at a time', async () => {
    const [first, second] = [await begin(), await begin()];
    expect(await first.take([0, 1])).toEqual([0, 1]);
    expect(await second.take([0, 1, 2])).toEqual([2]);
    await first.give([1]);
    expect(await second.take([0, 1])).toEqual([1]);
  });

  it('hears which partitions have something new', async () => {
    const heard: number[] = [];
    await begin('one', partition => heard.push(partition));
    await asOperator(`notify ${channel}, '0,3'`);
    await eventually('it was heard', () => heard.length === 2);
    expect(heard).toEqual([0, 3]);
  });

  it('says when its connection is lost, and lets others take what it held', async () => {
    const [first, second] = [await begin(), await begin()];
    await first.take([0]);
    await asOperator(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 0 and objsubid = 2`,
    );
    await eventually('it noticed', () => first.lost.aborted);
    expect(second.lost.aborted).toBe(false);
    expect(await second.take([0])).toEqual([0]);
  });
});
