import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from './eventually.ts';
import { NetworkWay } from './network-way.ts';

describe('a way through a network', () => {
  let echo: Server;
  let way: NetworkWay;
  let heard: string;

  const call = async (): Promise<Socket> => {
    const socket = connect(way.port, '127.0.0.1');
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => (heard += chunk.toString()));
    await once(socket, 'connect');
    return socket;
  };
  const hears = (text: string): Promise<unknown> => eventually(`it hears ${text}`, () => heard === text, 5_000);

  beforeEach(async () => {
    heard = '';
    echo = createServer(socket => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    way = await NetworkWay.to((echo.address() as AddressInfo).port);
  });
  afterEach(async () => {
    await way.close();
    echo.close();
    await once(echo, 'close');
  });

  it('ends what goes over it when it is cut, and all that comes, until it is mended', async () => {
    const first = await call();
    first.write('a');
    await hears('a');
    way.cut();
    await once(first, 'close');
    const refused = await call();
    await once(refused, 'close');
    way.mend();
    (await call()).write('b');
    await hears('ab');
  });

  it('carries nothing while it is silent, and all of it afterwards, on the same connection', async () => {
    const socket = await call();
    socket.write('a');
    await hears('a');
    way.silence();
    socket.write('b');
    await new Promise(resolve => setTimeout(resolve, 100));
    expect([heard, socket.destroyed]).toEqual(['a', false]);
    way.resume();
    await hears('ab');
  });
});
