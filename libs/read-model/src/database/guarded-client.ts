import pg from 'pg';

/**
 * A client that always has a listener for its errors: between pool and TypeORM, which both add and remove theirs, there is a moment without one,
 * and a server that ends a connection just then would end the process. Who waits for an answer gets the error as well.
 */
export class GuardedClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
