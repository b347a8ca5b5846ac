import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { whenServing } from './broker-probe.ts';

/** What a broker answers to a question: its error code goes where that question's answer has it. */
const answer = (request: Buffer, code: number): Buffer => {
  const body = Buffer.alloc(20);
  const apiKey = request.readInt16BE(4);
  body.writeInt16BE(code, { 10: 4, 22: 8, 9: body.length - 2 }[apiKey] ?? 0);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
};

describe('whenServing', () => {
  let server: Server;
  let asked: number[];
  let codes: number[];

  const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeEach(async () => {
    asked = [];
    codes = [];
    server = createServer(socket => {
      socket.on('error', () => undefined);
      socket.on('data', request => {
        asked.push(request.readInt16BE(4));
        const bytes = answer(request, codes.shift() ?? 0);
        socket.write(bytes.subarray(0, 3));
        socket.write(bytes.subarray(3));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.close();
  });

  it('asks for a coordinator, a producer’s identity and offsets', async () => {
    await whenServing(address(), () => true);
    expect(asked).toEqual([10, 22, 9]);
  });

  it('asks again while the coordinator is loading', async () => {
    codes = [15, 0, 0, 14, 14, 0];
    await whenServing(address(), () => true);
    expect(asked).toEqual([10, 10, 22, 9, 9, 9]);
  });

  it('gives up when the broker has ended, though something else answers on its port', async () => {
    await expect(whenServing(address(), () => false)).rejects.toThrow('something else serves');
    await expect(whenServing('127.0.0.1:1', () => false)).rejects.toThrow('ended while starting');
  });

  it('gives up after its deadline', async () => {
    await expect(whenServing('127.0.0.1:1', () => true, 150)).rejects.toThrow(
      'no broker served 127.0.0.1:1 within 150 ms',
    );
  });
});
