import pg from 'pg';
import { readModelDataSource } from './data-source.ts';
import { GuardedClient } from './guarded-client.ts';

const lost = new Error('terminating connection due to administrator command');

describe('a client whose connection the server ends while nobody listens', () => {
  it('would end the process', () => {
    expect(() => new pg.Client().emit('error', lost)).toThrow('terminating connection');
  });

  it('does not when it is guarded, and still tells who listens', () => {
    const client = new GuardedClient();
    const heard: unknown[] = [];
    client.emit('error', lost);
    client.on('error', (error: unknown) => heard.push(error));
    client.emit('error', lost);
    expect(heard).toEqual([lost]);
  });

  it('is guarded in every connection of the pool', () => {
    const { options } = readModelDataSource({
      url: 'postgres://x@127.0.0.1/y',
      poolSize: 2,
      onPoolError: () => undefined,
    });
    expect(options.extra).toMatchObject({ Client: GuardedClient });
  });
});
