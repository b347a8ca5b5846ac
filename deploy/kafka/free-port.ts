import { once } from 'node:events';
import { createServer } from 'node:net';
import { BrokerError } from './broker-error.ts';

/** A free port on 127.0.0.1, or `wanted` if that is free. @throws BrokerError when it is not */
export const freePort = async (wanted = 0): Promise<number> => {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    throw new BrokerError(`port ${wanted} on 127.0.0.1 is taken: end what listens there, or choose another`, cause);
  });
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new BrokerError('no free port');
  return address.port;
};
